// Articles on this device: the texts, what was decided about them, and the time of the last change, in IndexedDB.
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Command, Request } from "../engine/types.ts";

/** How a text came: the request that opens it, and the file that travels beside. */
export interface Opening {
  request: Request & { method: "open" | "file" };
  file?: File;
}

/** What a person did to an open article. */
export type Change = Request & { method: "command" | "undo" | "redo" | "near" };

/** What a person says in a field of words. */
export type FieldCommand = Command & { command: "setArticle" };

/** An article as a list of many shows it. */
export interface Entry {
  id: number;
  title: string;
  /** When it was changed last, in milliseconds of Unix time. */
  changed: number;
  /** Whether it was on a desk at last, to come back with the page. */
  open: boolean;
}

/** All of an article: how it came, its project file as it was once, and the changes since. */
export interface Content {
  opening: Opening;
  project: File | undefined;
  changes: Change[];
  /** What stood in fields that were not left yet. */
  typed: FieldCommand[];
}

/** The large part of an article, which changes seldom. Bytes, because not every browser keeps a file. */
interface Row {
  request: Opening["request"];
  file?: ArrayBuffer;
  project?: ArrayBuffer;
}

interface Tables extends DBSchema {
  articles: { key: number; value: Entry };
  contents: { key: number; value: Row };
  /** By article and number. */
  changes: { key: [number, number]; value: Change };
  /** By article and field. */
  typed: { key: [number, string]; value: FieldCommand };
}

/** Each operation is one transaction: all of it is kept, or nothing. */
export class Store {
  readonly #tables: IDBPDatabase<Tables>;

  private constructor(tables: IDBPDatabase<Tables>) {
    this.#tables = tables;
  }

  static async open(): Promise<Store> {
    const tables = await openDB<Tables>("dateline", 1, {
      upgrade(fresh) {
        fresh.createObjectStore("articles", { keyPath: "id" });
        fresh.createObjectStore("contents", { autoIncrement: true });
        fresh.createObjectStore("changes");
        fresh.createObjectStore("typed");
      },
      blocking: () => tables.close(), // a newer page waits; this one says that it no longer keeps anything
    });
    return new Store(tables);
  }

  /** All articles, those changed last first. */
  async list(): Promise<Entry[]> {
    return (await this.#tables.getAll("articles")).sort((a, b) => b.changed - a.changed);
  }

  async create({ request, file }: Opening, entry: Omit<Entry, "id">): Promise<Entry> {
    const row: Row = file ? { request, file: await file.arrayBuffer() } : { request };
    const work = this.#write("articles", "contents");
    const id = await work.objectStore("contents").add(row);
    const whole = { ...entry, id };
    await Promise.all([work.objectStore("articles").add(whole), work.done]);
    return whole;
  }

  /** Writes several entries at once. */
  async put(...entries: Entry[]): Promise<void> {
    const work = this.#write("articles");
    await Promise.all([...entries.map((entry) => work.store.put(entry)), work.done]);
  }

  /** Writes the project file as it is now: the changes so far are in it. */
  async rebase(entry: Entry, project: ArrayBuffer): Promise<void> {
    const work = this.#write("articles", "contents", "changes");
    const contents = work.objectStore("contents");
    const row = await contents.get(entry.id);
    if (!row) throw new Error("expected the article in the store, found that it was deleted");
    await Promise.all([
      contents.put({ ...row, project }, entry.id),
      work.objectStore("changes").delete(keysOf(entry.id)),
      work.objectStore("articles").put(entry),
      work.done,
    ]);
  }

  /** Adds the change of `number`; refuses where there is one, which is of another tab. */
  async append(entry: Entry, number: number, change: Change): Promise<void> {
    const work = this.#write("articles", "changes");
    await Promise.all([work.objectStore("changes").add(change, [entry.id, number]), work.objectStore("articles").put(entry), work.done]);
  }

  async takeBack(entry: Entry, number: number): Promise<void> {
    await this.#tables.delete("changes", [entry.id, number]);
  }

  /** Keeps what `field` would say if it were left now; without a command, it was left. */
  async type(id: number, field: string, command: FieldCommand | undefined): Promise<void> {
    if (command) await this.#tables.put("typed", command, [id, field]);
    else await this.#tables.delete("typed", [id, field]);
  }

  async read(id: number): Promise<({ entry: Entry } & Content) | undefined> {
    const work = this.#tables.transaction(["articles", "contents", "changes", "typed"]);
    const [entry, row, changes, typed] = await Promise.all([
      work.objectStore("articles").get(id),
      work.objectStore("contents").get(id),
      work.objectStore("changes").getAll(keysOf(id)),
      work.objectStore("typed").getAll(keysOf(id)),
      work.done,
    ]);
    if (!entry || !row) return undefined;
    const { request, file, project } = row;
    const opening: Opening = file && request.method === "file" ? { request, file: new File([file], request.name) } : { request };
    return { entry, opening, project: project && projectFile(project), changes, typed };
  }

  async remove(id: number): Promise<void> {
    const work = this.#write("articles", "contents", "changes", "typed");
    await Promise.all([
      work.objectStore("articles").delete(id),
      work.objectStore("contents").delete(id),
      work.objectStore("changes").delete(keysOf(id)),
      work.objectStore("typed").delete(keysOf(id)),
      work.done,
    ]);
  }

  /** A transaction that is done when the disk has it: a power cut takes nothing, either. */
  #write<Names extends ("articles" | "contents" | "changes" | "typed")[]>(...names: Names) {
    const work = this.#tables.transaction(names, "readwrite", { durability: "strict" });
    work.done.catch(() => {}); // its reason reaches the caller through the operation that failed
    return work;
  }
}

/** Every key that starts with article `id`. */
function keysOf(id: number): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]); // an array sorts after every number and string
}

/** A project of the engine's own format, as a file that it opens. */
export function projectFile(bytes: BlobPart): File {
  return new File([bytes], "article.dateline.json");
}

/** The request that opens {@link projectFile}. */
export const openProject = { method: "file", name: "article.dateline.json", encoding: null } as const satisfies Opening["request"];
