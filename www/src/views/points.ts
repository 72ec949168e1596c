// What the reader points at in the panel is drawn strong in the article.
import type { Selection } from "../model/selection.ts";

/** Lets what has the pointer or the focus in `element` tell its `data-group` and `data-quotation` to `selection`. */
export function points(element: HTMLElement, selection: Selection): void {
  const point = (event: Event) => {
    const item = (event.target as Element).closest<HTMLElement>("[data-group]");
    const quotation = (event.target as Element).closest<HTMLElement>("[data-quotation]");
    selection.point(Number(item?.dataset.group ?? 0), Number(quotation?.dataset.quotation ?? -1));
  };
  element.addEventListener("mouseover", point);
  element.addEventListener("focusin", point);
  element.addEventListener("mouseleave", () => selection.point(0, -1));
}

/** Brings `item` of `view` in sight where the panel scrolls by itself, unless the reader is in `view`. */
export function follow(view: HTMLElement, item: Element): void {
  const panel = view.closest("aside");
  if (!panel || panel.scrollHeight <= panel.clientHeight || view.matches(":hover") || view.contains(document.activeElement)) return;
  const gap = item.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  if (gap < 40 || gap > panel.clientHeight - 80) panel.scrollTop += gap - panel.clientHeight / 3;
}
