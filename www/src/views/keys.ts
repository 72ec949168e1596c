// The list of keys.
import { button, h } from "../dom.ts";
import { strings } from "../strings.ts";

export class KeysView extends HTMLElement {
  connect(): void {
    this.id = "keys";
    this.setAttribute("popover", "auto");
    this.setAttribute("role", "dialog");
    this.setAttribute("aria-labelledby", "keys-title");
    this.replaceChildren(
      h("h2", { id: "keys-title" }, strings.keys.title),
      h("p", {}, strings.keys.note),
      h("dl", {}, ...strings.keys.rows.flatMap(([keys, words]) => [h("dt", {}, h("kbd", {}, keys)), h("dd", {}, words)])),
      button(strings.actions.close, () => this.hidePopover(), { autofocus: true }),
    );
  }
}
customElements.define("dl-keys", KeysView);
