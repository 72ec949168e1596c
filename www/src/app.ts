// The wiring: views report what the reader does, the session asks the engine, views draw what it says.
import { button, h } from "./dom.ts";
import type { Command, Detail, DocumentFormat, PlaceCandidate } from "./engine/types.ts";
import { Engine } from "./engine/client.ts";
import { startWorker } from "./engine/load.ts";
import { Keeper } from "./model/keeper.ts";
import { placeName } from "./model/places.ts";
import { nextFrom } from "./model/quotations.ts";
import { Selection, quotationOf } from "./model/selection.ts";
import { Session } from "./model/session.ts";
import { strings } from "./strings.ts";
import { ArticleView } from "./views/article.ts";
import { ExportView, copyText, save } from "./views/export.ts";
import { FieldsView } from "./views/fields.ts";
import { KeptView } from "./views/kept.ts";
import { KeysView } from "./views/keys.ts";
import { LayersView } from "./views/layers.ts";
import { MapView } from "./views/map.ts";
import { NoticesView } from "./views/notices.ts";
import { SaidView } from "./views/said.ts";
import { SilentView } from "./views/silent.ts";
import { StartView } from "./views/start.ts";
import { TabsView } from "./views/tabs.ts";
import { TimelineView } from "./views/timeline.ts";
import { WhyView } from "./views/why.ts";

/** More than this many bytes a page does not take. */
const LARGEST = 20_000_000;

export function run(root: HTMLElement): Session {
  const keeper = new Keeper();
  const session = new Session(new Engine(startWorker), keeper);
  const selection = new Selection();
  const start = new StartView();
  const kept = new KeptView();
  const article = new ArticleView();
  const said = new SaidView();
  const silent = new SilentView();
  const timeline = new TimelineView();
  const map = new MapView();
  const tabs = new TabsView();
  const why = new WhyView();
  const layers = new LayersView();
  const fields = new FieldsView();
  const notices = new NoticesView();
  const exporting = new ExportView();
  const keys = new KeysView();
  const status = h("p", { role: "status" });
  const saved = h("p", { class: "saved" });
  const chooser = h("input", { type: "file", hidden: true, accept: ".txt,.md,.markdown,.html,.htm,.json,.csv,text/plain,text/html,text/markdown,application/json", "aria-label": strings.actions.open });
  const undo = button(strings.actions.undo, () => void takeBack());
  const redo = button(strings.actions.redo, () => void again());
  const exportButton = button(strings.actions.export, () => {}, { popovertarget: "export-menu", class: "primary" });
  const jump = h("a", { class: "jump", href: "#panel" });
  const voices = h("div", {}, said, silent);
  const panel = h("aside", { id: "panel", "aria-label": strings.panel.label, tabindex: "-1" }, tabs, voices, map, timeline, h("a", { class: "jump-back", href: "#text" }, strings.said.jumpBack));
  const bar = h("section", { class: "layers", "aria-label": strings.layers.label }, layers);
  const work = [button(strings.actions.new, () => void session.close()), undo, redo, exportButton];

  const say = (words: string) => (status.textContent = words);
  const takeBack = () => session.undo().then(() => say(strings.status.undone));
  const again = () => session.redo().then(() => say(strings.status.redone));
  const openFile = (file: File | undefined) => {
    if (!file) return;
    if (file.size > LARGEST) return session.say({ kind: "words", words: strings.notices.large((file.size / 1e6).toFixed(0)) });
    if (/\.csv$/i.test(file.name)) return void addPlaces(file);
    void session.openFile(file);
  };
  const addPlaces = async (file: File) => {
    if (await session.addGazetteer({ name: file.name, blob: Promise.resolve(file) })) say(strings.status.places(file.name));
  };
  const openText = (source: string, format: DocumentFormat) => {
    if (source.trim()) void session.openText(source, format);
    else session.say({ kind: "words", words: strings.notices.empty });
  };
  const chooseFile = () => chooser.click();
  const saveFile = async () => {
    const file = await session.export("json");
    save(file);
    say(strings.export.downloaded("JSON", file.note));
  };
  const command = (...commands: Command[]) => session.command(...commands);
  const decide = async (detail: Detail, verdict: "accept" | "reject") => {
    await command({ command: verdict, marks: detail.names });
    say(`${verdict === "accept" ? strings.actions.accepted : strings.actions.rejected}: ${detail.text}`);
  };
  const choose = async (marks: readonly string[], { geonameid, name, latitude, longitude, ...rest }: PlaceCandidate) => {
    await command({ command: "setPlace", marks: [...marks], place: geonameid === null ? { name, latitude, longitude } : { geonameid } });
    say(strings.status.chosen(placeName({ name, ...rest })));
  };
  const open = async (mark: number, element: HTMLElement) => {
    const detail = await session.detail(mark);
    if (detail) why.show(detail, article.contains(element) ? element : (article.element(mark) ?? element));
  };
  const copy = async (marks: number[]) => {
    say((await copyText(session.cite(marks))) ? strings.export.quotationsCopied(marks.length) : strings.export.notCopied);
  };
  const go = (mark: number) => {
    why.close();
    const quotation = quotationOf(mark);
    const { group, layer } = article.mark(mark) ?? {};
    if (layer === "date") {
      tabs.show("timeline");
      return timeline.goTo(mark, group ?? 0);
    }
    if (layer === "place") {
      tabs.show("map");
      return map.goTo(mark);
    }
    tabs.show("said");
    if (quotation >= 0) return said.goTo(quotation);
    const speaker = group ? said.querySelector<HTMLElement>(`section[data-group="${group}"] button`) : null;
    speaker?.focus();
  };

  start.connect({ openText, openFile: chooseFile });
  layers.connect(selection);
  fields.connect({ setCreated: (date) => void command({ command: "setCreated", date }), type: (words) => void session.type(words), enter: (words) => void session.enter(words) });
  notices.connect({ setDate: (date) => void command({ command: "setCreated", date }), retry: () => location.reload(), dismiss: () => session.say(undefined), save: () => void saveFile(), openHere: (id) => void session.reopen(id, true) });
  kept.connect({
    reopen: (id) => void session.reopen(id),
    remove: (entry) => void keeper.remove(entry.id).then(() => keeper.entries.some(({ id }) => id === entry.id) || say(strings.keep.removed(entry.title || strings.keep.untitled))),
    persist: async () => say((await keeper.persist()) ? strings.keep.persisted : strings.keep.notPersisted),
  });
  exporting.connect((format) => session.export(format), say);
  keys.connect();
  said.connect(selection, { goTo: (mark) => article.goTo(mark), show: (mark) => article.show(mark), copy: (marks) => void copy(marks), say });
  silent.connect(selection, (mark) => article.goTo(mark));
  const wordsOf = (mark: number) => {
    const { start = 0, end = 0 } = article.mark(mark) ?? {};
    return session.article?.view.text.slice(start, end) ?? "";
  };
  map.connect(selection, {
    goTo: (mark) => article.goTo(mark),
    words: wordsOf,
    choose,
    prefer: (place) => void session.near(place ? [place.latitude, place.longitude] : null),
    more: () => session.addRest(),
    save: (name, picture) => {
      save({ name, blob: new Blob([picture], { type: "image/svg+xml" }), note: null });
      say(strings.map.saved);
    },
  });
  timeline.connect(selection, {
    goTo: (mark) => article.goTo(mark),
    words: wordsOf,
    askDate: () => root.querySelector<HTMLElement>("#ask-date, #field-created")?.focus(),
  });
  const panels = [
    { id: "said", name: strings.said.title, panel: voices },
    { id: "map", name: strings.map.title, panel: map },
    { id: "timeline", name: strings.timeline.title, panel: timeline },
  ];
  tabs.connect(strings.panel.label, panels, (id) => id === "said" || (id === "map" ? map : timeline).show());
  why.connect({
    copy: (mark) => void copy([mark]),
    go,
    choose: async (detail, place) => {
      await choose(detail.names.filter((name) => name.startsWith("p")), place);
      why.close();
      article.focusNear(detail.mark);
    },
    decide: async (detail, verdict) => {
      await decide(detail, verdict);
      why.close();
      article.focusNear(detail.mark);
    },
    take: async (detail, value, name) => {
      await command({ command: "setTimex", marks: detail.names, value });
      why.close();
      article.focusNear(detail.mark);
      say(strings.actions.taken(detail.text, name));
    },
  });
  article.connect(selection, {
    open: (mark, element) => void open(mark, element),
    go,
    follow: (mark, by) => {
      const next = session.article && nextFrom(session.article.view, mark, by);
      if (next) article.goTo(next.mark);
    },
    reach: (mark, at, all) => {
      said.at = mark.start;
      say(strings.status.mark(strings.layers.one[mark.layer], words(session, mark.start, mark.end), at, all));
    },
    decide: async (mark, verdict) => {
      const detail = await session.detail(mark);
      if (detail) await decide(detail, verdict);
    },
  });

  root.replaceChildren(
    h("a", { class: "skip", href: "#text" }, strings.skip),
    h(
      "header",
      { class: "bar" },
      h("h1", {}, strings.name),
      h("p", { class: "private", title: strings.privateWhy }, strings.private),
      h("nav", { class: "actions", "aria-label": strings.name }, ...work, button(strings.actions.open, chooseFile, { id: "open" }), button(strings.actions.keys, () => {}, { popovertarget: "keys", class: "quiet" }), chooser),
    ),
    bar,
    h("main", { "aria-label": strings.article.region }, notices, start, kept, fields, article),
    panel,
    h("footer", {}, status, saved, jump),
    why,
    exporting,
    keys,
  );

  const drawArticle = async () => {
    const now = session.article;
    if (!now) return;
    const { view } = now;
    layers.draw(view.counts);
    silent.draw(view);
    fields.draw(view);
    notices.drawView(view);
    undo.disabled = view.done === 0;
    redo.disabled = view.done === view.steps;
    jump.textContent = strings.said.jump(view.speakers.filter(({ number }) => number !== null).length);
    document.title = [view.fields.title.value, strings.name].filter(Boolean).join(" – ");
    await Promise.all([said.draw(view), article.draw(now)]);
    if (session.article !== now) return;
    map.draw(view); // its words, and those of the timeline, are those of the marks
    timeline.draw(view);
    performance.mark("painted");
    root.dataset.drawn = String(Number(root.dataset.drawn ?? 0) + 1);
  };
  const drawKeeping = () => {
    const isOpen = session.article !== undefined;
    notices.drawKeeping(keeper.state, isOpen);
    saved.replaceChildren(...(isOpen && keeper.state?.kind === "kept" ? [strings.keep.saved, h("span", {}, strings.keep.savedWhere), strings.keep.savedAt(keeper.state.at)] : []));
  };
  const drawState = () => {
    const isOpen = session.article !== undefined;
    root.dataset.state = isOpen ? "article" : "start";
    start.hidden = isOpen;
    kept.hidden = isOpen || keeper.entries.length === 0;
    drawKeeping();
    for (const element of [bar, fields, article, panel, jump, ...work]) element.hidden = !isOpen;
  };
  session.addEventListener("article", () => {
    drawState();
    void drawArticle();
  });
  session.addEventListener("opened", () => {
    drawState();
    why.close();
    said.at = -1;
    said.filter("all");
    tabs.show("said");
    scrollTo(0, 0);
    if (session.article) {
      say(session.article.view.words > 0 ? strings.status.read(session.article.view.words, session.milliseconds) : "");
      article.focus({ preventScroll: true });
    } else {
      document.title = strings.name;
      notices.drawView(undefined);
      start.reset();
      say("");
    }
  });
  session.addEventListener("trouble", () => notices.drawTrouble(session.trouble));
  session.addEventListener("activity", () => {
    root.dataset.engine = session.activity;
    if (session.activity === "working") say(strings.status.working);
    else if (!session.article) say(session.activity === "loading" ? strings.status.loading(session.loaded, session.packs.length) : "");
  });
  keeper.addEventListener("keeping", () => {
    drawKeeping();
    // A tab that is loaded again comes back with its own article.
    history.replaceState(keeper.id === undefined ? null : { article: keeper.id }, "");
  });
  keeper.addEventListener("entries", () => {
    kept.draw(keeper);
    drawState();
  });
  addEventListener("beforeunload", (event) => {
    if (session.article && keeper.state?.kind === "unkept") event.preventDefault();
  });
  chooser.addEventListener("change", () => {
    openFile(chooser.files?.[0]);
    chooser.value = "";
  });
  drawState();

  listen(root, session, openText, openFile, () => void saveFile());
  return session;
}

/** The words from `start` to `end`, shortened for the status line. */
function words(session: Session, start: number, end: number): string {
  const text = session.article?.view.text.slice(start, end) ?? "";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Paste, drop and keys that work anywhere on the page. */
function listen(root: HTMLElement, session: Session, openText: (source: string, format: DocumentFormat) => void, openFile: (file: File | undefined) => void, saveFile: () => void): void {
  document.addEventListener("paste", (event) => {
    if (session.article || !event.clipboardData) return;
    const { files } = event.clipboardData;
    const html = event.clipboardData.getData("text/html");
    const plain = event.clipboardData.getData("text/plain");
    if (!html && !plain && files.length === 0) return;
    event.preventDefault();
    if (html) openText(html, "html");
    else if (plain) openText(plain, "plain");
    else openFile(files[0]);
  });

  const over = (event: DragEvent) => {
    event.preventDefault();
    root.classList.add("dropping");
  };
  document.addEventListener("dragenter", over);
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) root.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    root.classList.remove("dropping");
    const data = event.dataTransfer;
    if (!data) return;
    if (data.files.length > 0) openFile(data.files[0]);
    else if (data.getData("text/html")) openText(data.getData("text/html"), "html");
    else openText(data.getData("text/plain"), "plain");
  });

  document.addEventListener("keydown", (event) => {
    const control = event.ctrlKey || event.metaKey;
    const typing = (event.target as Element).matches("input, textarea, [contenteditable]");
    if (control && event.key === "F6") {
      event.preventDefault();
      nextRegion(root, event.shiftKey ? -1 : 1);
    } else if (control && event.key.toLowerCase() === "s" && session.article) {
      event.preventDefault();
      saveFile();
    } else if (control && event.key.toLowerCase() === "z" && session.article && !typing) {
      event.preventDefault();
      void (event.shiftKey ? session.redo() : session.undo());
    } else if (event.key === "?" && !typing && !control) {
      event.preventDefault();
      root.querySelector<HTMLElement>("#keys")?.togglePopover();
    }
  });
}

/** The focus to the next part of the page that is shown: header, layers, article, panel. */
function nextRegion(root: HTMLElement, by: 1 | -1): void {
  const regions = [...root.querySelectorAll<HTMLElement>("header.bar, section.layers, main, aside")].filter((region) => !region.hidden);
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const region = regions[at < 0 ? 0 : (at + by + regions.length) % regions.length];
  const stops = ['mark[tabindex="0"]', '[role=tabpanel]:not([hidden]) :is(button, g)[tabindex="0"]', "dl-start:not([hidden]) textarea", 'button[tabindex="0"]', "button:not(:disabled, [hidden])"];
  const stop = stops.map((stop) => region?.querySelector<HTMLElement>(stop)).find((found) => !!found);
  (stop ?? region)?.focus();
}
