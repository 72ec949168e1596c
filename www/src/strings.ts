// Every word of the interface. Nothing that a person reads stands in another file, but the sample and the article.
import type { DocumentFormat, Encoding, ExportFormat, Fields, Layer, MentionKind, SpeakerKind, UndatedReason, Use } from "./engine/types.ts";
import type { Filter } from "./model/quotations.ts";

const number = new Intl.NumberFormat("en");
const count = (n: number, one: string, many: string) => `${number.format(n)} ${n === 1 ? one : many}`;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const clock = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

export const strings = {
  name: "Dateline",
  tagline: "Who said what, where and when",
  private: "On this device only",
  privateWhy: "Your text never leaves this device: the browser itself forbids this page to send anything anywhere. It works without a connection, too.",
  skip: "Skip to the article",

  start: {
    label: "Paste an article",
    placeholder: "Paste a news article here",
    lines: [
      "Paste a news article: Dateline marks who speaks, who and where it is about, and when.",
      "Each quotation is tied to its speaker, each date and place to what it means, and every mark says why.",
      "Nothing leaves this device.",
    ],
    annotate: "Annotate",
    open: "Open a file",
    sample: "Try the sample",
    formats: "Text, Markdown, HTML, or a JSON file saved here. Drop one anywhere.",
    credits: "Whose data this is",
  },

  actions: {
    new: "New",
    open: "Open",
    undo: "Undo",
    redo: "Redo",
    export: "Export",
    keys: "Keys",
    close: "Close",
    accept: "Accept",
    reject: "Reject",
    accepted: "Accepted",
    rejected: "Rejected",
    copy: "Copy",
    copyQuotation: "Copy quotation",
    download: "Download",
    showInSaid: "Show in Said",
    showInTimeline: "Show in Timeline",
    showOnMap: "Show on the map",
    take: (name: string) => `Take ${name}`,
    taken: (text: string, name: string) => `${text}: ${name}`,
    retry: "Try again",
    dismiss: "Dismiss",
  },

  layers: {
    label: "What is marked",
    names: {
      speaker: "Speakers",
      person: "People",
      place: "Places",
      date: "Dates",
      quotation: "Quotations",
      organisation: "Organisations",
      other: "Other names",
    } satisfies Record<Layer, string>,
    one: {
      speaker: "Speaker",
      person: "Person",
      place: "Place",
      date: "Date",
      quotation: "Quotation",
      organisation: "Organisation",
      other: "Name",
    } satisfies Record<Layer, string>,
    letters: { speaker: "S", person: "P", place: "L", date: "D", quotation: "Q", organisation: "O", other: "N" } satisfies Record<Layer, string>,
  },

  kinds: {
    person: "Person",
    place: "Place",
    organisation: "Organisation",
    facility: "Building or venue",
    demonym: "People or things of a place",
    other: "Other name",
  } satisfies Record<MentionKind, string>,

  fields: {
    label: "About the article",
    names: { title: "Title", created: "Published", author: "Author", outlet: "Outlet", url: "Link" } satisfies Record<keyof Fields, string>,
    empty: { title: "No title yet", created: "", author: "Not known", outlet: "Not known", url: "Not known" } satisfies Record<keyof Fields, string>,
    dateWords: "Relative dates are reckoned from this day.",
  },

  article: {
    label: "Article",
    region: "Article, with its marks",
  },

  said: {
    title: "Said",
    summary: (speakers: number, quotations: number) => `${count(speakers, "speaker", "speakers")} · ${count(quotations, "quotation", "quotations")}`,
    figures: (quotations: number, words: number, indirect: number) =>
      [
        count(quotations, "quotation", "quotations"),
        words > 0 ? `${count(words, "word", "words")} in quotation marks` : "",
        indirect > 0 ? `${count(indirect, "word", "words")} reported` : "",
      ].filter(Boolean).join(" · "),
    share: (percent: number) => `${percent}\u00a0%`,
    ofWords: "of all words in quotation marks",
    aliases: (names: readonly string[]) => `also ${names.join(", ")}`,
    filter: "Which quotations are shown",
    filters: { all: "All", direct: "Direct", unresolved: "Unresolved", anonymous: "Anonymous" } satisfies Record<Filter, string>,
    empty: { direct: "No quotation stands in quotation marks as a whole.", unresolved: "Every quotation has a speaker.", anonymous: "No anonymous voice is quoted." } satisfies Record<Exclude<Filter, "all">, string>,
    shown: (filter: string, shown: number, all: number) => `${filter}: ${figure(shown)} of ${count(all, "quotation", "quotations")} shown`,
    perhaps: (candidates: readonly string[]) => `perhaps ${candidates.join(", ")}`,
    previous: (speaker: string) => `Previous quotation, ${speaker}`,
    next: (speaker: string) => `Next quotation, ${speaker}`,
    at: (name: string, at: number, all: number, text: string) => `${name}, quotation ${at} of ${all}: ${text}`,
    copyOf: (speaker: string) => `Copy all, ${speaker}`,
    copyAll: "Copy all",
    copyShown: "Copy all that is shown",
    silent: "Spoken about, never heard",
    refused: "Said nothing",
    unspoken: (n: number) => `In quotation marks, said by nobody (${number.format(n)})`,
    uses: { speech: "speech", scare: "set apart by the writer", title: "a title", nickname: "a nickname" } satisfies Record<Use, string>,
    named: (times: number) => `named ${times === 1 ? "once" : `${figure(times)} times`}`,
    kinds: { direct: "direct", mixed: "mixed", indirect: "indirect" },
    denied: "a denial",
    speakers: {
      entity: "",
      anonymous: "anonymous",
      collective: "several, not named",
      document: "a document",
      unresolved: "nobody could be told with confidence",
    } satisfies Record<SpeakerKind, string>,
    noName: { entity: "", anonymous: "Not named", collective: "Several", document: "A document", unresolved: "Unresolved" } satisfies Record<SpeakerKind, string>,
    none: "Nobody is quoted in this text.",
    jump: (speakers: number) => `Said · ${speakers}`,
    jumpBack: "Back to the article",
    number: (n: number) => `Speaker ${n}`,
    noNumber: "?",
  },

  why: {
    title: "Why",
    label: (layer: string, text: string) => `${layer}: ${text}`,
    certainty: "Certainty",
    percent: (share: number) => (share < 0.01 ? "under 1\u00a0%" : `${Math.round(share * 100)}\u00a0%`),
    noReason: "No reason was recorded.",
    is: "Is",
    title_: "Title",
    role: "Role",
    mentions: "Mentions",
    speaker: "Speaker",
    cue: "Cue",
    source: "Source",
    addressee: "To",
    form: "Form",
    mayBe: "May be",
    where: "Where",
    unresolved: "Not sure which place",
    unknownPlace: "Not in the gazetteer",
    government: "its government is meant",
    coordinates: "Coordinates",
    population: "Inhabitants",
    geonames: "GeoNames",
    otherPlaces: "May also be",
    means: "Means",
    value: "Value",
    edtf: "ISO 8601",
    type: "Type",
    modifier: "Modifier",
    from: "Reckoned from",
    fromCreated: "the article’s date",
    covers: "Covers",
    types: { DATE: "date", TIME: "time", DURATION: "duration", SET: "repeated" },
  },

  export: {
    label: "Take the annotations away",
    formats: {
      json: ["JSON", "Everything, to open here again or to read in a program"],
      csv: ["CSV", "A table of the quotations, for a spreadsheet"],
      timeml: ["TimeML", "The text with its dates as TIMEX3, for research on time in language"],
      ics: ["Calendar", "The days, weeks and times of day, for Outlook, Apple or Google Calendar"],
      timelinejs: ["TimelineJS", "The dates as slides, for a timeline on a site"],
      geojson: ["GeoJSON", "The places as points, for QGIS or a map on a site"],
    } satisfies Record<ExportFormat, [string, string]>,
    copied: (name: string, note: string | null) => told(`${name} copied`, note),
    downloaded: (name: string, note: string | null) => told(`${name} saved`, note),
    quotationsCopied: (quotations: number) => (quotations === 1 ? "Quotation copied, with its speaker and source" : `${figure(quotations)} quotations copied, with their speakers and source`),
    notCopied: "The browser did not let the page copy. Use Download instead.",
  },

  notices: {
    noDate: (example: string) => `“${example}” cannot be dated: the article does not say when it was published.`,
    noDateAsk: "When was it published?",
    use: (date: string) => `Use ${date}`,
    nothing: (layers: string) => `Found no ${layers}.`,
    noQuotationMarks: "The text has no quotation marks, and nobody in it says, tells or announces anything that Dateline knows to read.",
    quotationMarks: "The text has quotation marks, but nothing in them reads as said by somebody.",
    notEnglish: "This does not look like English, the one language that Dateline reads. Dates written in figures and quotation marks may still be found.",
    empty: "There is no text in that.",
    choices: "The file does not say how its letters are written. Which of these reads right?",
    large: (megabytes: string) => `That is ${megabytes} MB: more than a page can show. Use the command line: dateline annotate FILE`,
    crashed: "The engine stopped and was started again. Your text and your changes are kept.",
    failed: "The engine stops on this text. The text is kept below, without marks.",
    unsupported: "The engine could not be started: this browser lacks WebAssembly, or the page’s files are not complete.",
    packs: (names: string) => `Could not load ${names}: results are less exact until you reload the page.`,
    error: (message: string) => `That did not work: ${message}.`,
  },

  keep: {
    saved: "Saved",
    savedWhere: " on this device",
    savedAt: (at: number) => ` ${clock.format(at)}`,
    refused: "This browser lets the page keep nothing on this device. Your work is lost when this tab closes, unless you save it to a file.",
    full: "There is no room left on this device for what you do here. It is lost when this tab closes, unless you save it to a file.",
    save: "Save to a file",
    elsewhere: (title: string) => `“${title}” is open in another tab, and is kept from there.`,
    here: "Open it here",
    list: "Kept on this device",
    untitled: "Without a title",
    changed: (at: number) => day.format(at),
    remove: "Delete",
    removeWhich: (title: string) => `Delete ${title}`,
    removeSure: "Delete for good",
    removeSureWhich: (title: string) => `Delete for good: ${title}`,
    removed: (title: string) => `Deleted: ${title}`,
    mayClear: "The browser may clear these by itself when space runs short.",
    persist: "Ask it not to",
    persisted: "The browser clears nothing by itself now",
    notPersisted: "The browser did not agree. Save to a file what must not be lost.",
  },

  encodings: { "utf8": "UTF-8", "utf16-le": "UTF-16", "utf16-be": "UTF-16, big-endian", "windows-1252": "Windows-1252" } satisfies Record<Encoding, string>,
  formats: { plain: "text", html: "HTML", markdown: "Markdown" } satisfies Record<DocumentFormat, string>,

  status: {
    loading: (done: number, all: number) => `Loading data ${done} of ${all} …`,
    working: "Reading the article …",
    read: (words: number, milliseconds: number) => `${count(words, "word", "words")} read in ${number.format(Math.max(1, Math.round(milliseconds)))} ms on this device`,
    mark: (layer: string, text: string, at: number, all: number) => `${layer}: ${text}, mark ${at} of ${all}`,
    chosen: (name: string) => `Chosen: ${name}`,
    undone: "Undone",
    redone: "Redone",
    places: (name: string) => `The places of ${name} are known now`,
  },

  panel: { label: "What was found" },

  timeline: {
    title: "Timeline",
    label: (dates: number) => `Timeline of ${count(dates, "date", "dates")}`,
    summary: (dates: number) => count(dates, "date", "dates"),
    none: "No day is named in this text.",
    squeeze: "Squeeze empty years",
    squeezeWhy: "Cuts short the stretches in which no date of the article begins or ends",
    created: "published",
    entry: (name: string, words: string, times: number) => `${name}: “${words}”${times > 1 ? `, named ${figure(times)} times` : ""}`,
    words: (words: string, times: number) => (times > 1 ? `${words} · ${figure(times)}×` : words),
    most: (most: number) => `Drawn are the ${figure(most)} dates named most often; the table has all of them.`,
    caption: "The dates of the article in the order of time",
    columns: { date: "Date", words: "In the article", edtf: "ISO 8601" },
    undated: "Without a day",
    reasons: {
      unanchored: "The text does not tell which one",
      vague: "Some time of the past, the present or the future",
      length: "Lengths of time",
      recurring: "Again and again",
    } satisfies Record<UndatedReason, string>,
    noDate: "Reckoned from the day of publication, which is not known",
    ask: "Say when the article was published",
    /** A day, month or year of the axis. */
    tick: (day: number, unit: "day" | "month" | "year") => {
      const date = new Date(day * 864e5);
      const year = date.getUTCFullYear();
      const era = year > 0 ? String(year) : `${1 - year} BC`;
      const month = months[date.getUTCMonth()] ?? "";
      return { day: `${date.getUTCDate()} ${month}`, month: `${month} ${era}`, year: era }[unit];
    },
  },

  map: {
    title: "Map",
    label: (places: number) => `Map of ${count(places, "place", "places")}`,
    summary: (places: number) => count(places, "place", "places"),
    none: "No place on Earth is named in this text, as far as the gazetteer knows.",
    save: "Save as SVG",
    saved: "Map saved",
    failed: "The map could not be loaded; the table below has all places.",
    credit: "Made with Natural Earth and GeoNames",
    tools: "Move the map",
    plus: "+",
    minus: "−",
    closer: "Closer",
    farther: "Farther",
    arrows: { left: "←", up: "↑", down: "↓", right: "→" },
    ways: { left: "West", up: "North", down: "South", right: "East" },
    fit: "All",
    fitWhy: "Show all places",
    world: "World",
    worldWhy: "Show the whole world",
    spot: (name: string, times: number) => (times > 1 ? `${name}, named ${figure(times)} times` : name),
    cluster: (names: readonly string[]) => `${figure(names.length)} places: ${list(names)}`,
    chosen: "The chosen place",
    chooseThis: (name: string) => `It is ${name}`,
    showAll: "Show all of these",
    caption: "The places of the article, those named most often first",
    columns: { place: "Place", words: "In the article", spot: "Where" },
    times: (times: number) => `${figure(times)}×`,
    nowhere: "Not on the map",
    prefer: "Prefer places near here",
    preferWhy: "Names that may mean several places then mean the one near here",
    near: (spot: string) => `Places near ${spot} are preferred.`,
    noNear: "No longer",
    gazetteer: "Gazetteer",
    own: "Open a CSV table with the columns name, latitude, longitude and id, and its places are known, too.",
    moreWhy: "Smaller places, more names and second-level divisions can be had besides.",
    more: "Load the rest (2.5 MB)",
    loadingMore: "Loading …",
    moreCame: "The rest is loaded",
    unsure: (places: number) => `may be ${figure(places)} places`,
  },

  keys: {
    title: "Keys",
    note: "Single keys work while the focus is on a mark of the article; those for quotations in Said, too. Everything has a button, too.",
    rows: [
      ["→ or J", "next mark"],
      ["← or K", "previous mark"],
      ["Shift →, Shift ←", "next or previous mark of the same person, place or day"],
      [". and ,", "next or previous quotation of the same speaker"],
      ["Home, End", "first or last mark"],
      ["Enter", "what the mark is, and why"],
      ["Y, N", "accept, reject"],
      ["G", "the quotation or speaker in Said, the place in Map, the date in Timeline"],
      ["+, −, 0", "on the map: closer, farther, all places"],
      ["Shift and an arrow", "on the map: move it"],
      ["Escape", "close"],
      ["Ctrl F6", "next part of the page"],
      ["Ctrl Enter", "annotate the text in the box"],
      ["Ctrl Z, Ctrl Shift Z", "undo, redo"],
      ["Ctrl S", "save as JSON"],
      ["?", "this list"],
    ] as const,
  },
} as const;

/** `a, b and c`. */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(items);
}

/** What was done, and what the engine notes about it. */
function told(done: string, note: string | null): string {
  return note ? `${done}. ${note}` : done;
}

/** `a, b or c`. */
export function either(items: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(items);
}

/** A whole number with its thousands parted. */
export function figure(n: number): string {
  return number.format(n);
}
