// The layer buttons: what is drawn, and how much of it there is.
import { h, reachOne, roving } from "../dom.ts";
import { layers } from "../model/marks.ts";
import type { Selection } from "../model/selection.ts";
import { strings, figure } from "../strings.ts";

export class LayersView extends HTMLElement {
  #buttons: HTMLButtonElement[] = [];
  #counts: HTMLElement[] = [];

  connect(selection: Selection): void {
    this.setAttribute("role", "toolbar");
    this.setAttribute("aria-label", strings.layers.label);
    for (const layer of layers) {
      const total = h("span", { class: "count" });
      const toggle = h(
        "button",
        { type: "button", class: `layer layer-${layer}`, onclick: () => selection.toggle(layer) },
        h("span", { class: "letter", "aria-hidden": "true" }, strings.layers.letters[layer]),
        h("span", { class: "label" }, strings.layers.names[layer]),
        " ",
        total,
      );
      this.#buttons.push(toggle);
      this.#counts.push(total);
    }
    this.replaceChildren(...this.#buttons);
    reachOne(this.#buttons);
    roving(this, "button", { next: "ArrowRight", previous: "ArrowLeft" });
    const draw = () => layers.forEach((layer, at) => this.#buttons[at]?.setAttribute("aria-pressed", String(!selection.hidden.has(layer))));
    selection.addEventListener("layers", draw);
    draw();
  }

  draw(counts: readonly number[]): void {
    this.#counts.forEach((element, at) => (element.textContent = figure(counts[at] ?? 0)));
  }
}
customElements.define("dl-layers", LayersView);
