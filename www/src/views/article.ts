// The article with its marks. Draws only the paragraphs that changed, and long articles piece by piece.
import { h, inSlices } from "../dom.ts";
import type { QuotationView, View } from "../engine/types.ts";
import { type Part, layout } from "../model/layout.ts";
import { type Mark, type Paragraph, byParagraph } from "../model/marks.ts";
import { type Selection, quotationOf } from "../model/selection.ts";
import type { Article } from "../model/session.ts";
import { strings } from "../strings.ts";

export interface ArticleActions {
  /** The reader wants to know about a mark. */
  open(mark: number, element: HTMLElement): void;
  /** The focus is on a mark. */
  reach(mark: Mark, at: number, all: number): void;
  decide(mark: number, command: "accept" | "reject"): void;
  /** To the panel, from a mark. */
  go(mark: number): void;
  /** To the next or previous quotation of the one whom a mark is of. */
  follow(mark: Mark, by: 1 | -1): void;
}

interface Drawn {
  key: string;
  element: HTMLElement;
}

export class ArticleView extends HTMLElement {
  #actions!: ArticleActions;
  #selection!: Selection;
  #marks = new Map<number, Mark>();
  #drawn: Drawn[] = [];
  #run = 0;
  /** What {@link ArticleView.#stops} gave last, while it holds. */
  #stopped: HTMLElement[] | undefined;
  /** The mark that Tab reaches. */
  #current = -1;

  connect(selection: Selection, actions: ArticleActions): void {
    this.#actions = actions;
    this.#selection = selection;
    this.id = "text";
    this.tabIndex = -1;
    this.setAttribute("role", "article");
    this.setAttribute("aria-label", strings.article.label);
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("focusin", (event) => this.#focus(event));
    this.addEventListener("mouseover", (event) => this.#point(event));
    this.addEventListener("mouseleave", () => selection.point(0, -1));
    selection.addEventListener("layers", () => this.#showLayers());
    selection.addEventListener("group", () => this.#emphasise());
    this.#showLayers();
  }

  /** Draws `article`; resolves when all of it is there. */
  async draw(article: Article): Promise<void> {
    const run = ++this.#run;
    const { view, marks, paragraphs } = article;
    const hadFocus = this.contains(document.activeElement) && document.activeElement !== this;
    this.#marks = new Map();
    for (const mark of marks) if (!this.#marks.has(mark.id)) this.#marks.set(mark.id, mark); // the first part of a split quotation
    const details = detailsOf(view);
    const numbers = numbersOf(view);
    const rows = byParagraph(paragraphs, marks);
    const drawOne = ([at, paragraph]: [number, Paragraph]) => this.#drawParagraph(at, paragraph, view.text, rows[at] ?? [], details, numbers);
    if (!(await inSlices(paragraphs.entries(), drawOne, () => run !== this.#run))) return; // another article came meanwhile
    for (const { element } of this.#drawn.splice(paragraphs.length)) element.remove();
    this.#stopped = undefined;
    this.#reach(this.#near(this.#current));
    this.#emphasise();
    if (hadFocus) this.element(this.#current)?.focus({ preventScroll: true });
  }

  /** The first piece of a mark. */
  element(mark: number): HTMLElement | null {
    return this.querySelector<HTMLElement>(`mark[data-id="${mark}"]`);
  }

  mark(id: number): Mark | undefined {
    return this.#marks.get(id);
  }

  /** Puts the focus on a mark, or the next one where it is no longer drawn. */
  focusNear(mark: number): void {
    this.element(this.#near(mark))?.focus({ preventScroll: true });
  }

  /** Scrolls to a mark. */
  show(mark: number): void {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.element(mark)?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  /** Scrolls to a mark and puts the focus there. */
  goTo(mark: number): void {
    this.show(mark);
    this.element(mark)?.focus({ preventScroll: true });
  }

  #drawParagraph(at: number, paragraph: Paragraph, text: string, marks: readonly Mark[], details: Map<number, string>, numbers: Map<number, string>): void {
    const key = `${paragraph.kind}${text.slice(paragraph.start, paragraph.end)}\n${marks.map((mark) => `${mark.id},${mark.start - paragraph.start},${mark.end - paragraph.start},${mark.layer},${mark.covered},${mark.group},${mark.state},${details.get(mark.id) ?? ""},${numbers.get(mark.id) ?? ""}`).join(";")}`;
    const old = this.#drawn[at];
    if (old?.key === key) return;
    const parts = layout(text, paragraph.start, paragraph.end, marks);
    const tag = paragraph.kind === "headline" ? "h2" : "p";
    const margin = { numbers, last: "" };
    const element = h(
      tag,
      { dir: "auto", class: `kind-${paragraph.kind}` },
      ...parts.map((part) => draw(part, details, margin)),
    );
    if (old) old.element.replaceWith(element);
    else this.append(element);
    this.#drawn[at] = { key, element };
    this.#stopped = undefined;
  }

  #showLayers(): void {
    const { hidden } = this.#selection;
    this.#stopped = undefined;
    this.className = [...hidden].map((layer) => `hide-${layer}`).join(" ");
    if (this.isConnected) this.#reach(this.#near(this.#current));
  }

  /** Draws strong what is of the person, and the quotation, that the reader looks at. */
  #emphasise(): void {
    for (const element of this.querySelectorAll("mark.same")) element.classList.remove("same", "here");
    const { group, quotation } = this.#selection;
    if (group > 0) for (const element of this.querySelectorAll(`mark[data-group="${group}"]`)) element.classList.add("same");
    if (quotation >= 0) for (const element of this.querySelectorAll(`mark[data-id="${quotation}"]`)) element.classList.add("same", "here");
  }

  #point(event: MouseEvent): void {
    const mark = this.#markAt(event.target);
    if (mark) this.#selection.point(mark.group, quotationOf(mark.id));
    else this.#selection.point(0, -1);
  }

  #focus(event: FocusEvent): void {
    const mark = this.#markAt(event.target);
    if (!mark) return;
    this.#reach(mark.id);
    this.#selection.point(mark.group, quotationOf(mark.id));
    const stops = this.#stops();
    const at = stops.findIndex((stop) => Number(stop.dataset.id) === mark.id);
    this.#actions.reach(mark, at + 1, stops.length);
  }

  #click(event: MouseEvent): void {
    if (!getSelection()?.isCollapsed) return; // the reader selects text
    const element = (event.target as Element).closest<HTMLElement>("mark");
    // The innermost mark that is drawn.
    for (let at = element; at; at = at.parentElement?.closest("mark") ?? null) {
      if (this.#isShown(Number(at.dataset.id))) {
        const id = Number(at.dataset.id);
        const first = this.element(id) ?? at;
        first.focus({ preventScroll: true });
        return this.#actions.open(id, at);
      }
    }
  }

  #key(event: KeyboardEvent): void {
    const element = (event.target as Element).closest<HTMLElement>("mark");
    if (!element || event.ctrlKey || event.metaKey || event.altKey) return;
    const id = Number(element.dataset.id);
    const act = {
      ArrowRight: () => this.#step(1, event.shiftKey),
      ArrowLeft: () => this.#step(-1, event.shiftKey),
      ArrowDown: () => this.#step(1, event.shiftKey),
      ArrowUp: () => this.#step(-1, event.shiftKey),
      j: () => this.#step(1, false),
      k: () => this.#step(-1, false),
      J: () => this.#step(1, true),
      K: () => this.#step(-1, true),
      Home: () => this.#stops()[0]?.focus(),
      End: () => this.#stops().at(-1)?.focus(),
      Enter: () => this.#actions.open(id, element),
      " ": () => this.#actions.open(id, element),
      w: () => this.#actions.open(id, element),
      y: () => this.#actions.decide(id, "accept"),
      n: () => this.#actions.decide(id, "reject"),
      g: () => this.#actions.go(id),
      ".": () => this.#follow(id, 1),
      ",": () => this.#follow(id, -1),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** The focus to the next or previous mark that is drawn; with `same`, to one of the same person. */
  #step(by: 1 | -1, same: boolean): void {
    const stops = this.#stops();
    const group = this.#marks.get(this.#current)?.group;
    let at = stops.findIndex((stop) => Number(stop.dataset.id) === this.#current);
    do at += by;
    while (same && stops[at] && (!group || stops[at]!.dataset.group !== String(group)));
    stops[at]?.focus();
  }

  #follow(id: number, by: 1 | -1): void {
    const mark = this.#marks.get(id);
    if (mark) this.#actions.follow(mark, by);
  }

  /** The first pieces of all marks that are drawn, in text order. */
  #stops(): HTMLElement[] {
    return (this.#stopped ??= [...this.querySelectorAll<HTMLElement>("mark.first")].filter((element) => this.#isShown(Number(element.dataset.id))));
  }

  /** The mark itself where it is drawn, else the next one that is, else the first; -1 where none is. */
  #near(id: number): number {
    if (this.#isShown(id)) return id;
    const from = this.#marks.get(id)?.start ?? Infinity;
    let first = -1;
    for (const mark of this.#marks.values()) {
      if (!this.#isShown(mark.id)) continue;
      if (mark.start >= from) return mark.id;
      if (first < 0) first = mark.id;
    }
    return first;
  }

  #isShown(id: number): boolean {
    const mark = this.#marks.get(id);
    const { hidden } = this.#selection;
    return !!mark && mark.state !== "rejected" && !hidden.has(mark.layer) && !(mark.covered && !hidden.has("speaker"));
  }

  #reach(id: number): void {
    for (const element of this.querySelectorAll<HTMLElement>('mark[tabindex="0"]')) element.tabIndex = -1;
    this.#current = id;
    const element = this.element(id);
    if (element) element.tabIndex = 0;
  }

  #markAt(target: EventTarget | null): Mark | undefined {
    for (let at = (target as Element | null)?.closest<HTMLElement>("mark"); at; at = at.parentElement?.closest("mark")) {
      const id = Number(at.dataset.id);
      if (this.#isShown(id)) return this.#marks.get(id);
    }
    return undefined;
  }
}
customElements.define("dl-article", ArticleView);

/** What stands in the margin of a paragraph: a number for each quotation, not twice in a row. */
interface Margin {
  numbers: Map<number, string>;
  last: string;
}

/** The elements of one part. */
function draw(part: Part, details: Map<number, string>, margin: Margin): Node {
  if (typeof part === "string") return document.createTextNode(part);
  const { mark } = part;
  const classes = [`layer-${mark.layer}`, mark.state, part.first && "first", part.last && "last", mark.covered && "covered"];
  const element = h("mark", {
    class: classes.filter(Boolean).join(" "),
    "data-id": mark.id,
    "data-group": mark.group > 0 && mark.group,
    "data-k": part.first && strings.layers.letters[mark.layer],
    "aria-details": part.first && details.get(mark.id),
    tabindex: part.first && -1,
  });
  const number = mark.layer === "quotation" ? margin.numbers.get(mark.id) : undefined;
  if (number !== undefined) {
    element.append(h("span", { class: "margin", "data-n": number !== margin.last && number, "aria-hidden": "true" }));
    margin.last = number;
  }
  element.append(...part.children.map((child) => draw(child, details, margin)));
  return element;
}

/** The item of the panel *Said* that tells more about a mark. */
function detailsOf(view: View): Map<number, string> {
  const details = new Map<number, string>();
  view.quotations.forEach((quotation: QuotationView) => {
    const item = `said-${quotation.mark}`;
    details.set(quotation.mark, item);
    details.set(((2 << 28) | (quotation.mark & ((1 << 28) - 1))) >>> 0, item);
  });
  return details;
}

/** The number of the speaker of each quotation, as in the panel. */
function numbersOf(view: View): Map<number, string> {
  return new Map(view.quotations.map(({ mark, speaker }) => [mark, String(view.speakers[speaker]?.number ?? strings.said.noNumber)]));
}
