// Which quotations the panel *Said* shows, and the way from one to the next of the same speaker.
import type { QuotationView, SpeakerView, View } from "../engine/types.ts";
import type { Mark } from "./marks.ts";
import { quotationOf } from "./selection.ts";

export const filters = ["all", "direct", "unresolved", "anonymous"] as const;
export type Filter = (typeof filters)[number];

/** The quotations that `filter` lets pass, in text order. */
export function filtered(view: View, filter: Filter): QuotationView[] {
  return view.quotations.filter((quotation) => filter === "all" || filter === quotation.kind || filter === view.speakers[quotation.speaker]?.kind);
}

/** The quotations of a speaker, in text order. */
export function quotationsOf(view: View, speaker: SpeakerView): QuotationView[] {
  return speaker.quotations.flatMap((index) => view.quotations[index] ?? []);
}

/** The first of `quotations` behind `from`, in UTF-16 code units, or the last one before it; round the ends. */
export function nextOf(quotations: readonly QuotationView[], from: number, by: 1 | -1): QuotationView | undefined {
  return by > 0 ? (quotations.find((one) => startOf(one) > from) ?? quotations[0]) : (quotations.findLast((one) => startOf(one) < from) ?? quotations.at(-1));
}

/** The next or previous quotation of the one whom a mark names, or who says its words; undefined where that is nobody. */
export function nextFrom(view: View, mark: Mark, by: 1 | -1): QuotationView | undefined {
  const said = view.quotations.find((quotation) => quotation.mark === quotationOf(mark.id));
  const speaker = said ? view.speakers[said.speaker] : view.speakers.find(({ group }) => group > 0 && group === mark.group);
  return speaker && nextOf(quotationsOf(view, speaker), said ? startOf(said) : mark.start, by);
}

export function startOf(quotation: QuotationView): number {
  return quotation.parts[0]?.[0] ?? 0;
}
