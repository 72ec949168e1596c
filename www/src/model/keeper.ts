// Nothing lost: keeps the open article on this device, step by step, and says when it cannot.
import { claim, onasked, takeOver } from "./claim.ts";
import { type Change, type Content, type Entry, type FieldCommand, type Opening, Store } from "./store.ts";

/** What is to be said about keeping; nothing before there is something to keep. */
export type Keeping =
  /** Everything is kept, since `at`, in milliseconds of Unix time. */
  | { kind: "kept"; at: number }
  /** The device refuses; `full` where it has no room. */
  | { kind: "unkept"; reason: string; full: boolean }
  /** Another tab has the article. */
  | { kind: "elsewhere"; entry: Entry };

/** An article on its way to the desk, or on it. */
export interface Draft {
  readonly opening: Opening;
  /** Absent while it could not be kept. */
  entry: Entry | undefined;
  /** How many changes are kept beside its project file. */
  changes: number;
  release: (() => void) | undefined;
}

/** What a keeper needs of a {@link Store}: tests bring their own. */
type Keep = Pick<Store, keyof Store>;

/** How long the device may take for one operation, in milliseconds: the page waits for it before the next change. */
const PATIENCE = 5000;

/**
 * Events: `keeping` (the state changed), `entries` (the list did).
 *
 * No method rejects: the article is open whether or not it can be kept. What failed shows in `state`, and `behind` says that
 * what is kept lacks something, so that the next change must bring the whole project.
 */
export class Keeper extends EventTarget {
  state: Keeping | undefined;
  entries: Entry[] = [];
  /** Whether the browser has promised to keep it all when space runs short. */
  persisted = true;
  behind = false;
  /** Called when another tab takes over the article on the desk. */
  ontaken: () => void = () => {};
  readonly #now: () => number;
  readonly #openStore: () => Promise<Keep>;
  #store: Promise<Keep> | undefined;
  #desk: Draft | undefined;

  constructor(openStore: () => Promise<Keep> = Store.open, now = Date.now) {
    super();
    this.#openStore = openStore;
    this.#now = now;
    onasked((id) => this.#desk?.entry?.id === id && this.ontaken());
  }

  /** Reads the list, and gives the article to come back with: that of this tab, or the one that was open last. */
  async start(own: number | undefined): Promise<number | undefined> {
    await this.#list();
    const open = this.entries.filter((entry) => entry.open);
    return (open.find(({ id }) => id === own) ?? open[0])?.id;
  }

  /** Keeps a text before it is read: should the page end meanwhile, it waits in the list. */
  async create(opening: Opening, title: string): Promise<Draft> {
    const draft: Draft = { opening, entry: undefined, changes: 0, release: undefined };
    draft.entry = await this.#attempt((store) => store.create(opening, { title, changed: this.#now(), open: false }));
    if (draft.entry) draft.release = await claim(draft.entry.id, () => this.#lost(draft));
    return draft;
  }

  /** Takes article `id` out of the store; from another tab, too, where `force`. Until {@link enter}, it does not come back by itself. */
  async take(id: number, force: boolean): Promise<{ draft: Draft; content: Content } | undefined> {
    const held: { draft?: Draft } = {};
    const release = await (force ? takeOver : claim)(id, () => held.draft && this.#lost(held.draft));
    if (!release) {
      const entry = this.entries.find((entry) => entry.id === id);
      this.#say(entry && { kind: "elsewhere", entry });
      return undefined;
    }
    const found = await this.#attempt(async (store) => {
      const found = await store.read(id);
      if (found) await store.put({ ...found.entry, open: false });
      return found;
    });
    if (!found) {
      release();
      await this.#list();
      return undefined;
    }
    const { entry, ...content } = found;
    held.draft = { opening: content.opening, entry, changes: content.changes.length, release };
    return { draft: held.draft, content };
  }

  /** `draft` is on the desk now, as `title`, and comes back with the page; what was there before does not. */
  async enter(draft: Draft, title: string): Promise<void> {
    const before = this.#desk;
    this.#desk = draft;
    this.behind = !draft.entry;
    const closed = before?.entry && before !== draft ? [{ ...before.entry, open: false }] : [];
    if (draft.entry) draft.entry = { ...draft.entry, title, open: true };
    const opened = draft.entry ? [draft.entry] : [];
    const done = await this.#attempt((store) => store.put(...closed, ...opened).then(() => true));
    if (before !== draft) before?.release?.();
    if (done && draft.entry) this.#kept(draft.entry.changed);
  }

  /** What came of `draft` is not worth keeping: a file that cannot be read. */
  async discard({ entry, release }: Draft): Promise<void> {
    if (entry) await this.#attempt((store) => store.remove(entry.id));
    release?.();
  }

  /** Nothing is on the desk any more; the article waits in the list. */
  async leave(): Promise<void> {
    const left = this.#desk;
    this.#desk = undefined;
    this.#say(undefined);
    const { entry } = left ?? {};
    if (entry) await this.#attempt((store) => store.put({ ...entry, open: false }));
    left?.release?.();
    await this.#list();
  }

  /** Another tab has the article now. */
  async handOver(): Promise<void> {
    const left = this.#desk;
    this.#desk = undefined;
    left?.release?.();
    this.#say(left?.entry && { kind: "elsewhere", entry: left.entry });
    await this.#list();
  }

  /** Keeps the project file with everything so far. */
  async rebase(title: string, project: Blob): Promise<void> {
    const draft = this.#desk;
    if (!draft) return;
    const bytes = await project.arrayBuffer();
    const changed = this.#now();
    draft.entry ??= await this.#attempt((store) => store.create(draft.opening, { title, changed, open: true }));
    if (!draft.entry) return;
    draft.release ??= await claim(draft.entry.id, () => this.#lost(draft));
    const entry = (draft.entry = { ...draft.entry, title, changed });
    const done = await this.#attempt((store) => store.rebase(entry, bytes).then(() => true));
    if (!done) return;
    draft.changes = 0;
    this.behind = false;
    this.#kept(entry.changed);
  }

  /** Keeps a change. */
  async append(change: Change): Promise<void> {
    const draft = this.#desk;
    if (!draft?.entry || this.behind) return; // `rebase` brings it
    const entry = { ...draft.entry, changed: this.#now() };
    const number = draft.changes++;
    draft.entry = entry;
    const done = await this.#attempt((store) => store.append(entry, number, change).then(() => true));
    if (done) this.#kept(entry.changed);
  }

  /** The last change was refused: it is not done again. */
  async takeBack(): Promise<void> {
    const draft = this.#desk;
    const { entry } = draft ?? {};
    if (!draft || !entry || this.behind) return;
    const number = --draft.changes;
    await this.#attempt((store) => store.takeBack(entry, number));
  }

  /** Keeps what `field` would say if it were left now, key by key; without a command, it was left. */
  async type(field: string, command?: FieldCommand): Promise<void> {
    const id = this.id;
    if (id !== undefined) await this.#attempt((store) => store.type(id, field, command));
  }

  /** The article on the desk has another title. */
  async rename(title: string): Promise<void> {
    const draft = this.#desk;
    if (!draft?.entry || draft.entry.title === title) return;
    const entry = (draft.entry = { ...draft.entry, title });
    await this.#attempt((store) => store.put(entry));
  }

  /** Deletes article `id`, unless a tab has it. */
  async remove(id: number): Promise<void> {
    const release = await claim(id, () => {});
    const entry = this.entries.find((entry) => entry.id === id);
    if (release) await this.#attempt((store) => store.remove(id));
    else if (entry) this.#say({ kind: "elsewhere", entry });
    release?.();
    await this.#list();
  }

  /** Asks the browser to keep everything when space runs short. */
  async persist(): Promise<boolean> {
    this.persisted = (await navigator.storage?.persist?.().catch(() => false)) ?? false;
    this.dispatchEvent(new Event("entries"));
    return this.persisted;
  }

  /** The article on the desk. */
  get id(): number | undefined {
    return this.#desk?.entry?.id;
  }

  async #list(): Promise<void> {
    this.entries = (await this.#attempt((store) => store.list())) ?? this.entries;
    this.persisted = (await navigator.storage?.persisted?.().catch(() => true)) ?? true;
    this.dispatchEvent(new Event("entries"));
  }

  #lost(draft: Draft): void {
    if (this.#desk === draft) this.ontaken();
  }

  /** What the store says to `work`; nothing where it refuses, or does not answer in time. */
  async #attempt<T>(work: (store: Keep) => Promise<T>): Promise<T | undefined> {
    try {
      this.#store ??= this.#openStore();
      return await inTime(this.#store.then(work));
    } catch (error) {
      this.#store = undefined; // the next attempt opens it anew
      this.behind = true;
      const { name, message } = error instanceof Error || error instanceof DOMException ? error : new Error(String(error));
      this.#say({ kind: "unkept", reason: message || name, full: name === "QuotaExceededError" });
      return undefined;
    }
  }

  #kept(at: number): void {
    if (!this.behind) this.#say({ kind: "kept", at });
  }

  #say(state: Keeping | undefined): void {
    this.state = state;
    this.dispatchEvent(new Event("keeping"));
  }
}

/** `work`, or the end of patience. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE / 1000} seconds`)), PATIENCE)));
  return Promise.race([work, end]).finally(() => clearTimeout(timer));
}
