// Generated from src/view: `DATELINE_UPDATE=1 cargo test --lib view::bindings` writes it. Offsets count UTF-16 code units.

/** What a person has said about a mark. */
export type State = "suggested" | "confirmed" | "rejected" | "manual";

/** A field of the article that is a text. */
export type ArticleField = "title" | "outlet" | "author" | "url";

/** A candidate, by its id or by its name and position, or a place of the person's own; in degrees. */
export type PlaceChoice = { geonameid: number } | { name: string; latitude: number; longitude: number };

/** One decision; `marks` are names as in {@link Detail}. */
export type Command =
  | { command: "accept"; marks: string[] }
  | { command: "reject"; marks: string[] }
  | { command: "retype"; marks: string[]; kind: MentionKind }
  | { command: "setSpeaker"; marks: string[]; speaker: string }
  | { command: "clearSpeaker"; marks: string[] }
  | { command: "setTimex"; marks: string[]; value: string }
  | { command: "setPlace"; marks: string[]; place: PlaceChoice | null }
  | { command: "setArticle"; field: ArticleField; value: string | null }
  | { command: "setCreated"; date: string | null };

/** What a name names. */
export type MentionKind = "person" | "place" | "organisation" | "facility" | "demonym" | "other";

/**
 * What a mark on the article tells: each has a letter, a line and a colour of its own.
 */
export type Layer = "speaker" | "person" | "place" | "date" | "quotation" | "organisation" | "other";

/**
 * One thing that the article says about itself.
 */
export type FieldView = { 
/**
 * The value; empty where nothing is known. A date is `YYYY-MM-DD`.
 */
value: string, 
/**
 * Why it is thought to be that.
 */
why: string | null, };

/**
 * What the article says about itself, as the page shows and edits it.
 */
export type Fields = { 
/**
 * The headline.
 */
title: FieldView, 
/**
 * The newspaper, agency or site.
 */
outlet: FieldView, 
/**
 * Who wrote it.
 */
author: FieldView, 
/**
 * Where it was published.
 */
url: FieldView, 
/**
 * The document creation time: the day of publication.
 */
created: FieldView, };

/**
 * Somebody or something that the article names.
 */
export type EntityView = { 
/**
 * Its group on the page: one more than its index, as in the group of a mark.
 */
group: number, 
/**
 * What it is.
 */
kind: MentionKind, 
/**
 * The longest form of its name in the article, without title.
 */
name: string, 
/**
 * What the text calls a person.
 */
role: string | null, 
/**
 * How many mentions it has.
 */
mentions: number, 
/**
 * Its number as a speaker.
 */
number: number | null, };

/**
 * Who is behind a group of quotations.
 */
export type SpeakerKind = "entity" | "anonymous" | "collective" | "document" | "unresolved";

/**
 * One speaker, with the quotations.
 */
export type SpeakerView = { 
/**
 * 1, 2, 3 … in the order of the first quotation; none for what has no speaker.
 */
number: number | null, 
/**
 * Who it is.
 */
kind: SpeakerKind, 
/**
 * The name, or the words of the article that name the source; empty where there are none.
 */
name: string, 
/**
 * What the text calls the person.
 */
role: string | null, 
/**
 * The other forms of the name in the article.
 */
aliases: Array<string>, 
/**
 * The group of the entity's marks; 0 where the speaker is no entity.
 */
group: number, 
/**
 * The quotations, as indices into the view's.
 */
quotations: Array<number>, 
/**
 * The words in them that stand in quotation marks.
 */
words: number, 
/**
 * The words in them that don't: reported speech. Never added to `words`.
 */
indirectWords: number, };

/**
 * One quotation of the panel.
 */
export type QuotationView = { 
/**
 * Its mark.
 */
mark: number, 
/**
 * The words, the parts joined by ` … `.
 */
text: string, 
/**
 * Its parts, start and end each, in UTF-16 code units.
 */
parts: Array<[number, number]>, 
/**
 * Direct, mixed or indirect.
 */
kind: "direct" | "mixed" | "indirect", 
/**
 * The words that introduce it.
 */
cue: string | null, 
/**
 * Where they stand.
 */
cueAt: [number, number] | null, 
/**
 * The phrase that names the source.
 */
source: string | null, 
/**
 * The speaker, as an index into the view's.
 */
speaker: number, 
/**
 * Who it may be, likeliest first; empty where the speaker is resolved.
 */
candidates: Array<SpeakerCandidate>, 
/**
 * How many words are said.
 */
words: number, 
/**
 * Whether the source says that it is not so.
 */
denied: boolean, 
/**
 * What a person has said about it.
 */
state: State, };

/**
 * A person whom the article names and does not quote.
 */
export type SilentView = { 
/**
 * The mark of the first mention.
 */
mark: number, 
/**
 * The group of the person's marks.
 */
group: number, 
/**
 * The name.
 */
name: string, 
/**
 * What the text calls the person.
 */
role: string | null, 
/**
 * How often the article names the person.
 */
mentions: number, };

/**
 * Someone who is reported to say nothing.
 */
export type RefusalView = { 
/**
 * The name, or the words of the article; empty where it names nobody.
 */
name: string, 
/**
 * The words that tell it: `declined to comment`.
 */
words: string, };

/**
 * What a quoted stretch is.
 */
export type Use = "speech" | "scare" | "title" | "nickname";

/**
 * Words in quotation marks that nobody says.
 */
export type UnspokenView = { 
/**
 * The words, marks included.
 */
text: string, 
/**
 * What they are.
 */
kind: Use, };

/**
 * Why an expression has no place on a timeline.
 */
export type UndatedReason = "unanchored" | "vague" | "length" | "recurring";

/**
 * A day or a longer stretch, which the article names once or more often.
 */
export type DateView = { 
/**
 * The group of its marks.
 */
group: number, 
/**
 * Its marks, in text order.
 */
marks: Array<number>, 
/**
 * In words: `about Tuesday 27 February 2024`.
 */
name: string, 
/**
 * In Extended Date/Time Format, where that can write it.
 */
edtf: string | null, 
/**
 * The first day to draw, in days since 1970-01-01.
 */
from: number, 
/**
 * The last day to draw.
 */
to: number, 
/**
 * When on the day, in minutes since midnight.
 */
minutes: number | null, 
/**
 * Whether the words leave its ends open: `early`, `about`.
 */
vague: boolean, };

/**
 * A temporal expression that names no day.
 */
export type UndatedView = { 
/**
 * Its mark.
 */
mark: number, 
/**
 * What it means, in words.
 */
name: string | null, 
/**
 * Why it has no day.
 */
reason: UndatedReason, };

/**
 * What the panel *Timeline* shows.
 */
export type TimelineView = { 
/**
 * In the order of time.
 */
entries: Array<DateView>, 
/**
 * What has no place on it, in text order.
 */
undated: Array<UndatedView>, 
/**
 * The article's date, in days since 1970-01-01.
 */
created: number | null, };

/**
 * A day that the article may have been published on.
 */
export type Guess = { 
/**
 * The day, `YYYY-MM-DD`.
 */
date: string, 
/**
 * The day in words.
 */
name: string, 
/**
 * The words of the article that name it.
 */
words: string, };

/**
 * One thing that the reader should know.
 */
export type Notice = { "kind": "noDate", 
/**
 * The first expression that needs it.
 */
example: string, 
/**
 * Days that the text names.
 */
guesses: Array<Guess>, } | { "kind": "nothing", 
/**
 * The layers that found nothing.
 */
layers: Array<Layer>, 
/**
 * Whether the text has quotation marks.
 */
quotationMarks: boolean, } | { "kind": "notEnglish" };

/**
 * Everything about an article but its marks, which travel as numbers: see [`marks`].
 */
export type View = { 
/**
 * The article as read; offsets count its UTF-16 code units.
 */
text: string, 
/**
 * Title, date, author, outlet and address.
 */
fields: Fields, 
/**
 * What the names of its files begin with: `bridge-shut`.
 */
fileName: string, 
/**
 * What relative dates are reckoned from, `YYYY-MM-DD`.
 */
created: string | null, 
/**
 * How many marks each layer has, in the order of [`Layer::ALL`]; a split quotation counts once.
 */
counts: Array<number>, 
/**
 * The words of the article.
 */
words: number, 
/**
 * Who speaks, in the order of the first quotation; those without a number come last.
 */
speakers: Array<SpeakerView>, 
/**
 * What is said, in text order.
 */
quotations: Array<QuotationView>, 
/**
 * The persons whom the text names and does not quote, those named most often first.
 */
silent: Array<SilentView>, 
/**
 * Those who are reported to say nothing.
 */
refusals: Array<RefusalView>, 
/**
 * Scare quotes, titles and nicknames.
 */
unspoken: Array<UnspokenView>, 
/**
 * Who and what is named.
 */
entities: Array<EntityView>, 
/**
 * The dates in the order of time.
 */
timeline: TimelineView, 
/**
 * The places: first those that are somewhere, each spot once, then the names without a sure location; in the order of
 * their first mention.
 */
places: Array<PlaceView>, 
/**
 * The point that places are preferred near, in degrees north and east.
 */
near: [number, number] | null, 
/**
 * What the reader should know about the result.
 */
notices: Array<Notice>, 
/**
 * How many steps of the log are done.
 */
done: number, 
/**
 * How many steps there are, also those that were taken back.
 */
steps: number, };

/**
 * A spot on Earth that the article names once or more often, or a name that may be in several.
 */
export type PlaceView = { 
/**
 * The group of its marks.
 */
group: number, 
/**
 * Its marks, in text order.
 */
marks: Array<number>, 
/**
 * The names of what a decision about it is made on, as `p1`; one for each mark.
 */
names: Array<string>, 
/**
 * The words of the first mark.
 */
text: string, 
/**
 * Where it may be.
 */
place: PlaceDetail, };

/**
 * Why an annotation is there.
 */
export type Reason = { 
/**
 * The stable name of the rule.
 */
rule: string, 
/**
 * What a person reads.
 */
words: string, };

/**
 * A location that a name may mean.
 */
export type PlaceCandidate = { 
/**
 * The English name.
 */
name: string, 
/**
 * The ISO 3166 code of its country; empty for what belongs to none.
 */
country: string, 
/**
 * The first-level division; empty where there is none.
 */
division: string, 
/**
 * The GeoNames feature class, a letter; empty where there is none.
 */
class: string, 
/**
 * The GeoNames feature code.
 */
feature: string, 
/**
 * Degrees north.
 */
latitude: number, 
/**
 * Degrees east.
 */
longitude: number, 
/**
 * The number of inhabitants; 0 where it is not known.
 */
population: number, 
/**
 * The GeoNames id.
 */
geonameid: number | null, 
/**
 * From 0 to 1.
 */
probability: number, };

/**
 * Where on Earth a name is.
 */
export type PlaceDetail = { 
/**
 * Whether its government is meant, as in `Moscow said`.
 */
government: boolean, 
/**
 * Whether the first candidate is sure enough to be the answer.
 */
resolved: boolean, 
/**
 * What it may mean, likeliest first.
 */
candidates: Array<PlaceCandidate>, };

/**
 * Who may have said it.
 */
export type SpeakerCandidate = { 
/**
 * The group of the entity's marks.
 */
group: number, 
/**
 * The name.
 */
name: string, 
/**
 * From 0 to 1.
 */
probability: number, };

/**
 * Who says what to whom.
 */
export type QuotationDetail = { 
/**
 * Direct, mixed or indirect.
 */
kind: "direct" | "mixed" | "indirect", 
/**
 * The words that introduce it.
 */
cue: string | null, 
/**
 * The phrase that names the source.
 */
source: string | null, 
/**
 * To whom it was said.
 */
addressee: string | null, 
/**
 * Who it may be, likeliest first.
 */
candidates: Array<SpeakerCandidate>, };

/**
 * What a temporal expression means.
 */
export type TimexDetail = { 
/**
 * The TIMEX3 attribute `type`.
 */
kind: "DATE" | "TIME" | "DURATION" | "SET", 
/**
 * The TIMEX3 attribute `value`.
 */
value: string, 
/**
 * The TIMEX3 attribute `mod`.
 */
modifier: string | null, 
/**
 * The TIMEX3 attribute `quant`.
 */
quant: string | null, 
/**
 * The TIMEX3 attribute `freq`.
 */
freq: string | null, 
/**
 * The value in words.
 */
name: string | null, 
/**
 * The other value of figures that read two ways, and in words.
 */
other: [string, string] | null, 
/**
 * The value in Extended Date/Time Format, where that can write it.
 */
edtf: string | null, 
/**
 * The first and the last day that it covers, in words; none where they are one.
 */
covers: [string, string] | null, 
/**
 * The words that it was reckoned from.
 */
from: string | null, 
/**
 * Whether it was reckoned from the article's date.
 */
fromCreated: boolean, };

/**
 * One mark: its words, what they are, and why.
 */
export type Detail = { 
/**
 * The mark.
 */
mark: number, 
/**
 * The names of what a decision about it is made on, as `m3` and `p1`.
 */
names: Array<string>, 
/**
 * What a person has said about it.
 */
state: State, 
/**
 * Its layer.
 */
layer: Layer, 
/**
 * The words that are marked.
 */
text: string, 
/**
 * What a name names, more exactly than the layer.
 */
kind: MentionKind | null, 
/**
 * How sure the machine is, from 0 to 1.
 */
probability: number | null, 
/**
 * The title before a name.
 */
title: string | null, 
/**
 * Who or what is meant.
 */
entity: EntityView | null, 
/**
 * Where on Earth a name is.
 */
place: PlaceDetail | null, 
/**
 * Who says what.
 */
quotation: QuotationDetail | null, 
/**
 * What a temporal expression means.
 */
timex: TimexDetail | null, 
/**
 * Why it is there.
 */
reasons: Array<Reason>, };

/**
 * What a text is written in.
 */
export type DocumentFormat = "plain" | "html" | "markdown";

/**
 * A format to take the annotations away in.
 */
export type ExportFormat = "json" | "csv" | "timeml" | "ics" | "timelinejs" | "geojson";

/**
 * How a text is written as bytes.
 */
export type Encoding = "utf8" | "utf16-le" | "utf16-be" | "windows-1252";

/**
 * The opening of a file, read one way.
 */
export type Reading = { 
/**
 * The way.
 */
encoding: Encoding, 
/**
 * What it gives, 200 characters at most.
 */
preview: string, };

/**
 * One request. Files and packs travel beside it, as they are.
 */
export type Request = { "method": "pack" } | { "method": "open", 
/**
 * The text as given.
 */
source: string, 
/**
 * What it is written in.
 */
format: DocumentFormat, } | { "method": "file", 
/**
 * Its name: the ending tells the format.
 */
name: string, 
/**
 * What a person chose where the bytes don't tell.
 */
encoding: Encoding | null, } | { "method": "refresh" } | { "method": "near", 
/**
 * The point, in degrees north and east.
 */
near: [number, number] | null, } | { "method": "command", 
/**
 * What; several are one step.
 */
commands: Command[], } | { "method": "undo" } | { "method": "redo" } | { "method": "detail", 
/**
 * The mark.
 */
mark: number, } | { "method": "cite", 
/**
 * Their marks, in the order to write them in.
 */
marks: Array<number>, } | { "method": "export", 
/**
 * Which.
 */
to: ExportFormat, } | { "method": "crash" };
