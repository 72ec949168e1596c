// Marks as a tree: nesting, crossing, and the text that must come out as it went in.
import { expect, test } from "vitest";
import { type Part, layout } from "../../src/model/layout.ts";
import { type Mark, byParagraph, readMarks, readParagraphs } from "../../src/model/marks.ts";

const mark = (id: number, start: number, end: number): Mark => ({ id, start, end, layer: "person", covered: false, group: 0, state: "suggested" });

/** `(1 a(2 b)1 c)`: brackets with the mark's number, `…` where a piece does not start or end its mark. */
function write(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === "string" ? part : `${part.first ? "(" : "(…"}${part.mark.id} ${write(part.children)}${part.last ? ")" : "…)"}`)).join("");
}

const plain = (parts: readonly Part[]): string => parts.map((part) => (typeof part === "string" ? part : plain(part.children))).join("");

test("marks that nest become elements within elements", () => {
  expect(write(layout("abcdef", 0, 6, [mark(1, 0, 5), mark(2, 1, 3)]))).toBe("(1 a(2 bc)de)f");
});

test("marks that cross are cut where the first one ends", () => {
  expect(write(layout("abcdef", 0, 6, [mark(1, 0, 3), mark(2, 2, 5)]))).toBe("(1 ab(2 c…))(…2 de)f");
});

test("three marks that cross keep their order and end where they should", () => {
  expect(write(layout("abcdefgh", 0, 8, [mark(1, 0, 4), mark(2, 2, 6), mark(3, 3, 8)]))).toBe("(1 ab(2 c(3 d…)…))(…3 (…2 ef)gh)");
});

test("marks that start and end together lie in each other", () => {
  expect(write(layout("ab", 0, 2, [mark(1, 0, 2), mark(2, 0, 2)]))).toBe("(1 (2 ab))");
});

test("a mark over several paragraphs is cut at their ends", () => {
  const marks = [mark(1, 1, 8)];
  expect(write(layout("abcd\nefgh", 0, 4, marks))).toBe("a(1 bcd…)");
  expect(write(layout("abcd\nefgh", 5, 9, marks))).toBe("(…1 efg)h");
});

test("nothing, and marks outside, give plain text", () => {
  expect(layout("", 0, 0, [])).toEqual([]);
  expect(layout("abc", 1, 2, [mark(1, 0, 1), mark(2, 2, 3)])).toEqual(["b"]);
});

test("whatever the marks, the text stays and every mark covers its own words", () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 2000; round++) {
    const text = "ab🦀c “d” é".repeat(3).slice(0, 4 + random(24));
    const marks = Array.from({ length: random(7) }, (_, id) => {
      const start = random(text.length);
      return mark(id, start, start + 1 + random(text.length - start));
    }).sort((a, b) => a.start - b.start || b.end - a.end);
    const parts = layout(text, 0, text.length, marks);
    expect(plain(parts)).toBe(text);
    const covered = new Map<number, string>();
    let firsts = 0;
    const walk = (part: Part) => {
      if (typeof part === "string") return;
      covered.set(part.mark.id, (covered.get(part.mark.id) ?? "") + plain(part.children));
      firsts += part.first ? 1 : 0;
      part.children.forEach(walk);
    };
    parts.forEach(walk);
    expect(firsts).toBe(marks.length);
    for (const { id, start, end } of marks) expect(covered.get(id)).toBe(text.slice(start, end));
  }
});

test("numbers of the engine become marks and paragraphs", () => {
  const marks = readMarks(Uint32Array.of(7, 0, 3, 1, 1, 2, 2 ** 28, 4, 9, 4, 2, 0));
  expect(marks).toEqual([
    { id: 7, start: 0, end: 3, layer: "person", covered: true, group: 2, state: "suggested" },
    { id: 2 ** 28, start: 4, end: 9, layer: "quotation", covered: false, group: 0, state: "confirmed" },
  ]);
  const paragraphs = readParagraphs(Uint32Array.of(0, 5, 1, 6, 9, 0));
  expect(paragraphs).toEqual([
    { start: 0, end: 5, kind: "headline" },
    { start: 6, end: 9, kind: "body" },
  ]);
  expect(byParagraph(paragraphs, marks).map((row) => row.map((mark) => mark.id))).toEqual([[7, 2 ** 28], [2 ** 28]]);
});
