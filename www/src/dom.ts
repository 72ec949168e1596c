// Elements from values. Text enters the document as text nodes only: nothing here, or elsewhere, parses markup.

export type Child = Node | string | number | null | undefined | false;
type Value = string | number | boolean | null | undefined | ((event: never) => void);

/** An element with attributes, listeners (`onclick`) and children. `true` is an empty attribute, `false` and null none. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, Value> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  append(element, children);
  return element;
}

/** An element of SVG with attributes and children. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Record<string, string | number | false | undefined> = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  append(element, children);
  return element;
}

export function append(parent: Element | DocumentFragment, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(typeof child === "number" ? String(child) : child);
  }
}

/** A button that does `act`. */
export function button(label: string, act: (event: MouseEvent) => void, attributes: Record<string, Value> = {}): HTMLButtonElement {
  return h("button", { type: "button", onclick: act, ...attributes }, label);
}

/** Lets arrow keys go through the elements that `selector` finds in `container`, of which Tab reaches one. */
export function roving(container: HTMLElement, selector: string, keys: { next: string; previous: string }): void {
  const items = () => [...container.querySelectorAll<HTMLElement>(selector)];
  container.addEventListener("focusin", (event) => {
    const item = (event.target as HTMLElement).closest<HTMLElement>(selector);
    if (item) for (const other of items()) other.tabIndex = other === item ? 0 : -1;
  });
  container.addEventListener("keydown", (event) => {
    const item = (event.target as HTMLElement).closest<HTMLElement>(selector);
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = items();
    const at = all.indexOf(item);
    const to = { [keys.next]: at + 1, [keys.previous]: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const target = to === undefined ? undefined : all[to];
    if (!target) return;
    event.preventDefault();
    target.focus();
  });
}

/** After its items were made anew: Tab reaches the first, or the one it reached before. */
export function reachOne(items: readonly HTMLElement[], keep = 0): void {
  const reached = items[Math.min(keep, items.length - 1)];
  for (const item of items) item.tabIndex = item === reached ? 0 : -1;
}

/** How long one go of drawing may take, in milliseconds: a frame or two. */
const SLICE = 24;

/** Calls `work` for each item, and lets the browser breathe in between; stops as soon as `isStale`. Whether it came to the end. */
export async function inSlices<T>(items: Iterable<T>, work: (item: T) => void, isStale: () => boolean): Promise<boolean> {
  let start = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - start < SLICE) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (isStale()) return false;
    start = performance.now();
  }
  return true;
}
