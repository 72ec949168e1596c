// The popover of a mark: what it is, what it may be, and why.
import { button, h } from "../dom.ts";
import type { Child } from "../dom.ts";
import type { Detail, PlaceCandidate, QuotationDetail, TimexDetail } from "../engine/types.ts";
import { coordinates, placeName } from "../model/places.ts";
import { quotationOf } from "../model/selection.ts";
import { figure, strings } from "../strings.ts";

export interface WhyActions {
  decide(detail: Detail, command: "accept" | "reject"): void;
  /** The other value of a date that reads two ways. */
  take(detail: Detail, value: string, name: string): void;
  copy(mark: number): void;
  /** The place is this one. */
  choose(detail: Detail, candidate: PlaceCandidate): void;
  /** To the panel, from a mark. */
  go(mark: number): void;
}

/** Pixels between a mark and its popover. */
const GAP = 8;
/** How many other places are listed. */
const OTHERS = 4;
/** Pixels that it has at least, though it may cover something then. */
const LEAST = 160;

export class WhyView extends HTMLElement {
  #actions!: WhyActions;
  #anchor: HTMLElement | undefined;

  connect(actions: WhyActions): void {
    this.#actions = actions;
    this.setAttribute("popover", "auto");
    this.setAttribute("role", "dialog");
    this.setAttribute("aria-labelledby", "mark-title");
    this.addEventListener("toggle", (event) => {
      const open = (event as ToggleEvent).newState === "open";
      this.#anchor?.classList.toggle("open", open);
      if (!open && this.#anchor?.isConnected && (this.contains(document.activeElement) || document.activeElement === document.body)) this.#anchor.focus({ preventScroll: true });
    });
    addEventListener("resize", () => this.#place());
    addEventListener("scroll", () => this.#isSheet() || this.#place(), { passive: true });
  }

  /** Shows `detail` beside `anchor`, and puts the focus into it. */
  show(detail: Detail, anchor: HTMLElement): void {
    this.#anchor?.classList.remove("open");
    this.#anchor = anchor;
    this.draw(detail);
    if (!this.matches(":popover-open")) this.showPopover();
    anchor.classList.add("open");
    this.#place();
    this.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
  }

  close(): void {
    if (this.matches(":popover-open")) this.hidePopover();
  }

  draw(detail: Detail): void {
    const layer = detail.kind && detail.layer !== "person" ? strings.kinds[detail.kind] : strings.layers.one[detail.layer];
    const quoted = quotationOf(detail.mark) >= 0;
    const decided = detail.state === "confirmed" ? strings.actions.accepted : detail.state === "rejected" ? strings.actions.rejected : "";
    const other = detail.timex?.other;
    this.className = `layer-${detail.layer}`;
    this.replaceChildren(
      h(
        "div",
        { class: "head" },
        h("p", { class: "kind" }, h("span", { class: "letter", "aria-hidden": "true" }, strings.layers.letters[detail.layer]), layer, decided && h("span", { class: "decided" }, decided)),
        h("h3", { id: "mark-title", dir: "auto" }, detail.text),
      ),
      h("dl", {}, ...this.#facts(detail)),
      h("h4", {}, strings.why.title),
      detail.reasons.length > 0 ? h("ul", { class: "reasons" }, ...detail.reasons.map((reason) => h("li", { dir: "auto" }, reason.words))) : h("p", { class: "none" }, strings.why.noReason),
      ...this.#others(detail),
      h(
        "div",
        { class: "row" },
        button(strings.actions.accept, () => this.#actions.decide(detail, "accept"), { "aria-pressed": String(detail.state === "confirmed") }),
        button(strings.actions.reject, () => this.#actions.decide(detail, "reject"), { "aria-pressed": String(detail.state === "rejected") }),
        other && button(strings.actions.take(other[1]), () => this.#actions.take(detail, ...other)),
        detail.layer === "date" && button(strings.actions.showInTimeline, () => this.#actions.go(detail.mark)),
        !!detail.place && button(strings.actions.showOnMap, () => this.#actions.go(detail.mark)),
        quoted && button(strings.actions.showInSaid, () => this.#actions.go(detail.mark)),
        quoted && button(strings.actions.copyQuotation, () => this.#actions.copy(detail.mark)),
        button(strings.actions.close, () => this.close(), { class: "quiet" }),
      ),
    );
  }

  #facts(detail: Detail): Node[] {
    const { entity, place, quotation, timex } = detail;
    const facts: (Node[] | false | null)[] = [
      quotation && this.#quotation(quotation, entity?.name ?? ""),
      !quotation && entity && entity.name !== detail.text && row(strings.why.is, entity.name),
      row(strings.why.title_, detail.title),
      row(strings.why.role, entity?.role),
      !!entity && !quotation && entity.mentions > 1 && row(strings.why.mentions, figure(entity.mentions)),
      timex && this.#timex(timex),
      place && this.#places(place.candidates, place.resolved, place.government),
      detail.probability !== null && row(strings.why.certainty, strings.why.percent(detail.probability)),
    ];
    return facts.filter((fact) => !!fact).flat();
  }

  #quotation(quotation: QuotationDetail, speaker: string): Node[] {
    const others = quotation.candidates.filter((candidate) => candidate.name !== speaker);
    return [
      ...row(strings.why.speaker, speaker || quotation.source || strings.said.noName.unresolved),
      ...row(strings.why.source, quotation.source !== speaker && quotation.source),
      ...row(strings.why.cue, quotation.cue),
      ...row(strings.why.addressee, quotation.addressee),
      ...row(strings.why.form, strings.said.kinds[quotation.kind]),
      ...row(strings.why.mayBe, others.length > 0 && others.map((other) => `${other.name} (${strings.why.percent(other.probability)})`).join(", ")),
    ];
  }

  #timex(timex: TimexDetail): Node[] {
    const isTime = timex.edtf !== null && /^\d{4}(-\d\d){0,2}(T[\d:]+Z?)?$/.test(timex.edtf);
    return [
      ...row(strings.why.means, isTime ? h("time", { datetime: timex.edtf }, timex.name) : timex.name),
      ...row(strings.why.value, h("code", {}, timex.value)),
      ...row(strings.why.edtf, timex.edtf !== timex.value && timex.edtf && h("code", {}, timex.edtf)),
      ...row(strings.why.type, strings.why.types[timex.kind]),
      ...row(strings.why.modifier, [timex.modifier, timex.quant, timex.freq].filter(Boolean).join(", ")),
      ...row(strings.why.from, timex.fromCreated ? strings.why.fromCreated : timex.from && `“${timex.from}”`),
      ...row(strings.why.covers, timex.covers?.join(" – ")),
    ];
  }

  #places(candidates: readonly PlaceCandidate[], resolved: boolean, government: boolean): Node[] {
    const [first] = candidates;
    if (!first) return row(strings.why.where, strings.why.unknownPlace);
    return [
      ...row(strings.why.where, resolved ? [placeName(first), government && strings.why.government].filter(Boolean).join("; ") : strings.why.unresolved),
      ...(resolved
        ? [
            ...row(strings.why.coordinates, coordinates(first.latitude, first.longitude)),
            ...row(strings.why.population, first.population > 0 && figure(first.population)),
            ...row(strings.why.geonames, first.geonameid !== null && String(first.geonameid)),
          ]
        : []),
    ];
  }

  /** The other places that a name may mean, likeliest first. */
  #others(detail: Detail): Node[] {
    const { place } = detail;
    const others = place ? place.candidates.slice(place.resolved ? 1 : 0, OTHERS + 1) : [];
    if (others.length === 0) return [];
    const sure = ({ probability }: PlaceCandidate) => (probability < 0.01 ? "" : ` (${strings.why.percent(probability)})`);
    const choose = (other: PlaceCandidate) => button(placeName(other), () => this.#actions.choose(detail, other), { class: "choice", "aria-label": strings.map.chooseThis(placeName(other)) });
    return [h("h4", {}, strings.why.otherPlaces), h("ul", { class: "reasons" }, ...others.map((other) => h("li", { dir: "auto" }, choose(other), sure(other))))];
  }

  #isSheet(): boolean {
    return matchMedia("(max-width: 700px)").matches;
  }

  /** Below the mark where there is room, else where there is more of it; never on it. Narrow screens have a sheet at the bottom instead. */
  #place(): void {
    if (!this.matches(":popover-open") || !this.#anchor) return;
    if (this.#isSheet()) {
      for (const name of ["left", "top", "max-block-size"]) this.style.removeProperty(name);
      const hidden = this.#anchor.getBoundingClientRect().bottom + GAP - this.getBoundingClientRect().top;
      if (hidden > 0) scrollBy(0, hidden);
      return;
    }
    const rects = this.#anchor.getClientRects();
    const first = rects[0] ?? this.#anchor.getBoundingClientRect();
    const last = rects[rects.length - 1] ?? first;
    const { clientHeight, clientWidth } = document.documentElement;
    const below = clientHeight - last.bottom - 2 * GAP;
    const above = first.top - 2 * GAP;
    this.style.removeProperty("max-block-size");
    const { height, width } = this.getBoundingClientRect();
    const isBelow = height <= below || below >= above;
    const room = Math.max(isBelow ? below : above, LEAST);
    const top = isBelow ? last.bottom + GAP : first.top - GAP - Math.min(height, room);
    const left = Math.min(Math.max(GAP, first.left), Math.max(GAP, clientWidth - width - GAP));
    if (height > room) this.style.maxBlockSize = `${room}px`;
    this.style.left = `${left}px`;
    this.style.top = `${Math.max(GAP, top)}px`;
  }
}
customElements.define("dl-why", WhyView);

function row(name: string, value: Child): Node[] {
  if (value === null || value === undefined || value === false || value === "") return [];
  return [h("dt", {}, name), h("dd", { dir: "auto" }, value)];
}
