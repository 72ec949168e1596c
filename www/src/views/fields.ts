// What the article says about itself: shown, and changed in place.
import { h } from "../dom.ts";
import type { ArticleField, Fields, View } from "../engine/types.ts";
import type { FieldCommand } from "../model/store.ts";
import { strings } from "../strings.ts";

type Name = keyof Fields;
const names: readonly Name[] = ["created", "title", "author", "outlet", "url"];

export interface FieldsActions {
  setCreated(date: string | null): void;
  type(command: FieldCommand): void;
  enter(command: FieldCommand): void;
}

export class FieldsView extends HTMLElement {
  #inputs = new Map<Name, HTMLInputElement>();

  /** `type` at each key, `enter` when a field is left. */
  connect({ setCreated, type, enter }: FieldsActions): void {
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", strings.fields.label);
    this.replaceChildren(
      ...names.map((name) => {
        const input = h("input", {
          id: `field-${name}`,
          type: name === "created" ? "date" : "text",
          placeholder: strings.fields.empty[name],
          autocomplete: "off",
          spellcheck: "false",
          dir: name === "created" ? false : "auto",
          "aria-describedby": `why-${name}`,
          onchange: () => (name === "created" ? setCreated(input.value || null) : enter(change(name, input.value))),
          oninput: name !== "created" && (() => type(change(name, input.value))),
        });
        this.#inputs.set(name, input);
        const why = h("span", { id: `why-${name}`, class: "visually-hidden" });
        return h("div", { class: `field field-${name}` }, h("label", { for: `field-${name}` }, strings.fields.names[name]), input, why);
      }),
    );
  }

  draw(view: View): void {
    for (const [name, input] of this.#inputs) {
      const { value, why } = view.fields[name];
      const shown = name === "created" ? (view.created ?? "") : value;
      if (input.value !== shown) input.value = shown;
      const words = [why, name === "created" ? strings.fields.dateWords : ""].filter(Boolean).join(". ");
      input.title = name === "created" ? words : [value, why].filter(Boolean).join(" – ");
      const note = this.querySelector(`#why-${name}`);
      if (note) note.textContent = words;
    }
  }
}
customElements.define("dl-fields", FieldsView);

function change(field: ArticleField, words: string): FieldCommand {
  return { command: "setArticle", field, value: words.trim() || null };
}
