// The open article: what the engine says of it, and how it comes back when the engine stops, or the page ends.
import { type Answer, type ArticleAnswer, type DownloadAnswer, Engine, EngineStopped } from "../engine/client.ts";
import { type LoadedPack, fetchPacks, loadExtra, startWorker, unpack } from "../engine/load.ts";
import type { Command, Detail, DocumentFormat, Encoding, ExportFormat, Reading, Request, View } from "../engine/types.ts";
import type { Draft, Keeper } from "./keeper.ts";
import { type Mark, type Paragraph, readMarks, readParagraphs } from "./marks.ts";
import { plainArticle } from "./plain.ts";
import { type Change, type Content, type FieldCommand, type Opening, openProject, projectFile } from "./store.ts";

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

/** What came of an article that was to be put on the desk; `failed` where the engine stops on it. */
type Outcome = "read" | "refused" | "failed";

/** So many changes are done again one by one at most; a project file then takes them in. */
const MOST_CHANGES = 100;

/** Events: `article` (it changed), `opened` (it is another one), `trouble` (something is to be said), `activity`. */
export class Session extends EventTarget {
  article: Article | undefined;
  trouble: Trouble | undefined;
  /** What the engine is doing: `loading` while packs arrive. */
  activity: "starting" | "loading" | "working" | "ready" = "starting";
  loaded = 0;
  packs: LoadedPack[] = [];
  readonly #engine: Engine;
  readonly #keeper: Keeper | undefined;
  #opening: Opening | undefined;
  /** The project file as it was before `#changes`: they name marks of its annotation, and the text read anew may have others. */
  #project: File | undefined;
  /** Whether the annotation is another one since: no change may follow that project file. */
  #readAnew = false;
  #changes: Change[] = [];
  #queue: Promise<void> = Promise.resolve();
  #restarting = false;
  /** Resolves when a fresh engine knows what the last one knew. */
  #restarted: Promise<void> = Promise.resolve();

  constructor(engine = new Engine(startWorker), keeper?: Keeper) {
    super();
    this.#engine = engine;
    this.#keeper = keeper;
    if (keeper) keeper.ontaken = () => void this.#letGo();
    engine.onstop = (reason) => {
      if (!this.#restarting) this.#restarted = this.#restart(reason);
    };
  }

  get milliseconds(): number {
    return this.#engine.milliseconds;
  }

  /**
   * Starts the engine, and hands it the packs as they arrive; it works before they do. The article that was open comes back:
   * that of this tab, `own`, where it is known.
   */
  async start(own?: number): Promise<void> {
    this.packs = fetchPacks();
    this.#set("loading");
    void this.#inTurn(async () => {
      const id = await this.#keeper?.start(own);
      if (id !== undefined) await this.#reopen(id, false);
    });
    // The engine answers from here on; the packs make its answers better.
    void this.#engine.ready().then(() => performance.mark("usable"));
    await this.#sendPacks().catch(() => this.#restarted);
    // What was opened before the packs came is read again with them.
    await this.#inTurn(async () => {
      if (this.packs.length > 0) await this.#refresh();
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
        await this.#refresh();
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

  /** Opens an article of this device again, as it was left; where another tab has it, only if `force`. */
  reopen(id: number, force = false): Promise<void> {
    return this.#inTurn(() => this.#reopen(id, force));
  }

  /** Clears the desk; the article stays on the device. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      this.#clear();
      await this.#keeper?.leave();
    });
  }

  /** Commands of one step. */
  command(...commands: Command[]): Promise<void> {
    return this.#change({ method: "command", commands });
  }

  /** A field says this, and may be typed in further: it is no step yet, but comes back as one should the page end. */
  async type(command: FieldCommand): Promise<void> {
    await this.#keeper?.type(command.field, command);
  }

  /** A field was left, and says this. */
  async enter(command: FieldCommand): Promise<void> {
    await this.command(command);
    await this.#keeper?.type(command.field);
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
      const draft = this.#keeper?.create(opening, opening.file?.name ?? titleOf(sourceOf(opening)));
      const outcome = await this.#read(opening, async () => {
        const answer: Answer<"open" | "file"> = await this.#ask(opening.request, opening.file);
        if ("choices" in answer) {
          const choose = (encoding: Encoding) => void this.openFile(opening.file!, encoding);
          this.say({ kind: "choices", readings: answer.choices, choose });
          return false;
        }
        this.#takeUp(opening, undefined);
        this.#quieten();
        this.#show(answer);
        return true;
      });
      await this.#place(await draft, outcome);
    });
  }

  async #reopen(id: number, force: boolean): Promise<void> {
    const taken = await this.#keeper?.take(id, force);
    if (!taken) return;
    const { draft, content } = taken;
    const outcome = await this.#read(content.opening, () => this.#replay(content));
    await this.#place(draft, outcome === "refused" ? "failed" : outcome); // it was read once: it is not thrown away
    if (outcome !== "read") return;
    if (this.loaded > 0) await this.#refresh(); // other data may have come since
    for (const command of content.typed) void this.enter(command);
  }

  /** Does again what was done to an article; where one change does not fit any more, what follows it does not, either. */
  async #replay({ opening, project, changes }: Content): Promise<boolean> {
    const { request, file } = project ? { request: openProject, file: project } : opening;
    let answer: Answer<"open" | "file"> = await this.#ask(request, file);
    if ("choices" in answer) return false;
    this.#takeUp(opening, project);
    this.#quieten();
    for (const change of changes) {
      try {
        answer = await this.#ask(change);
        this.#changes.push(change);
      } catch (error) {
        this.#readAnew = true; // the next change follows a fresh project file, without these
        if (error instanceof EngineStopped) await this.#restarted;
        // The last one may never have been done: the page ended before its answer.
        if (change !== changes.at(-1)) this.#complain(error);
        break;
      }
    }
    this.#show(answer);
    return true;
  }

  /** Puts another article on the desk by `work`; where that is refused, the one before stays. */
  async #read(opening: Opening, work: () => Promise<boolean>): Promise<Outcome> {
    const before = { opening: this.#opening, project: this.#project, changes: this.#changes, readAnew: this.#readAnew };
    // Should the engine stop on this text, it must not come back with the one before.
    this.#opening = undefined;
    this.#set("working");
    performance.mark("open");
    try {
      if (await work()) {
        this.#emit("opened");
        return "read";
      }
    } catch (error) {
      if (error instanceof EngineStopped) {
        await this.#fail(opening, error.message);
        return "failed";
      }
      this.#complain(error);
    } finally {
      this.#set(this.loaded < this.packs.length ? "loading" : "ready");
    }
    this.#takeUp(before.opening, before.project, before.changes);
    this.#readAnew = before.readAnew;
    return "refused";
  }

  /** Says to the keeper what came of `draft`. */
  async #place(draft: Draft | undefined, outcome: Outcome): Promise<void> {
    if (!draft || !this.#keeper) return;
    if (outcome === "read") return this.#keeper.enter(draft, this.#title());
    if (outcome === "refused") return this.#keeper.discard(draft);
    // The engine stops on it: it waits in the list, so that nothing stops again when the page comes back.
    draft.release?.();
    if (!this.#opening) await this.#keeper.leave();
  }

  #change(change: Change): Promise<void> {
    return this.#inTurn(async () => {
      let kept: Promise<void> | undefined;
      let answer: ArticleAnswer;
      try {
        if (this.#opening && (!this.#project || this.#readAnew || this.#changes.length >= MOST_CHANGES || this.#keeper?.behind)) await this.#base();
        // Written while it is done, and shown when it is written: what is seen is kept.
        kept = this.#keeper?.append(change);
        answer = await this.#ask(change);
      } catch (error) {
        await kept;
        if (kept) await this.#keeper?.takeBack();
        return this.#complain(error);
      }
      this.#changes.push(change);
      await kept;
      this.#show(answer);
      await this.#keeper?.rename(this.#title());
      // Places near a point were found by reading anew, with the packs of now: that cannot be done again later.
      if (change.method === "near") await this.#base().catch((error: unknown) => this.#complain(error));
    });
  }

  /** Makes the project file that the next changes follow. */
  async #base(): Promise<void> {
    const { blob } = await this.#ask({ method: "export", to: "json" });
    this.#takeUp(this.#opening, projectFile(blob));
    await this.#keeper?.rebase(this.#title(), blob);
  }

  #takeUp(opening: Opening | undefined, project: File | undefined, changes: Change[] = []): void {
    this.#opening = opening;
    this.#project = project;
    this.#changes = changes;
    this.#readAnew = false;
  }

  /** What was said of the article before is over; what is said of the engine is not. */
  #quieten(): void {
    if (this.trouble?.kind !== "packs" && this.trouble?.kind !== "crashed") this.say(undefined);
  }

  #title(): string {
    const { view } = this.article!;
    return view.fields.title.value || titleOf(view.text);
  }

  /** Nothing is open. */
  #clear(): void {
    this.article = undefined;
    this.#takeUp(undefined, undefined);
    this.say(undefined);
    this.#emit("opened");
  }

  /** Another tab has the article now. */
  #letGo(): Promise<void> {
    return this.#inTurn(async () => {
      this.#clear();
      await this.#keeper?.handOver();
    });
  }

  /** Reads the open article again with all data that is there; the engine leaves it alone where decisions name its marks. */
  async #refresh(): Promise<void> {
    if (!this.#opening) return;
    this.#show(await this.#ask({ method: "refresh" }));
    this.#readAnew = true;
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
        const { request, file } = this.#project ? { request: openProject, file: this.#project } : opening;
        let answer = (await this.#engine.call(request, file ? { file } : {})) as ArticleAnswer;
        for (const change of this.#changes) answer = await this.#engine.call(change);
        if (this.packs.length > 0) answer = await this.#engine.call({ method: "refresh" });
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
    const source = opening.file ? await opening.file.text() : sourceOf(opening);
    this.#takeUp(undefined, undefined);
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

function sourceOf({ request }: Opening): string {
  return request.method === "open" ? request.source : "";
}

/** The first words of a text, to tell it from others. */
function titleOf(text: string): string {
  const line = text.trimStart().slice(0, 200).split("\n", 1)[0]!.trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
