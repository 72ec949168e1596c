// The panel *Map*: the places of the article on the Earth, one of them in detail, the same as a table, and what is nowhere.
import { button, h, reachOne, roving, svg } from "../dom.ts";
import type { PlaceCandidate, PlaceView, View } from "../engine/types.ts";
import type { Earth } from "../map/earth.ts";
import { type Camera, type Cluster, type Label, type Point, type Size, type Spot, canZoom, clusters, fit, labels, meridian, onDrawing, pan, parts, radiusOf, whole, zoom } from "../model/map.ts";
import { coordinates, placeName, within } from "../model/places.ts";
import type { Selection } from "../model/selection.ts";
import { strings } from "../strings.ts";
import { standalone } from "./picture.ts";
import { follow, points } from "./points.ts";

export interface MapActions {
  /** To a place in the text. */
  goTo(mark: number): void;
  /** The words of a mark. */
  words(mark: number): string;
  /** The places called `names` are this one. */
  choose(names: readonly string[], candidate: PlaceCandidate): void;
  /** Places near this one are preferred, or none are. */
  prefer(candidate: PlaceCandidate | undefined): void;
  /** Fetches the rest of the gazetteer; whether it came. */
  more(): Promise<boolean>;
  /** Takes a drawing away. */
  save(name: string, picture: string): void;
}

/** A place on the drawing. */
interface Located extends Spot {
  readonly view: PlaceView;
  readonly best: PlaceCandidate;
}

/** How much closer one step looks, and how many pixels one step goes. */
const STEP = 1.8;
const STRIDE = 60;
/** From this on, times the scale of the whole world, the finer borders are drawn. */
const FINE = 3.5;
/** Pixels that a pointer may move and still be a click. */
const STILL = 4;

export class MapView extends HTMLElement {
  #actions!: MapActions;
  #selection!: Selection;
  #view: View | undefined;
  /** What was drawn last, so that a hidden panel is drawn when it is shown. */
  #drawn: View | undefined;
  #located: readonly Located[] = [];
  #chosen: PlaceView | undefined;
  #earth: Earth | undefined;
  #isFine = false;
  #middle = 0;
  #camera: Camera | undefined;
  /** Whether the reader has moved the map: then it stays where it is. */
  #isMoved = false;
  #size: Size = { width: 0, height: 0 };
  readonly #summary = h("p", { class: "summary" });
  readonly #save = button(strings.map.save, () => this.#actions.save(`${this.#drawn?.fileName ?? ""}.map.svg`, standalone(this.#picture, strings.map.credit)), { class: "small" });
  readonly #ground = svg("g", { class: "earth", "aria-hidden": "true" });
  readonly #spots = svg("g", {});
  readonly #picture = svg("svg", { role: "group" }, this.#ground, this.#spots);
  readonly #trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  readonly #closer = button(strings.map.plus, () => this.#zoom(STEP), { "aria-label": strings.map.closer, title: strings.map.closer });
  readonly #farther = button(strings.map.minus, () => this.#zoom(1 / STEP), { "aria-label": strings.map.farther, title: strings.map.farther });
  readonly #drawing = h("div", { class: "map" }, this.#picture, this.#trouble);
  readonly #tools = h(
    "div",
    { class: "map-tools", role: "group", "aria-label": strings.map.tools },
    this.#closer,
    this.#farther,
    ...(["left", "up", "down", "right"] as const).map((way) => button(strings.map.arrows[way], () => this.#stride(way), { "aria-label": strings.map.ways[way], title: strings.map.ways[way] })),
    button(strings.map.fit, () => this.#fit(), { title: strings.map.fitWhy }),
    button(strings.map.world, () => this.#move(whole(this.#size)), { title: strings.map.worldWhy }),
    h("span", { class: "facts" }, strings.map.credit),
  );
  readonly #detail = h("section", { class: "place", "aria-label": strings.map.chosen, hidden: true });
  readonly #table = h("div", { class: "table" });
  readonly #nowhere = h("div", {});
  readonly #near = h("p", { class: "row", hidden: true });
  readonly #more = button(strings.map.more, () => void this.#loadMore());
  readonly #gazetteer = h("details", {}, h("summary", {}, strings.map.gazetteer), h("p", {}, strings.map.own), h("p", {}, strings.map.moreWhy), h("p", {}, this.#more));

  connect(selection: Selection, actions: MapActions): void {
    this.#actions = actions;
    this.#selection = selection;
    this.replaceChildren(h("div", { class: "panel-head" }, h("h2", { class: "visually-hidden" }, strings.map.title), this.#summary, this.#save), this.#drawing, this.#tools, this.#near, this.#detail, this.#table, this.#nowhere, this.#gazetteer);
    this.#drawing.addEventListener("keydown", (event) => this.#key(event));
    roving(this.#drawing, "g[role]", { next: "ArrowRight", previous: "ArrowLeft" });
    roving(this.#table, "button", { next: "ArrowDown", previous: "ArrowUp" });
    roving(this.#nowhere, "ul button", { next: "ArrowDown", previous: "ArrowUp" });
    points(this, selection);
    selection.addEventListener("group", () => this.#emphasise());
    this.#listen();
    new ResizeObserver(() => this.hidden || this.#resize()).observe(this);
  }

  /** Draws the places, now or when the panel is shown. */
  draw(view: View): void {
    if (view.text !== this.#view?.text) {
      this.#isMoved = false;
      this.#chosen = undefined;
    }
    this.#view = view;
    if (!this.hidden) this.show();
  }

  /** Draws what changed while the panel was hidden. */
  show(): void {
    const view = this.#view;
    if (!view || view === this.#drawn) return;
    this.#drawn = view;
    const here = view.places.filter(({ place }) => place.resolved);
    const nowhere = view.places.filter(({ place }) => !place.resolved);
    this.#summary.textContent = here.length > 0 ? strings.map.summary(here.length) : strings.map.none;
    this.#table.replaceChildren(...(here.length > 0 ? [this.#tableOf(here)] : []));
    this.#nowhere.replaceChildren(...(nowhere.length > 0 ? this.#nowhereOf(nowhere) : []));
    reachOne([...this.#table.querySelectorAll("button")]);
    reachOne([...this.#nowhere.querySelectorAll<HTMLElement>("ul button")]);
    this.#near.hidden = !view.near;
    if (view.near) this.#near.replaceChildren(h("span", {}, strings.map.near(coordinates(...view.near))), " ", button(strings.map.noNear, () => this.#actions.prefer(undefined), { class: "small" }));
    this.#drawing.hidden = this.#tools.hidden = this.#save.hidden = here.length === 0;
    const chosen = this.#chosen && view.places.find(({ names }) => names.includes(this.#chosen!.names[0]!));
    this.#choose(chosen);
    this.#middle = meridian(here.map(({ place }) => place.candidates[0]!.longitude));
    if (here.length > 0) void this.#load(false);
  }

  /** Puts the focus on the place of a mark, or on its line among those that are nowhere. */
  goTo(mark: number): void {
    const view = this.#drawn?.places.find(({ marks }) => marks.includes(mark));
    if (view?.place.resolved) {
      this.#choose(view);
      const row = this.#table.querySelector<HTMLElement>(`button[data-place="${view.marks[0]}"]`);
      row?.focus({ preventScroll: true });
      this.#drawing.scrollIntoView({ block: "nearest" });
    } else this.#nowhere.querySelector<HTMLElement>(`button[data-mark="${mark}"]`)?.focus();
  }

  /** Gets the borders of the Earth, and draws them with the places. */
  async #load(fine: boolean): Promise<void> {
    const middle = this.#middle;
    try {
      const { earth } = await import("../map/earth.ts");
      const drawn = await earth(middle, fine);
      if (middle !== this.#middle) return;
      this.#earth = drawn;
      this.#isFine = fine;
      this.#trouble.hidden = true;
    } catch {
      if (fine) return; // the coarse one stays
      this.#trouble.replaceChildren(strings.map.failed, " ", button(strings.actions.retry, () => void this.#load(false)));
      this.#trouble.hidden = false;
      return;
    }
    this.#drawEarth();
    this.#locate();
    this.#resize();
  }

  #drawEarth(): void {
    const { sphere, graticule, divisions, countries } = this.#earth!;
    const named = (this.#drawn?.places ?? []).flatMap(({ place }) => (place.resolved && place.candidates[0]!.feature.startsWith("PCL") ? [place.candidates[0]!] : []));
    this.#ground.replaceChildren(
      svg("path", { class: "sea", d: sphere }),
      svg("path", { class: "graticule", d: graticule }),
      ...countries.map(({ path, has }) => svg("path", { class: named.some(({ longitude, latitude }) => has(longitude, latitude)) ? "country named" : "country", d: path })),
      svg("path", { class: "divisions", d: divisions }),
      svg("path", { class: "edge", d: sphere }),
    );
  }

  #locate(): void {
    const places = this.#drawn?.places.filter(({ place }) => place.resolved) ?? [];
    this.#located = places.map((view) => {
      const best = view.place.candidates[0]!;
      return { ...this.#earth!.project(best.longitude, best.latitude), name: best.name, weight: view.marks.length, view, best };
    });
  }

  #resize(): void {
    const width = this.clientWidth;
    if (!this.#earth || width === 0) return;
    if (width !== this.#size.width) {
      this.#size = { width, height: Math.round(Math.min(Math.max(width * 0.66, 210), 420)) };
      for (const [name, value] of [["width", width], ["height", this.#size.height], ["viewBox", `0 0 ${width} ${this.#size.height}`]] as const) this.#picture.setAttribute(name, String(value));
      this.#camera = undefined;
    }
    if (this.#camera && this.#isMoved) this.#drawSpots();
    else this.#fit();
  }

  /** Shows all places. */
  #fit(): void {
    this.#move(fit(this.#located, this.#size));
    this.#isMoved = false;
  }

  #zoom(factor: number, at: Point = { x: this.#size.width / 2, y: this.#size.height / 2 }): void {
    if (this.#camera) this.#move(zoom(this.#camera, factor, at, this.#size));
  }

  #stride(way: "left" | "up" | "down" | "right"): void {
    const [x, y] = { left: [STRIDE, 0], up: [0, STRIDE], down: [0, -STRIDE], right: [-STRIDE, 0] }[way] as [number, number];
    if (this.#camera) this.#move(pan(this.#camera, x, y, this.#size));
  }

  #move(camera: Camera): void {
    this.#camera = camera;
    this.#isMoved = true;
    this.#drawSpots();
    if (!this.#isFine && camera.scale > FINE * whole(this.#size).scale) {
      this.#isFine = true; // asked for once
      void this.#load(true);
    }
  }

  /** Draws what the camera sees. */
  #drawSpots(): void {
    const camera = this.#camera;
    if (!camera) return;
    const { scale, x, y } = camera;
    this.#ground.setAttribute("transform", `matrix(${scale} 0 0 ${scale} ${x} ${y})`);
    this.#closer.disabled = !canZoom(camera, STEP, this.#size);
    this.#farther.disabled = !canZoom(camera, 1 / STEP, this.#size);
    const focused = this.#spots.contains(document.activeElement) ? (document.activeElement as SVGElement).dataset.place : undefined;
    const all = clusters(this.#located, camera);
    const names = labels(all, this.#size);
    this.#picture.setAttribute("aria-label", strings.map.label(this.#located.length));
    this.#spots.replaceChildren(...this.#others(camera), ...all.map((cluster, at) => this.#spot(cluster, names[at])));
    const items = [...this.#spots.querySelectorAll<HTMLElement>("g[role]")];
    reachOne(items);
    if (focused) (items.find((item) => item.dataset.marks?.split(" ").includes(focused)) ?? items[0])?.focus();
    this.#emphasise();
  }

  #spot(cluster: Cluster<Located>, label: Label | undefined): SVGGElement {
    const { x, y, radius, spots } = cluster;
    const [first] = spots;
    const isOne = spots.length === 1;
    const area = isOne && /^(PCL|ADM|RGN|CONT)/.test(first!.best.feature);
    const item = svg(
      "g",
      {
        role: "button",
        class: isOne ? (area ? "spot area" : "spot") : "spot cluster",
        "data-group": isOne && first!.view.group,
        "data-groups": spots.map(({ view }) => view.group).join(" "),
        "data-place": first!.view.marks[0],
        "data-marks": spots.map(({ view }) => view.marks[0]).join(" "),
        "aria-pressed": String(isOne && first!.view === this.#chosen),
        "aria-label": isOne ? strings.map.spot(placeName(first!.best), first!.weight) : strings.map.cluster(spots.map(({ name }) => name)),
      },
      label && svg("rect", { class: "ground", x: label.x - 2, y: label.y - label.height / 2, width: label.width + 4, height: label.height }),
      svg("circle", { class: "hit", cx: x, cy: y, r: Math.max(radius + 4, 12) }),
      svg("circle", { class: "dot", cx: x, cy: y, r: radius }),
      !isOne && svg("text", { class: "count", x, y: y + 4, "text-anchor": "middle" }, String(spots.length)),
      label && svg("text", { class: "halo", x: label.x, y: label.y + 4, "aria-hidden": "true" }, label.text),
      label && svg("text", { class: "name", x: label.x, y: label.y + 4 }, label.text),
    );
    return item;
  }

  /** The other places that the chosen name may mean, with the numbers of the list. */
  #others(camera: Camera): SVGGElement[] {
    const { place } = this.#chosen ?? {};
    const others = place?.candidates.slice(place.resolved ? 1 : 0) ?? [];
    return others.map(({ longitude, latitude }, at) => {
      const { x, y } = onDrawing(camera, this.#earth!.project(longitude, latitude));
      const r = radiusOf(4);
      return svg("g", { class: "candidate", "aria-hidden": "true" }, svg("circle", { cx: x, cy: y, r }), svg("text", { x, y: y + 4, "text-anchor": "middle" }, String(at + (place!.resolved ? 2 : 1))));
    });
  }

  /** Shows a place in detail: where it is, where the text names it, and what else the name may mean. */
  #choose(view: PlaceView | undefined): void {
    this.#chosen = view;
    this.#detail.hidden = !view;
    if (view) this.#detail.replaceChildren(...this.#detailOf(view));
    this.#drawSpots();
  }

  #detailOf(view: PlaceView): Node[] {
    const { candidates, resolved } = view.place;
    const best = resolved ? candidates[0] : undefined;
    const others = resolved ? candidates.slice(1) : candidates;
    const sure = ({ probability }: PlaceCandidate) => (probability < 0.01 ? "" : ` (${strings.why.percent(probability)})`);
    return [
      h("h3", { dir: "auto" }, best ? best.name : view.text),
      h("p", { class: "facts" }, best ? [within(best), coordinates(best.latitude, best.longitude), view.place.government && strings.why.government].filter(Boolean).join(" · ") + sure(best) : strings.why.unresolved),
      h("p", { class: "mentions" }, ...view.marks.map((mark) => this.#mention(mark))),
      ...(best
        ? [h("p", { class: "row" }, best.geonameid !== null && h("span", { class: "facts" }, `${strings.why.geonames} ${best.geonameid} `), button(strings.map.prefer, () => this.#actions.prefer(best), { class: "choice", title: strings.map.preferWhy }))]
        : []),
      ...(others.length > 0
        ? [
            h("h4", {}, resolved ? strings.why.otherPlaces : strings.why.mayBe),
            h("ol", { start: resolved ? 2 : 1 }, ...others.map((other) => h("li", {}, button(placeName(other), () => this.#actions.choose(view.names, other), { class: "choice", "aria-label": strings.map.chooseThis(placeName(other)) }), sure(other)))),
            h("p", { class: "row" }, button(strings.map.showAll, () => this.#move(fit(candidates.map(({ longitude, latitude }) => this.#earth!.project(longitude, latitude)), this.#size)), { class: "small", disabled: !this.#earth })),
          ]
        : []),
    ];
  }

  async #loadMore(): Promise<void> {
    this.#more.disabled = true;
    this.#more.textContent = strings.map.loadingMore;
    const came = await this.#actions.more();
    this.#more.textContent = came ? strings.map.moreCame : strings.map.more;
    this.#more.disabled = came;
  }

  #tableOf(places: readonly PlaceView[]): HTMLElement {
    const { place, words, spot } = strings.map.columns;
    const byWeight = [...places].sort((a, b) => b.marks.length - a.marks.length);
    return h(
      "table",
      {},
      h("caption", { class: "visually-hidden" }, strings.map.caption),
      h("thead", {}, h("tr", {}, ...[place, words, spot].map((name) => h("th", { scope: "col" }, name)))),
      h(
        "tbody",
        {},
        ...byWeight.map((view) => {
          const best = view.place.candidates[0]!;
          return h(
            "tr",
            { "data-group": view.group },
            h("th", { scope: "row" }, button(best.name, () => this.#choose(view), { class: "small", "data-place": view.marks[0], dir: "auto" }), h("span", { class: "facts" }, within(best))),
            h("td", {}, ...this.#wordings(view.marks)),
            h("td", { class: "where" }, ...coordinates(best.latitude, best.longitude).split(", ").map((half) => h("span", {}, half)), best.geonameid !== null && h("code", {}, String(best.geonameid))),
          );
        }),
      ),
    );
  }

  /** What the article calls a place, each wording once, with how often. */
  #wordings(marks: readonly number[]): HTMLElement[] {
    const first = new Map<string, { mark: number; times: number }>();
    for (const mark of marks) {
      const words = this.#actions.words(mark);
      const found = first.get(words);
      if (found) found.times++;
      else first.set(words, { mark, times: 1 });
    }
    return [...first.values()].map(({ mark, times }) => h("span", { class: "wording" }, this.#mention(mark), times > 1 && h("span", { class: "facts" }, strings.map.times(times))));
  }

  #mention(mark: number): HTMLElement {
    return button(this.#actions.words(mark), () => this.#actions.goTo(mark), { class: "small", dir: "auto", "data-mark": mark });
  }

  #nowhereOf(places: readonly PlaceView[]): Node[] {
    return [
      h("h3", {}, strings.map.nowhere),
      h(
        "ul",
        {},
        ...places.map((view) =>
          h(
            "li",
            { "data-group": view.group },
            ...this.#wordings(view.marks),
            view.place.candidates.length > 0
              ? button(strings.map.unsure(view.place.candidates.length), () => this.#choose(view), { class: "small facts" })
              : h("span", { class: "facts" }, strings.why.unknownPlace),
          ),
        ),
      ),
    ];
  }

  #reach(item: SVGGElement): void {
    const marks = item.dataset.marks?.split(" ").map(Number) ?? [];
    const spots = this.#located.filter(({ view }) => marks.includes(view.marks[0]!));
    if (spots.length === 1) return this.#choose(spots[0]!.view === this.#chosen ? undefined : spots[0]!.view);
    if (this.#camera && parts({ x: 0, y: 0, radius: 0, spots }) && canZoom(this.#camera, STEP, this.#size)) {
      const closer = fit(spots, this.#size);
      if (closer.scale > this.#camera.scale * 1.05) return this.#move(closer);
      const { x, y } = onDrawing(this.#camera, spots[0]!);
      return this.#zoom(3, { x, y });
    }
    this.#choose(spots[0]?.view);
  }

  /** Pointers: a drag moves the map, two fingers and the wheel with Ctrl zoom it, a click chooses. */
  #listen(): void {
    const held = new Map<number, Point>();
    let moved = 0;
    const at = (event: MouseEvent): Point => {
      const { left, top } = this.#picture.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    this.#picture.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      if (held.size === 0) moved = 0;
      held.set(event.pointerId, at(event));
    });
    this.#picture.addEventListener("pointermove", (event) => {
      const before = held.get(event.pointerId);
      const camera = this.#camera;
      if (!before || !camera) return;
      const now = at(event);
      moved += Math.hypot(now.x - before.x, now.y - before.y);
      if (moved < STILL) return;
      if (!this.#picture.hasPointerCapture(event.pointerId)) this.#picture.setPointerCapture(event.pointerId);
      held.set(event.pointerId, now);
      const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
        this.#move(zoom(camera, factor, other, this.#size));
      } else this.#move(pan(camera, now.x - before.x, now.y - before.y, this.#size));
    });
    const release = (event: PointerEvent) => held.delete(event.pointerId);
    this.#picture.addEventListener("pointerup", release);
    this.#picture.addEventListener("pointercancel", release);
    this.#picture.addEventListener("click", (event) => {
      if (moved >= STILL) return;
      const item = (event.target as Element).closest<SVGGElement>("g[role]");
      if (item) this.#reach(item);
    });
    this.#picture.addEventListener("dblclick", (event) => {
      if (!(event.target as Element).closest("g[role]")) this.#zoom(STEP, at(event));
    });
    this.#picture.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.#zoom(2 ** (-event.deltaY / 200), at(event));
      },
      { passive: false },
    );
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const item = (event.target as Element).closest<SVGGElement>("g[role]");
    const ways = { ArrowLeft: "left", ArrowUp: "up", ArrowDown: "down", ArrowRight: "right" } as const;
    if (event.key === "+" || event.key === "=") this.#zoom(STEP);
    else if (event.key === "-") this.#zoom(1 / STEP);
    else if (event.key === "0") this.#fit();
    else if (event.shiftKey && event.key in ways) this.#stride(ways[event.key as keyof typeof ways]);
    else if (item && (event.key === "Enter" || event.key === " ")) this.#reach(item);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Draws strong what is of the place that the reader looks at. */
  #emphasise(): void {
    for (const element of this.querySelectorAll(".same")) element.classList.remove("same");
    const { group } = this.#selection;
    if (group === 0) return;
    for (const element of this.querySelectorAll(`[data-group="${group}"], [data-groups~="${group}"]`)) element.classList.add("same");
    const row = this.querySelector("tr.same, li.same");
    if (row) follow(this, row);
  }
}
customElements.define("dl-map", MapView);
