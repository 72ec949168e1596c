// An article without an engine: its text, and nothing about it.
import type { FieldView, View } from "../engine/types.ts";
import { type Mark, type Paragraph, layers } from "./marks.ts";

const unknown: FieldView = { value: "", why: null };

/** The paragraphs of `source` without a mark. */
export function plainArticle(source: string): { view: View; marks: Mark[]; paragraphs: Paragraph[] } {
  const text = source.replace(/\r\n?/g, "\n");
  const paragraphs: Paragraph[] = [];
  for (const line of text.matchAll(/[^\n]+/g)) {
    if (line[0].trim()) paragraphs.push({ start: line.index, end: line.index + line[0].length, kind: "body" });
  }
  const view: View = {
    text,
    fields: { title: unknown, outlet: unknown, author: unknown, url: unknown, created: unknown },
    fileName: "article",
    created: null,
    counts: layers.map(() => 0),
    words: 0,
    speakers: [],
    quotations: [],
    silent: [],
    refusals: [],
    unspoken: [],
    timeline: { entries: [], undated: [], created: null },
    places: [],
    near: null,
    entities: [],
    notices: [],
    done: 0,
    steps: 0,
  };
  return { view, marks: [], paragraphs };
}
