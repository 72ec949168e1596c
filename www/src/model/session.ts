// The open article: what the engine says of it, and how it comes back when the engine stops.
import { type Answer, type ArticleAnswer, type DownloadAnswer, Engine, EngineStopped } from "../engine/client.ts";
import { type LoadedPack, fetchPacks, loadExtra, startWorker, unpack } from "../engine/load.ts";
import type { Command, Detail, DocumentFormat, Encoding, ExportFormat, Reading, Request, View } from "../engine/types.ts";
import { type Mark, type Paragraph, readMarks, readParagraphs } from "./marks.ts";
import { plainArticle } from "./plain.ts";

export interface Article {
  readonly view: View;
  readonly marks: readonly Mark[];
  readonly paragraphs: readonly Paragraph[];
}

/** What is to be said beside the article. */
export type Trouble =
  | { kind: "crashed"; reason: string }
  | { kind: "failed"; reason: string }
  | { kind: "unsupported"; reason: string }
  | { kind: "packs"; names: string[] }
  | { kind: "choices"; readings: Reading[]; choose: (encoding: Encoding) => void }
  /** What the engine says, and what the page says. */
  | { kind: "error"; message: string }
  | { kind: "words"; words: string };

/** How the text came: sent again to a fresh engine, with every change since. */
interface Opening {
  request: Request & { method: "open" | "file" };
  file?: File;
}

type Change = Request & { method: "command" | "undo" | "redo" | "near" };

/** Events: `article` (it changed), `opened` (it is another one), `trouble` (something is to be said), `activity`. */
export class Session extends EventTarget {
  article: Article | undefined;
  trouble: Trouble | undefined;
  /** What the engine is doing: `loading` while packs arrive. */
  activity: "starting" | "loading" | "working" | "ready" = "starting";
  loaded = 0;
  packs: LoadedPack[] = [];
  readonly #engine: Engine;
  #opening: Opening | undefined;
  #changes: Change[] = [];
  #queue: Promise<void> = Promise.resolve();
  #restarting = false;
  /** Resolves when a fresh engine knows what the last one knew. */
  #restarted: Promise<void> = Promise.resolve();

  constructor(engine = new Engine(startWorker)) {
    super();
    this.#engine = engine;
    engine.onstop = (reason) => {
      if (!this.#restarting) this.#restarted = this.#restart(reason);
    };
  }

  get milliseconds(): number {
    return this.#engine.milliseconds;
  }

  /** Starts the engine, and hands it the packs as they arrive; it works before they do. */
  async start(): Promise<void> {
    this.packs = fetchPacks();
    this.#set("loading");
    // The engine answers from here on; the packs make its answers better.
    void this.#engine.ready().then(() => performance.mark("usable"));
    await this.#sendPacks().catch(() => this.#restarted);
    // What was opened before the packs came is read again with them.
    await this.#inTurn(async () => {
      if (this.#opening && this.packs.length > 0) this.#show(await this.#ask({ method: "refresh" }));
    });
    this.#set("ready");
  }

  /** Hands the engine a gazetteer besides: a pack, or a table of the reader's own; the open article is read again with it. */
  async addGazetteer(pack: LoadedPack): Promise<boolean> {
    let added = false;
    await this.#inTurn(async () => {
      try {
        const bytes = await unpack(await pack.blob);
        await this.#engine.call({ method: "pack" }, { bytes });
        this.packs.push(pack);
        this.loaded++;
        added = true;
        if (this.#opening) this.#show(await this.#ask({ method: "refresh" }));
      } catch (error) {
        this.#complain(error);
      }
    });
    return added;
  }

  /** Fetches the rest of the gazetteer, and uses it from then on. */
  async addRest(): Promise<boolean> {
    const added = await Promise.all(loadExtra().map((pack) => this.addGazetteer(pack)));
    return added.every(Boolean);
  }

  openText(source: string, format: DocumentFormat): Promise<void> {
    return this.#open({ request: { method: "open", source, format } });
  }

  openFile(file: File, encoding: Encoding | null = null): Promise<void> {
    return this.#open({ request: { method: "file", name: file.name, encoding }, file });
  }

  close(): void {
    this.article = this.#opening = undefined;
    this.#changes = [];
    this.say(undefined);
    this.#emit("opened");
  }

  /** Commands of one step. */
  command(...commands: Command[]): Promise<void> {
    return this.#change({ method: "command", commands });
  }

  undo(): Promise<void> {
    return this.#change({ method: "undo" });
  }

  redo(): Promise<void> {
    return this.#change({ method: "redo" });
  }

  /** Prefers places near a point, in degrees north and east; or none. */
  near(near: [number, number] | null): Promise<void> {
    return this.#change({ method: "near", near });
  }

  detail(mark: number): Promise<Detail | null> {
    return this.#ask({ method: "detail", mark });
  }

  cite(marks: number[]): Promise<string> {
    return this.#ask({ method: "cite", marks });
  }

  export(format: ExportFormat): Promise<DownloadAnswer> {
    return this.#ask({ method: "export", to: format });
  }

  say(trouble: Trouble | undefined): void {
    this.trouble = trouble;
    this.#emit("trouble");
  }

  #open(opening: Opening): Promise<void> {
    return this.#inTurn(async () => {
      const before = { opening: this.#opening, changes: this.#changes };
      // Should the engine stop on this text, it must not come back with the one before.
      this.#opening = undefined;
      this.#set("working");
      performance.mark("open");
      try {
        const answer: Answer<"open" | "file"> = await this.#ask(opening.request, opening.file);
        if ("choices" in answer) {
          this.#opening = before.opening;
          const choose = (encoding: Encoding) => void this.openFile(opening.file!, encoding);
          return this.say({ kind: "choices", readings: answer.choices, choose });
        }
        this.#opening = opening;
        this.#changes = [];
        if (this.trouble?.kind !== "packs" && this.trouble?.kind !== "crashed") this.say(undefined);
        this.#show(answer);
        this.#emit("opened");
      } catch (error) {
        if (error instanceof EngineStopped) return await this.#fail(opening, error.message);
        this.#opening = before.opening;
        this.#changes = before.changes;
        this.#complain(error);
      } finally {
        this.#set(this.loaded < this.packs.length ? "loading" : "ready");
      }
    });
  }

  #change(change: Change): Promise<void> {
    return this.#inTurn(async () => {
      try {
        const answer = await this.#ask(change);
        this.#changes.push(change);
        this.#show(answer);
      } catch (error) {
        this.#complain(error);
      }
    });
  }

  /** One after another: nothing overtakes what was asked before it. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(work, work);
    return this.#queue;
  }

  /** Asks the engine, and where it stops, its successor once more. */
  async #ask<R extends Request>(request: R, file?: File): Promise<Answer<R["method"]>> {
    const beside = file ? { file } : {};
    try {
      return await this.#engine.call(request, beside);
    } catch (error) {
      if (!(error instanceof EngineStopped)) throw error;
      await this.#restarted;
      return await this.#engine.call(request, beside);
    }
  }

  #show(answer: ArticleAnswer): void {
    this.article = { view: answer.view, marks: readMarks(answer.marks), paragraphs: readParagraphs(answer.paragraphs) };
    this.#emit("article");
  }

  #complain(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const unsupported = !(error instanceof EngineStopped) && (error instanceof TypeError || error instanceof WebAssembly.CompileError || error instanceof ReferenceError);
    this.say(unsupported ? { kind: "unsupported", reason: message } : { kind: "error", message });
  }

  async #sendPacks(): Promise<void> {
    this.loaded = 0;
    const missing: string[] = [];
    const send = async (pack: LoadedPack) => {
      try {
        await this.#engine.call({ method: "pack" }, { bytes: await unpack(await pack.blob) });
        const end = performance.now();
        performance.measure(`pack ${pack.name}`, { start: end - this.#engine.milliseconds, end });
      } catch (error) {
        if (error instanceof EngineStopped) throw error;
        missing.push(pack.name);
      }
      this.loaded++;
      this.#emit("activity");
    };
    await Promise.all(this.packs.map(send));
    if (missing.length > 0) this.say({ kind: "packs", names: missing });
  }

  /** A fresh engine, with the packs and all that was open and done. */
  async #restart(reason: string): Promise<void> {
    this.#restarting = true;
    const opening = this.#opening;
    try {
      await this.#sendPacks();
      if (opening) {
        let answer = (await this.#engine.call(opening.request, opening.file ? { file: opening.file } : {})) as ArticleAnswer;
        for (const change of this.#changes) answer = await this.#engine.call(change);
        this.#show(answer);
      }
      this.say({ kind: "crashed", reason });
    } catch {
      // It stops again while it reads what was open: the next one starts with an empty desk.
      await this.#sendPacks().catch(() => {});
      if (opening) await this.#fail(opening, reason);
    } finally {
      this.#restarting = false;
    }
  }

  /** The engine stops on this text: it is shown as it is. */
  async #fail(opening: Opening, reason: string): Promise<void> {
    const { request, file } = opening;
    const source = request.method === "open" ? request.source : ((await file?.text()) ?? "");
    this.#opening = undefined;
    this.#changes = [];
    this.article = plainArticle(source);
    this.#emit("article");
    this.#emit("opened");
    this.say({ kind: "failed", reason });
  }

  #set(activity: Session["activity"]): void {
    this.activity = activity;
    if (activity === "ready") performance.mark("ready");
    this.#emit("activity");
  }

  #emit(type: "article" | "opened" | "trouble" | "activity"): void {
    this.dispatchEvent(new Event(type));
  }
}
