// Who is spoken about and never heard, who says nothing, and what stands in quotation marks and is nobody's words.
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

  draw({ silent, refusals, unspoken }: View): void {
    this.hidden = silent.length + refusals.length + unspoken.length === 0;
    const buttons = silent.map(({ mark, group, name, role, mentions }) =>
      h(
        "button",
        { type: "button", "data-group": group, onclick: () => this.#goTo(mark) },
        h("span", { class: "name", dir: "auto" }, name),
        role && h("span", { class: "role", dir: "auto" }, `, ${role}`),
        h("span", { class: "facts" }, ` · ${strings.said.named(mentions)}`),
      ),
    );
    const refused = refusals.map(({ name, words }) => h("li", {}, h("span", { class: "name", dir: "auto" }, name), ` ${words}`));
    const set = unspoken.map(({ text, kind }) => h("li", {}, h("span", { dir: "auto" }, text), h("span", { class: "facts" }, ` · ${strings.said.uses[kind]}`)));
    this.replaceChildren(
      ...(buttons.length > 0 ? [h("h3", {}, strings.said.silent), h("ul", {}, ...buttons.map((button) => h("li", {}, button)))] : []),
      ...(refused.length > 0 ? [h("h3", {}, strings.said.refused), h("ul", { class: "refused" }, ...refused)] : []),
      ...(set.length > 0 ? [h("details", {}, h("summary", {}, strings.said.unspoken(set.length)), h("ul", {}, ...set))] : []),
    );
    reachOne(buttons);
  }
}
customElements.define("dl-silent", SilentView);
