// Which quotations are shown: one choice of a few, each with its number.
import { h } from "../dom.ts";
import type { View } from "../engine/types.ts";
import { type Filter, filtered, filters } from "../model/quotations.ts";
import { figure, strings } from "../strings.ts";

export class FilterView extends HTMLElement {
  #inputs: HTMLInputElement[] = [];
  #counts: HTMLElement[] = [];

  connect(choose: (filter: Filter) => void): void {
    this.#inputs = filters.map((filter) => h("input", { type: "radio", name: "filter", value: filter, onchange: () => choose(filter) }));
    this.#counts = filters.map(() => h("span", { class: "count" }));
    const label = (filter: Filter, at: number) => h("label", {}, this.#inputs[at]!, strings.said.filters[filter], " ", this.#counts[at]!);
    this.replaceChildren(h("fieldset", {}, h("legend", { class: "visually-hidden" }, strings.said.filter), ...filters.map(label)));
  }

  draw(view: View, chosen: Filter): void {
    filters.forEach((filter, at) => {
      this.#inputs[at]!.checked = filter === chosen;
      this.#counts[at]!.textContent = figure(filtered(view, filter).length);
    });
  }
}
customElements.define("dl-filter", FilterView);
