// The empty page: the paste box, what the page does, the sample.
import { button, h } from "../dom.ts";
import type { DocumentFormat } from "../engine/types.ts";
import { sample } from "../sample.ts";
import { strings } from "../strings.ts";

export interface StartActions {
  openText(source: string, format: DocumentFormat): void;
  openFile(): void;
}

export class StartView extends HTMLElement {
  #box = h("textarea", {
    id: "paste",
    class: "paste",
    rows: 9,
    placeholder: strings.start.placeholder,
    spellcheck: "false",
    autocapitalize: "off",
    dir: "auto",
    "aria-describedby": "start-lines",
  });

  connect(actions: StartActions): void {
    const annotate = () => {
      if (this.#box.value.trim()) actions.openText(this.#box.value, "plain");
      else this.#box.focus();
    };
    this.#box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        annotate();
      }
    });
    const [what, how, where] = strings.start.lines;
    this.replaceChildren(
      h("h2", { class: "headline" }, strings.tagline),
      h("div", { id: "start-lines", class: "lines" }, h("p", {}, what), h("p", {}, how), h("p", { class: "private" }, where)),
      h("label", { for: "paste", class: "visually-hidden" }, strings.start.label),
      this.#box,
      h(
        "div",
        { class: "row" },
        button(strings.start.annotate, annotate, { class: "primary" }),
        button(strings.start.open, actions.openFile),
        button(strings.start.sample, () => actions.openText(sample, "plain"), { id: "sample" }),
      ),
      h("p", { class: "hint" }, strings.start.formats),
      h("details", { class: "hint" }, h("summary", {}, strings.start.credits), h("ul", {}, ...CREDITS.map((credit) => h("li", {}, credit)))),
    );
  }

  /** Empties the box and puts the focus there. */
  reset(): void {
    this.#box.value = "";
    this.#box.focus({ preventScroll: true });
  }
}
customElements.define("dl-start", StartView);
