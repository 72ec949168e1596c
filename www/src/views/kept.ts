// The articles on this device: open one again, or delete it.
import { button, h } from "../dom.ts";
import type { Keeper } from "../model/keeper.ts";
import type { Entry } from "../model/store.ts";
import { strings } from "../strings.ts";

export interface KeptActions {
  reopen(id: number): void;
  remove(entry: Entry): void;
  /** Asks the browser to clear nothing of it by itself. */
  persist(): void;
}

export class KeptView extends HTMLElement {
  #actions!: KeptActions;

  connect(actions: KeptActions): void {
    this.#actions = actions;
  }

  draw({ entries, persisted }: Keeper): void {
    this.replaceChildren(
      h("h3", { id: "kept-title" }, strings.keep.list),
      h("ul", { "aria-labelledby": "kept-title" }, ...entries.map((entry) => this.#item(entry))),
      // Asked when there is more than one to lose, and in words: some browsers put the question to the reader.
      ...(entries.length > 1 && !persisted ? [h("p", { class: "row hint" }, strings.keep.mayClear, button(strings.keep.persist, () => this.#actions.persist()))] : []),
    );
  }

  #item(entry: Entry): HTMLElement {
    const title = entry.title || strings.keep.untitled;
    const remove = button(strings.keep.remove, () => ask.replaceChildren(sure), { class: "quiet", "aria-label": strings.keep.removeWhich(title) });
    const sure = button(strings.keep.removeSure, () => this.#actions.remove(entry), { "aria-label": strings.keep.removeSureWhich(title), onblur: () => ask.replaceChildren(remove) });
    remove.addEventListener("click", () => sure.focus());
    const ask = h("span", {}, remove);
    return h("li", {}, button(title, () => this.#actions.reopen(entry.id), { class: "quiet title", dir: "auto" }), h("span", { class: "when" }, strings.keep.changed(entry.changed)), ask);
  }
}
customElements.define("dl-kept", KeptView);
