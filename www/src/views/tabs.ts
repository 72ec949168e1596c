// The tabs of the panel, by the ARIA pattern: arrows go from one to the next, and what they reach is shown.
import { button, roving } from "../dom.ts";

export interface Tab {
  readonly id: string;
  readonly name: string;
  readonly panel: HTMLElement;
}

export class TabsView extends HTMLElement {
  /** The tab that is shown. */
  shown = "";
  #tabs: readonly Tab[] = [];
  #onshow: (id: string) => void = () => {};

  connect(label: string, tabs: readonly Tab[], onshow: (id: string) => void): void {
    this.#tabs = tabs;
    this.#onshow = onshow;
    this.setAttribute("role", "tablist");
    this.setAttribute("aria-label", label);
    this.replaceChildren(
      ...tabs.map(({ id, name, panel }) => {
        panel.id = id;
        panel.setAttribute("role", "tabpanel");
        panel.setAttribute("aria-labelledby", `${id}-tab`);
        return button(name, () => this.show(id), { id: `${id}-tab`, role: "tab", "aria-controls": id });
      }),
    );
    roving(this, "button", { next: "ArrowRight", previous: "ArrowLeft" });
    this.addEventListener("focusin", (event) => this.show((event.target as Element).getAttribute("aria-controls") ?? ""));
    this.show(tabs[0]?.id ?? "");
  }

  show(id: string): void {
    if (id === this.shown || !this.#tabs.some((tab) => tab.id === id)) return;
    this.shown = id;
    for (const { id: other, panel } of this.#tabs) {
      const tab = this.querySelector<HTMLElement>(`#${other}-tab`);
      tab?.setAttribute("aria-selected", String(other === id));
      if (tab) tab.tabIndex = other === id ? 0 : -1;
      panel.hidden = other !== id;
    }
    this.#onshow(id);
  }
}
customElements.define("dl-tabs", TabsView);
