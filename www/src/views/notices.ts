// What the reader should know: what is missing, what went wrong, and what to do about it.
import { button, h } from "../dom.ts";
import type { Layer, Notice, View } from "../engine/types.ts";
import type { Keeping } from "../model/keeper.ts";
import type { Trouble } from "../model/session.ts";
import { either, list, strings } from "../strings.ts";

export interface NoticesActions {
  setDate(date: string): void;
  retry(): void;
  /** The reader has seen what went wrong. */
  dismiss(): void;
  /** Saves the open article as a file. */
  save(): void;
  /** Takes an article over from another tab. */
  openHere(id: number): void;
}

export class NoticesView extends HTMLElement {
  #actions!: NoticesActions;
  #trouble = h("div", { role: "alert" });
  #keeping = h("div", { "aria-live": "assertive" });
  #notices = h("div");
  #kept = "";

  connect(actions: NoticesActions): void {
    this.#actions = actions;
    this.replaceChildren(this.#trouble, this.#keeping, this.#notices);
  }

  drawView(view: View | undefined): void {
    this.#notices.replaceChildren(...(view?.notices ?? []).map((notice) => h("section", { class: `notice ${notice.kind}` }, ...this.#notice(notice))));
  }

  drawTrouble(trouble: Trouble | undefined): void {
    this.#trouble.replaceChildren(...(trouble ? [h("section", { class: `notice trouble ${trouble.kind}` }, ...this.#words(trouble), trouble.kind !== "choices" && button(strings.actions.dismiss, () => this.#actions.dismiss(), { class: "quiet dismiss" }))] : []));
  }

  /** What stands in the way of keeping the article; drawn, and so read out, when it changes. */
  drawKeeping(keeping: Keeping | undefined, isOpen: boolean): void {
    const trouble = keeping && keeping.kind !== "kept" ? keeping : undefined;
    const kept = JSON.stringify([trouble, isOpen]);
    if (kept === this.#kept) return;
    this.#kept = kept;
    this.#keeping.replaceChildren(...(trouble ? [h("section", { class: `notice trouble ${trouble.kind}` }, ...this.#keepingWords(trouble, isOpen))] : []));
  }

  #keepingWords(trouble: Exclude<Keeping, { kind: "kept" }>, isOpen: boolean): Node[] {
    if (trouble.kind === "elsewhere") {
      const { id, title } = trouble.entry;
      return [h("p", {}, strings.keep.elsewhere(title || strings.keep.untitled)), h("p", {}, button(strings.keep.here, () => this.#actions.openHere(id)))];
    }
    const save = isOpen ? [h("p", {}, button(strings.keep.save, () => this.#actions.save(), { class: "primary" }))] : [];
    return [h("p", {}, trouble.full ? strings.keep.full : strings.keep.refused), reason(trouble.reason), ...save];
  }

  #notice(notice: Notice): Node[] {
    switch (notice.kind) {
      case "noDate": {
        const date = h("input", { type: "date", id: "ask-date", onchange: () => date.value && this.#actions.setDate(date.value) });
        return [
          h("p", {}, strings.notices.noDate(notice.example)),
          h(
            "p",
            { class: "row" },
            h("label", { for: "ask-date" }, strings.notices.noDateAsk),
            date,
            ...notice.guesses.map((guess) => button(strings.notices.use(guess.name), () => this.#actions.setDate(guess.date), { title: `“${guess.words}”` })),
          ),
        ];
      }
      case "nothing":
        return [h("p", {}, strings.notices.nothing(either(notice.layers.map(layerName)))), h("p", {}, notice.quotationMarks ? strings.notices.quotationMarks : strings.notices.noQuotationMarks)];
      case "notEnglish":
        return [h("p", {}, strings.notices.notEnglish)];
    }
  }

  #words(trouble: Trouble): Node[] {
    switch (trouble.kind) {
      case "crashed":
        return [h("p", {}, strings.notices.crashed), reason(trouble.reason)];
      case "failed":
        return [h("p", {}, strings.notices.failed), reason(trouble.reason)];
      case "unsupported":
        return [h("p", {}, strings.notices.unsupported), reason(trouble.reason), h("p", {}, button(strings.actions.retry, () => this.#actions.retry()))];
      case "packs":
        return [h("p", {}, strings.notices.packs(list(trouble.names)))];
      case "error":
        return [h("p", {}, strings.notices.error(trouble.message))];
      case "words":
        return [h("p", {}, trouble.words)];
      case "choices":
        return [
          h("p", {}, strings.notices.choices),
          h(
            "ul",
            { class: "choices" },
            ...trouble.readings.map((reading) => h("li", {}, button(strings.encodings[reading.encoding], () => trouble.choose(reading.encoding)), h("span", { class: "preview", dir: "auto" }, reading.preview))),
          ),
        ];
    }
  }
}
customElements.define("dl-notices", NoticesView);

function layerName(layer: Layer): string {
  return strings.layers.names[layer].toLowerCase();
}

function reason(words: string): HTMLElement {
  return h("p", { class: "reason" }, words);
}
