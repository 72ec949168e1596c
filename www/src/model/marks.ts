// The marks of an article, from the numbers that the engine sends.
import type { Layer } from "../engine/types.ts";

/** The layers in the order of the engine's numbers. */
export const layers: readonly Layer[] = ["speaker", "person", "place", "date", "quotation", "organisation", "other"];

/** The kinds of paragraphs in the order of the engine's numbers. */
export const paragraphKinds = ["body", "headline", "listItem", "byline", "published", "caption", "related", "credit", "sourceUrl"] as const;
export type ParagraphKind = (typeof paragraphKinds)[number];

/** A stretch of the text that means something; offsets count UTF-16 code units, half-open. */
export interface Mark {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly layer: Layer;
  /** A name within the words that name its bearer as the speaker: drawn where speakers are not. */
  readonly covered: boolean;
  /** What is of one person, organisation or place has one group; 0 is none. */
  readonly group: number;
  readonly state: State;
}

/** What a person has said about a mark. */
export const states = ["suggested", "confirmed", "rejected", "manual"] as const;
export type State = (typeof states)[number];

export interface Paragraph {
  readonly start: number;
  readonly end: number;
  readonly kind: ParagraphKind;
}

const MARK_WORDS = 6;
const PARAGRAPH_WORDS = 3;

/** Reads marks: id, start, end, layer, flags, group. The flags are 1 for covered, and the state in the bits above. */
export function readMarks(words: Uint32Array): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at + MARK_WORDS <= words.length; at += MARK_WORDS) {
    const [id, start, end, layer, flags, group] = words.subarray(at, at + MARK_WORDS) as unknown as [number, number, number, number, number, number];
    marks.push({ id, start, end, layer: layers[layer] ?? "other", covered: (flags & 1) === 1, group, state: states[(flags >> 1) & 3] ?? "suggested" });
  }
  return marks;
}

/** Reads paragraphs: start, end, kind. */
export function readParagraphs(words: Uint32Array): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (let at = 0; at + PARAGRAPH_WORDS <= words.length; at += PARAGRAPH_WORDS) {
    const [start, end, kind] = words.subarray(at, at + PARAGRAPH_WORDS) as unknown as [number, number, number];
    paragraphs.push({ start, end, kind: paragraphKinds[kind] ?? "body" });
  }
  return paragraphs;
}

/** The marks of each paragraph, in their order; one that reaches over several paragraphs is in each. Both come sorted by start. */
export function byParagraph(paragraphs: readonly Paragraph[], marks: readonly Mark[]): Mark[][] {
  const result: Mark[][] = paragraphs.map(() => []);
  let first = 0;
  for (const mark of marks) {
    while (first < paragraphs.length && paragraphs[first]!.end <= mark.start) first++;
    for (let at = first; at < paragraphs.length && paragraphs[at]!.start < mark.end; at++) result[at]!.push(mark);
  }
  return result;
}
