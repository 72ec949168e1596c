// The panel *Said*: each speaker with the quotations, linked both ways with the text.
import { type Child, button, h, inSlices, reachOne, roving } from "../dom.ts";
import type { QuotationView, SpeakerView, View } from "../engine/types.ts";
import { type Filter, filtered, nextOf, quotationsOf, startOf } from "../model/quotations.ts";
import type { Selection } from "../model/selection.ts";
import { strings } from "../strings.ts";
import { FilterView } from "./filter.ts";
import { follow, points } from "./points.ts";

export interface SaidActions {
  /** To a quotation in the text. */
  goTo(mark: number): void;
  /** Shows a quotation in the text; the focus stays. */
  show(mark: number): void;
  copy(marks: number[]): void;
  say(words: string): void;
}

/** What Tab and the arrows reach. */
const QUOTES = "li:not([hidden]) > .quote";

export class SaidView extends HTMLElement {
  /** Where in the text the reader was last, in UTF-16 code units. */
  at = -1;
  #actions!: SaidActions;
  #selection!: Selection;
  #view: View | undefined;
  #run = 0;
  #filter: Filter = "all";
  /** The marks of the quotations that the filter lets pass. */
  #shown = new Set<number>();
  readonly #filters = new FilterView();
  readonly #summary = h("p", { class: "summary" });
  readonly #empty = h("p", { class: "empty" });
  readonly #list = h("div", {});
  readonly #copyAll = button(strings.said.copyAll, () => this.#copy([...this.#list.querySelectorAll<HTMLElement>("li")]), { class: "small", "aria-label": strings.said.copyShown });

  connect(selection: Selection, actions: SaidActions): void {
    this.#actions = actions;
    this.#selection = selection;
    this.replaceChildren(h("div", { class: "panel-head" }, h("h2", { class: "visually-hidden" }, strings.said.title), this.#summary, this.#copyAll), this.#filters, this.#empty, this.#list);
    this.#filters.connect((filter) => {
      this.filter(filter);
      actions.say(strings.said.shown(strings.said.filters[filter], this.#shown.size, this.#view?.quotations.length ?? 0));
    });
    roving(this, QUOTES, { next: "ArrowDown", previous: "ArrowUp" });
    points(this, selection);
    selection.addEventListener("group", () => this.#emphasise());
    this.addEventListener("focusin", (event) => {
      const quotation = this.#quotationAt(event.target);
      if (quotation) this.at = startOf(quotation);
    });
    this.addEventListener("keydown", (event) => {
      const by = ({ ".": 1, ",": -1 } as const)[event.key];
      const section = (event.target as Element).closest<HTMLElement>("section");
      if (!by || !section || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const next = this.#next(Number(section.dataset.speaker), by);
      if (!next) return;
      this.goTo(next.mark);
      if (isBeside()) actions.show(next.mark);
    });
  }

  /** Draws the speakers; resolves when all of them are there. */
  async draw(view: View): Promise<void> {
    const run = ++this.#run;
    const all = view.speakers.reduce((sum, speaker) => sum + speaker.words, 0);
    const focused = this.contains(document.activeElement) ? document.activeElement!.id : "";
    const named = view.speakers.filter((speaker) => speaker.number !== null).length;
    this.#view = view;
    this.#summary.textContent = view.quotations.length > 0 ? strings.said.summary(named, view.quotations.length) : strings.said.none;
    this.#filters.hidden = this.#copyAll.hidden = view.quotations.length === 0;
    this.#list.replaceChildren();
    this.filter(this.#filter);
    const drawOne = (speaker: SpeakerView) => {
      const section = this.#speaker(speaker, view, all);
      this.#sift(section);
      this.#list.append(section);
    };
    if (!(await inSlices(view.speakers, drawOne, () => run !== this.#run))) return;
    reachOne([...this.querySelectorAll<HTMLElement>(QUOTES)]);
    if (focused) document.getElementById(focused)?.focus();
    this.#emphasise();
  }

  /** Shows the quotations that `filter` lets pass. The figures stay those of the whole article. */
  filter(filter: Filter): void {
    this.#filter = filter;
    if (!this.#view) return;
    this.#shown = new Set(filtered(this.#view, filter).map(({ mark }) => mark));
    this.#filters.draw(this.#view, filter);
    this.#empty.textContent = filter !== "all" && this.#shown.size === 0 ? strings.said.empty[filter] : "";
    this.#copyAll.disabled = this.#shown.size === 0;
    for (const section of this.#list.children) this.#sift(section as HTMLElement);
    reachOne([...this.querySelectorAll<HTMLElement>(QUOTES)]);
  }

  /** Shows the quotation `mark` and puts the focus there. */
  goTo(mark: number): void {
    if (!this.#shown.has(mark)) this.filter("all");
    const item = this.querySelector<HTMLElement>(`#said-${mark}`);
    item?.scrollIntoView({ block: "nearest" });
    item?.focus({ preventScroll: true });
  }

  #sift(section: HTMLElement): void {
    const items = [...section.querySelectorAll<HTMLElement>("li")];
    for (const item of items) item.hidden = !this.#shown.has(Number(item.dataset.quotation));
    section.hidden = items.every((item) => item.hidden);
  }

  #quotationAt(target: EventTarget | null): QuotationView | undefined {
    const mark = Number((target as Element).closest<HTMLElement>("[data-quotation]")?.dataset.quotation ?? -1);
    return this.#view?.quotations.find((quotation) => quotation.mark === mark);
  }

  /** The next or previous quotation of a speaker, among those that are shown. */
  #next(speaker: number, by: 1 | -1): QuotationView | undefined {
    const view = this.#view;
    const one = view?.speakers[speaker];
    return one && nextOf(quotationsOf(view, one).filter(({ mark }) => this.#shown.has(mark)), this.at, by);
  }

  /** To the next or previous quotation of a speaker in the text; beside it the focus stays, so that the button can be pressed again. */
  #step(speaker: number, by: 1 | -1): void {
    const next = this.#next(speaker, by);
    const one = this.#view?.speakers[speaker];
    if (!next || !one) return;
    this.at = startOf(next);
    if (!isBeside()) return this.#actions.goTo(next.mark);
    this.#actions.show(next.mark);
    this.#selection.point(one.group, next.mark);
    this.#actions.say(strings.said.at(nameOf(one), quotationsOf(this.#view!, one).indexOf(next) + 1, one.quotations.length, next.text));
  }

  #copy(items: HTMLElement[]): void {
    this.#actions.copy(items.filter((item) => !item.hidden).map((item) => Number(item.dataset.quotation)));
  }

  #speaker(speaker: SpeakerView, view: View, all: number): HTMLElement {
    const at = view.speakers.indexOf(speaker);
    const who = speaker.number === null ? nameOf(speaker) : strings.said.number(speaker.number);
    const note = speaker.role ?? strings.said.speakers[speaker.kind];
    const list = h("ol", {}, ...quotationsOf(view, speaker).map((quotation) => this.#quotation(quotation, speaker.kind === "unresolved")));
    const step = (by: 1 | -1, sign: string, label: string) => button(sign, () => this.#step(at, by), { class: "small", "aria-label": label, title: label });
    return h(
      "section",
      { class: `speaker ${speaker.kind}`, "data-group": speaker.group, "data-speaker": at },
      h(
        "h3",
        {},
        h("span", { class: "number" }, speaker.number !== null && h("span", { class: "visually-hidden" }, `${who}: `), h("span", { "aria-hidden": "true" }, speaker.number ?? strings.said.noNumber)),
        h("span", { class: "name", dir: "auto" }, nameOf(speaker)),
        note && h("span", { class: "role", dir: "auto" }, note),
      ),
      h(
        "p",
        { class: "tools" },
        step(-1, "↑", strings.said.previous(who)),
        step(1, "↓", strings.said.next(who)),
        button(strings.actions.copy, () => this.#copy([...list.children] as HTMLElement[]), { class: "small", "aria-label": strings.said.copyOf(who) }),
      ),
      speaker.aliases.length > 0 && h("p", { class: "figures", dir: "auto" }, strings.said.aliases(speaker.aliases)),
      h("p", { class: "figures" }, strings.said.figures(speaker.quotations.length, speaker.words, speaker.indirectWords)),
      all > 0 && h("p", { class: "share" }, ...share(Math.round((speaker.words * 100) / all))),
      list,
    );
  }

  /** A quotation without speaker shows the words that name its source, and who it may be. */
  #quotation(quotation: QuotationView, isOpen: boolean): HTMLElement {
    const source = isOpen && quotation.source ? `“${quotation.source}”` : "";
    const facts = [strings.said.kinds[quotation.kind], quotation.denied && strings.said.denied, quotation.cue, source].filter(Boolean);
    const candidates = quotation.candidates.map(({ name, probability }) => `${name} ${strings.why.percent(probability)}`);
    return h(
      "li",
      { class: quotation.state, "data-quotation": quotation.mark },
      h(
        "button",
        { type: "button", class: "quote", id: `said-${quotation.mark}`, onclick: () => this.#actions.goTo(quotation.mark) },
        h("span", { class: "words", dir: "auto" }, quotation.text),
        h("span", { class: "facts" }, facts.join(" · ")),
        candidates.length > 0 && h("span", { class: "perhaps" }, strings.said.perhaps(candidates)),
      ),
      button(strings.actions.copy, () => this.#actions.copy([quotation.mark]), { class: "small copy", "aria-label": `${strings.actions.copyQuotation}: ${quotation.text.slice(0, 40)}` }),
    );
  }

  #emphasise(): void {
    for (const element of this.querySelectorAll(".same")) element.classList.remove("same");
    const { group, quotation } = this.#selection;
    if (group > 0) for (const element of this.querySelectorAll(`section[data-group="${group}"]`)) element.classList.add("same");
    const item = quotation >= 0 ? this.querySelector<HTMLElement>(`li[data-quotation="${quotation}"]`) : null;
    item?.classList.add("same");
    if (item) follow(this, item);
  }
}
customElements.define("dl-said", SaidView);

/** Whether the panel stands beside the article, as in article.css. */
function isBeside(): boolean {
  return matchMedia("(min-width: 960px)").matches;
}

function nameOf(speaker: SpeakerView): string {
  return speaker.name || strings.said.noName[speaker.kind];
}

/** A bar, and its number. */
function share(percent: number): Child[] {
  const bar = h("span", {});
  bar.style.inlineSize = `${percent}%`;
  return [h("span", { class: "track", "aria-hidden": "true" }, bar), strings.said.share(percent), h("span", { class: "visually-hidden" }, ` ${strings.said.ofWords}`)];
}
