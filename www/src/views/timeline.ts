// The panel *Timeline*: the dates of the article down the line of time, the same as a table, and what has no day.
import { button, h, reachOne, roving, svg } from "../dom.ts";
import type { DateView, UndatedReason, View } from "../engine/types.ts";
import { type Drawing, type Placed, type Tick, draw, isPoint } from "../model/timeline.ts";
import type { Selection } from "../model/selection.ts";
import { strings } from "../strings.ts";
import { follow, points } from "./points.ts";

export interface TimelineActions {
  /** To a date in the text. */
  goTo(mark: number): void;
  /** The words of a mark. */
  words(mark: number): string;
  /** To where the article's date is given. */
  askDate(): void;
}

/** The most dates that are drawn; the table has all. */
const MOST = 400;
/** Pixels: where the line stands, what a bar takes, where labels begin. */
const LINE = 76;
const LANE = 12;
const GAP = 22;
/** Pixels of a letter, about; and of the shape of a date. */
const LETTER = 7.6;
const POINT = 5;

export class TimelineView extends HTMLElement {
  #actions!: TimelineActions;
  #selection!: Selection;
  #view: View | undefined;
  /** What was drawn last, so that a hidden panel is drawn when it is shown. */
  #drawn: View | undefined;
  #width = 0;
  readonly #summary = h("p", { class: "summary" });
  readonly #squeeze = button(strings.timeline.squeeze, () => this.#toggle(), { class: "small", "aria-pressed": "true", title: strings.timeline.squeezeWhy });
  readonly #drawing = h("div", { class: "drawing" });
  readonly #table = h("div", { class: "table" });
  readonly #undated = h("div", {});

  connect(selection: Selection, actions: TimelineActions): void {
    this.#actions = actions;
    this.#selection = selection;
    this.replaceChildren(h("div", { class: "panel-head" }, h("h2", { class: "visually-hidden" }, strings.timeline.title), this.#summary, this.#squeeze), this.#drawing, this.#table, this.#undated);
    roving(this.#drawing, "g[role]", { next: "ArrowDown", previous: "ArrowUp" });
    roving(this.#table, "button", { next: "ArrowDown", previous: "ArrowUp" });
    roving(this.#undated, "ul button", { next: "ArrowDown", previous: "ArrowUp" });
    points(this, selection);
    selection.addEventListener("group", () => this.#emphasise());
    const reach = (event: Event) => {
      const mark = (event.target as Element).closest<SVGGElement>("g[role]")?.dataset.mark;
      if (mark !== undefined) actions.goTo(Number(mark));
    };
    this.#drawing.addEventListener("click", reach);
    this.#drawing.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      reach(event);
    });
    new ResizeObserver(() => this.#resize()).observe(this);
  }

  /** Draws the dates, now or when the panel is shown. */
  draw(view: View): void {
    this.#view = view;
    if (!this.hidden) this.show();
  }

  /** Draws what changed while the panel was hidden. */
  show(): void {
    const view = this.#view;
    if (!view || view === this.#drawn) return;
    this.#drawn = view;
    const { entries, undated } = view.timeline;
    this.#summary.textContent = entries.length > 0 ? strings.timeline.summary(entries.length) : strings.timeline.none;
    this.#drawLine();
    this.#table.replaceChildren(...(entries.length > 0 ? [this.#tableOf(entries)] : []));
    this.#undated.replaceChildren(...(undated.length > 0 ? this.#undatedOf(view) : []));
    reachOne([...this.#table.querySelectorAll("button")]);
    reachOne([...this.#undated.querySelectorAll<HTMLElement>("ul button")]);
  }

  /** Puts the focus on the date of a mark, or on the mark's line among those without a day. */
  goTo(mark: number, group: number): void {
    const item = this.querySelector<SVGElement | HTMLElement>(`g[data-group="${group}"]`) ?? this.querySelector<HTMLElement>(`button[data-mark="${mark}"]`);
    item?.scrollIntoView({ block: "nearest" });
    item?.focus({ preventScroll: true });
  }

  #toggle(): void {
    this.#squeeze.setAttribute("aria-pressed", String(this.#squeeze.ariaPressed !== "true"));
    this.#drawLine();
  }

  #resize(): void {
    if (this.hidden || this.clientWidth === this.#width) return;
    this.#drawLine();
  }

  #drawLine(): void {
    const timeline = this.#drawn?.timeline;
    if (!timeline) return;
    const entries = mostNamed(timeline.entries);
    const drawing = draw(entries, timeline.created, this.#squeeze.ariaPressed === "true");
    const reached = this.#drawing.contains(document.activeElement) ? (document.activeElement as SVGElement).dataset.group : undefined;
    this.#width = this.clientWidth;
    this.#squeeze.hidden = !drawing.hasEmpty;
    this.#drawing.replaceChildren(
      ...(entries.length > 0 ? [this.#picture(drawing)] : []),
      ...(entries.length < timeline.entries.length ? [h("p", { class: "figures" }, strings.timeline.most(MOST))] : []),
    );
    reachOne([...this.#drawing.querySelectorAll<HTMLElement>("g[role]")]);
    if (reached) this.#drawing.querySelector<SVGElement>(`g[data-group="${reached}"]`)?.focus();
    this.#emphasise();
  }

  #picture(drawing: Drawing): SVGSVGElement {
    const { height, lanes, created } = drawing;
    const width = Math.max(this.#drawing.clientWidth, 240);
    const labels = LINE + lanes * LANE + GAP;
    const room = Math.floor((width - labels) / LETTER);
    const line = [
      svg("line", { class: "line", x1: LINE, x2: LINE, y1: 0, y2: height }),
      ...drawing.ticks.filter(({ y }) => created === undefined || Math.abs(y - created) > 12).map(tickOf),
      ...drawing.cuts.map(({ top, bottom }) => svg("path", { class: "cut", d: zigzag((top + bottom) / 2) })),
      created !== undefined && svg("g", { class: "created" }, svg("line", { x1: LINE - 8, x2: LINE + lanes * LANE, y1: created, y2: created }), svg("text", { x: LINE - 10, y: created + 4, "text-anchor": "end" }, strings.timeline.created)),
    ];
    return svg(
      "svg",
      { role: "group", "aria-label": strings.timeline.label(drawing.entries.length), width, height, viewBox: `0 0 ${width} ${height}` },
      svg("g", { "aria-hidden": "true" }, ...line),
      ...drawing.entries.map((placed) => this.#date(placed, labels, room)),
    );
  }

  #date({ entry, top, bottom, lane, label }: Placed, labels: number, room: number): SVGGElement {
    const words = this.#actions.words(entry.marks[0] ?? -1);
    const { name } = entry;
    const shape = isPoint(entry)
      ? svg("circle", { cx: LINE, cy: top, r: POINT })
      : svg("rect", { x: LINE + lane * LANE - POINT + 1, y: top, width: 2 * POINT - 2, height: Math.max(bottom - top, 4), rx: 3 });
    const x = isPoint(entry) ? LINE + POINT : LINE + lane * LANE + POINT;
    const y = isPoint(entry) ? top : Math.min(Math.max(label, top + 2), Math.max(bottom - 2, top + 2));
    return svg(
      "g",
      { role: "button", class: `${isPoint(entry) ? "point" : "bar"}${entry.vague ? " vague" : ""}`, "data-group": entry.group, "data-mark": entry.marks[0], "aria-label": strings.timeline.entry(name, words, entry.marks.length) },
      svg("rect", { class: "hit", x: labels - 6, y: label - 19, width: room * LETTER + 6, height: 38, rx: 4 }),
      svg("path", { class: "leader", d: `M${x} ${y}L${labels - 14} ${label}H${labels - 6}` }),
      shape,
      svg("text", { class: "name", x: labels, y: label - 3 }, short(name, room)),
      svg("text", { class: "words", x: labels, y: label + 13 }, short(strings.timeline.words(words, entry.marks.length), room)),
    );
  }

  #tableOf(entries: readonly DateView[]): HTMLElement {
    const { columns } = strings.timeline;
    return h(
      "table",
      {},
      h("caption", { class: "visually-hidden" }, strings.timeline.caption),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, columns.date), h("th", { scope: "col" }, columns.words), h("th", { scope: "col" }, columns.edtf))),
      h("tbody", {}, ...entries.map((entry) => h("tr", { "data-group": entry.group }, h("th", { scope: "row" }, entry.name), h("td", {}, ...entry.marks.map((mark) => this.#mention(mark))), h("td", {}, ...(entry.edtf?.split(/(?<=\/)/) ?? []).map((part) => h("code", {}, part)))))),
    );
  }

  #mention(mark: number): HTMLElement {
    return button(this.#actions.words(mark), () => this.#actions.goTo(mark), { class: "small", dir: "auto", "data-mark": mark });
  }

  #undatedOf({ timeline }: View): Node[] {
    const groups = new Map<UndatedReason, Node[]>();
    for (const { mark, name, reason } of timeline.undated) {
      const items = groups.get(reason) ?? [];
      groups.set(reason, items);
      items.push(h("li", {}, this.#mention(mark), name !== null && h("span", { class: "facts" }, name)));
    }
    const order: UndatedReason[] = ["unanchored", "vague", "length", "recurring"];
    const reasonOf = (reason: UndatedReason) => (reason === "unanchored" && timeline.created === null ? strings.timeline.noDate : strings.timeline.reasons[reason]);
    return [
      h("h3", {}, strings.timeline.undated),
      ...order.flatMap((reason) => {
        const items = groups.get(reason);
        if (!items) return [];
        const ask = reason === "unanchored" && timeline.created === null && button(strings.timeline.ask, () => this.#actions.askDate());
        return [h("p", { class: "figures" }, reasonOf(reason)), ...(ask ? [h("p", { class: "ask" }, ask)] : []), h("ul", {}, ...items)];
      }),
    ];
  }

  /** Draws strong what is of the day that the reader looks at. */
  #emphasise(): void {
    for (const element of this.querySelectorAll(".same")) element.classList.remove("same");
    const { group } = this.#selection;
    if (group === 0) return;
    for (const element of this.querySelectorAll(`[data-group="${group}"]`)) element.classList.add("same");
    const item = this.querySelector("g.same");
    if (item) follow(this, item);
  }
}
customElements.define("dl-timeline", TimelineView);

/** Those named most often, in the order of time, where there are too many to draw. */
function mostNamed(entries: readonly DateView[]): readonly DateView[] {
  if (entries.length <= MOST) return entries;
  const kept = new Set([...entries].sort((a, b) => b.marks.length - a.marks.length).slice(0, MOST));
  return entries.filter((entry) => kept.has(entry));
}

function tickOf({ y, day, unit }: Tick): SVGGElement {
  return svg("g", { class: "tick" }, svg("line", { x1: LINE - 5, x2: LINE, y1: y, y2: y }), svg("text", { x: LINE - 9, y: y + 4, "text-anchor": "end" }, strings.timeline.tick(day, unit)));
}

/** Two short strokes across the line: time is missing here. */
function zigzag(y: number): string {
  return [-4, 4].map((by) => `M${LINE - 8} ${y + by + 3}L${LINE + 8} ${y + by - 3}`).join("");
}

function short(text: string, letters: number): string {
  return text.length > letters ? `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…` : text;
}
