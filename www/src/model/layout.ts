// How marks that nest and cross become a tree of elements.
import type { Mark } from "./marks.ts";

/** A piece of a mark: the whole of it, unless it crosses another mark or the end of a paragraph. */
export interface Piece {
  readonly mark: Mark;
  /** Whether the mark starts here, and ends here. */
  readonly first: boolean;
  last: boolean;
  readonly children: Part[];
}

/** Plain text, or a marked piece with parts of its own. */
export type Part = string | Piece;

interface Waiting {
  mark: Mark;
  start: number;
  first: boolean;
}

/** Longer ones first where several start together, so that the shorter ones lie inside. */
const before = (a: Waiting, b: Waiting) => a.start - b.start || b.mark.end - a.mark.end;

/**
 * Cuts `text` from `start` to `end` into parts, in UTF-16 code units. A mark that crosses the end of an open one is cut there
 * and goes on behind it, as a second piece. `marks` are sorted by start, the longer first.
 */
export function layout(text: string, start: number, end: number, marks: readonly Mark[]): Part[] {
  const root: Part[] = [];
  const open: { end: number; children: Part[] }[] = [{ end, children: root }];
  const cut: Waiting[] = []; // second pieces, sorted
  let at = start;
  let next = 0;

  const write = (to: number) => {
    if (to > at) open.at(-1)!.children.push(text.slice(at, to));
    at = Math.max(at, to);
  };
  const closeUntil = (to: number) => {
    while (open.length > 1 && open.at(-1)!.end <= to) {
      write(open.at(-1)!.end);
      open.pop();
    }
  };
  const take = (): Waiting | undefined => {
    const mark = marks[next];
    const fresh = mark && { mark, start: Math.max(mark.start, start), first: mark.start >= start };
    const waiting = cut[0];
    if (waiting && (!fresh || before(waiting, fresh) <= 0)) return cut.shift();
    next++;
    return fresh;
  };

  for (let item = take(); item; item = take()) {
    if (item.start >= end || item.mark.end <= item.start) continue;
    closeUntil(item.start);
    write(item.start);
    const room = open.at(-1)!;
    const to = Math.min(item.mark.end, room.end);
    const piece: Piece = { mark: item.mark, first: item.first, last: to === item.mark.end, children: [] };
    room.children.push(piece);
    open.push({ end: to, children: piece.children });
    if (to < item.mark.end && to < end) {
      const rest = { mark: item.mark, start: to, first: false };
      const place = cut.findIndex((other) => before(rest, other) < 0);
      cut.splice(place < 0 ? cut.length : place, 0, rest);
    }
  }
  closeUntil(end);
  write(end);
  return root;
}
