// Who is spoken about and never heard: the persons that no quotation is attributed to.
import { h, reachOne, roving } from "../dom.ts";
import type { View } from "../engine/types.ts";
import type { Selection } from "../model/selection.ts";
import { strings } from "../strings.ts";
import { points } from "./points.ts";

export class SilentView extends HTMLElement {
  #goTo!: (mark: number) => void;

  connect(selection: Selection, goTo: (mark: number) => void): void {
    this.#goTo = goTo;
    roving(this, "button", { next: "ArrowDown", previous: "ArrowUp" });
    points(this, selection);
  }

  draw({ silent }: View): void {
    this.hidden = silent.length === 0;
    const buttons = silent.map(({ mark, group, name, role, mentions }) =>
      h(
        "button",
        { type: "button", "data-group": group, onclick: () => this.#goTo(mark) },
        h("span", { class: "name", dir: "auto" }, name),
        role && h("span", { class: "role", dir: "auto" }, `, ${role}`),
        h("span", { class: "facts" }, ` · ${strings.said.named(mentions)}`),
      ),
    );
    this.replaceChildren(h("h3", {}, strings.said.silent), h("ul", {}, ...buttons.map((button) => h("li", {}, button))));
    reachOne(buttons);
  }
}
customElements.define("dl-silent", SilentView);
