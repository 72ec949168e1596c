// The panel *Said*: each speaker with the quotations, linked both ways with the text.
import { button, h, inSlices, reachOne, roving } from "../dom.ts";
import type { QuotationView, SpeakerView, View } from "../engine/types.ts";
import type { Selection } from "../model/selection.ts";
import { strings } from "../strings.ts";

export interface SaidActions {
  /** To a quotation in the text. */
  goTo(mark: number): void;
  copy(mark: number): void;
}

export class SaidView extends HTMLElement {
  #actions!: SaidActions;
  #selection!: Selection;
  #run = 0;

  connect(selection: Selection, actions: SaidActions): void {
    this.#actions = actions;
    this.#selection = selection;
    roving(this, "button.quote", { next: "ArrowDown", previous: "ArrowUp" });
    selection.addEventListener("group", () => this.#emphasise());
    const point = (event: Event) => {
      const item = (event.target as Element).closest<HTMLElement>("[data-group]");
      const quotation = (event.target as Element).closest<HTMLElement>("[data-quotation]");
      selection.point(Number(item?.dataset.group ?? 0), Number(quotation?.dataset.quotation ?? -1));
    };
    this.addEventListener("mouseover", point);
    this.addEventListener("focusin", point);
    this.addEventListener("mouseleave", () => selection.point(0, -1));
  }

  /** Draws the speakers; resolves when all of them are there. */
  async draw(view: View): Promise<void> {
    const run = ++this.#run;
    const all = view.speakers.reduce((sum, speaker) => sum + speaker.words, 0);
    const focused = this.contains(document.activeElement) ? document.activeElement!.id : "";
    const named = view.speakers.filter((speaker) => speaker.number !== null).length;
    this.replaceChildren(
      h("div", { class: "panel-head" }, h("h2", {}, strings.said.title), h("p", { class: "summary" }, view.quotations.length > 0 ? strings.said.summary(named, view.quotations.length) : strings.said.none)),
    );
    const drawOne = (speaker: SpeakerView) => this.append(this.#speaker(speaker, view, all));
    if (!(await inSlices(view.speakers, drawOne, () => run !== this.#run))) return;
    reachOne([...this.querySelectorAll<HTMLElement>("button.quote")]);
    if (focused) document.getElementById(focused)?.focus();
    this.#emphasise();
  }

  /** Shows the quotation `mark` and puts the focus there. */
  goTo(mark: number): void {
    const item = this.querySelector<HTMLElement>(`#said-${mark}`);
    item?.scrollIntoView({ block: "nearest" });
    item?.focus({ preventScroll: true });
  }

  #speaker(speaker: SpeakerView, view: View, all: number): HTMLElement {
    const share = all > 0 ? Math.round((speaker.words * 100) / all) : 0;
    const note = speaker.role ?? strings.said.speakers[speaker.kind];
    return h(
      "section",
      { class: `speaker ${speaker.kind}`, "data-group": speaker.group },
      h(
        "h3",
        {},
        speaker.number !== null && h("span", { class: "number" }, h("span", { class: "visually-hidden" }, `${strings.said.number(speaker.number)}: `), h("span", { "aria-hidden": "true" }, speaker.number)),
        h("span", { class: "name", dir: "auto" }, speaker.name || strings.said.noName[speaker.kind]),
        note && h("span", { class: "role", dir: "auto" }, note),
      ),
      h("p", { class: "figures" }, strings.said.figures(speaker.quotations.length, speaker.words, share, speaker.indirectWords)),
      h("div", { class: "share", "aria-hidden": "true" }, bar(share)),
      h("ol", {}, ...speaker.quotations.map((index) => view.quotations[index]).filter((quotation) => quotation !== undefined).map((quotation) => this.#quotation(quotation, speaker.kind === "unresolved"))),
    );
  }

  /** A quotation without speaker shows the words that name its source. */
  #quotation(quotation: QuotationView, withSource: boolean): HTMLElement {
    const source = withSource && quotation.source ? `“${quotation.source}”` : "";
    const facts = [strings.said.kinds[quotation.kind], quotation.cue, source].filter(Boolean);
    return h(
      "li",
      { class: quotation.state, "data-quotation": quotation.mark },
      h(
        "button",
        { type: "button", class: "quote", id: `said-${quotation.mark}`, onclick: () => this.#actions.goTo(quotation.mark) },
        h("span", { class: "words", dir: "auto" }, quotation.text),
        h("span", { class: "facts" }, facts.join(" · ")),
      ),
      button(strings.actions.copy, () => this.#actions.copy(quotation.mark), { class: "copy", "aria-label": `${strings.actions.copyQuotation}: ${quotation.text.slice(0, 40)}` }),
    );
  }

  #emphasise(): void {
    for (const element of this.querySelectorAll(".same")) element.classList.remove("same");
    const { group, quotation } = this.#selection;
    if (group > 0) for (const element of this.querySelectorAll(`section[data-group="${group}"]`)) element.classList.add("same");
    const item = quotation >= 0 ? this.querySelector<HTMLElement>(`li[data-quotation="${quotation}"]`) : null;
    item?.classList.add("same");
    // Follows the reader, where the panel scrolls by itself.
    if (item && !this.matches(":hover") && !this.contains(document.activeElement)) {
      const panel = this.parentElement;
      if (panel && panel.scrollHeight > panel.clientHeight) {
        const gap = item.getBoundingClientRect().top - panel.getBoundingClientRect().top;
        if (gap < 40 || gap > panel.clientHeight - 80) panel.scrollTop += gap - panel.clientHeight / 3;
      }
    }
  }
}
customElements.define("dl-said", SaidView);

function bar(percent: number): HTMLElement {
  const element = h("span", {});
  element.style.inlineSize = `${percent}%`;
  return element;
}
