// What the reader looks at: shown layers, the mark with the focus, the person under the pointer.
import type { Layer } from "../engine/types.ts";

/** Events: `layers`, `group`, `quotation`. */
export class Selection extends EventTarget {
  /** Layers that are not drawn. */
  readonly hidden = new Set<Layer>(["organisation", "other"]);
  /** The group whose marks are drawn strong; 0 is none. */
  group = 0;
  /** The handle of the quotation that is drawn strong; -1 is none. */
  quotation = -1;

  toggle(layer: Layer): void {
    if (!this.hidden.delete(layer)) this.hidden.add(layer);
    this.dispatchEvent(new Event("layers"));
  }

  point(group: number, quotation: number): void {
    if (group === this.group && quotation === this.quotation) return;
    this.group = group;
    this.quotation = quotation;
    this.dispatchEvent(new Event("group"));
  }
}

const INDEX = (1 << 28) - 1;
const QUOTATION = 1;
const SOURCE = 2;

/** The handle of the quotation that a mark is the words or the source of; -1 where it is neither. */
export function quotationOf(mark: number): number {
  const list = mark >>> 28;
  return list === QUOTATION || list === SOURCE ? ((QUOTATION << 28) | (mark & INDEX)) >>> 0 : -1;
}
