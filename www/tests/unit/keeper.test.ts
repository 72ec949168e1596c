// What is open is kept step by step, and made good where it could not be.
import { expect, test, vi } from "vitest";
import { Engine } from "../../src/engine/client.ts";
import type { Request } from "../../src/engine/types.ts";
import { Keeper } from "../../src/model/keeper.ts";
import { Session } from "../../src/model/session.ts";
import { type Change, type Entry, type FieldCommand, type Opening, openProject, projectFile } from "../../src/model/store.ts";
import { FakeWorker } from "./worker.ts";

vi.stubGlobal("navigator", {}); // no locks, no storage manager

/** A store in memory, which refuses what `fails` names. */
class FakeStore {
  entries = new Map<number, Entry>();
  openings = new Map<number, Opening>();
  projects = new Map<number, ArrayBuffer>();
  changes = new Map<number, Map<number, Change>>();
  typed = new Map<string, FieldCommand>();
  fails: (operation: string) => boolean = () => false;

  #meet(operation: string): void {
    if (this.fails(operation)) throw new DOMException("full", "QuotaExceededError");
  }
  async list() {
    this.#meet("list");
    return [...this.entries.values()].sort((a, b) => b.changed - a.changed);
  }
  async create(opening: Opening, entry: Omit<Entry, "id">) {
    this.#meet("create");
    const id = this.openings.size + 1;
    this.openings.set(id, opening);
    this.entries.set(id, { ...entry, id });
    this.changes.set(id, new Map());
    return { ...entry, id };
  }
  async put(...entries: Entry[]) {
    this.#meet("put");
    for (const entry of entries) this.entries.set(entry.id, entry);
  }
  async rebase(entry: Entry, project: ArrayBuffer) {
    this.#meet("rebase");
    this.entries.set(entry.id, entry);
    this.projects.set(entry.id, project);
    this.changes.set(entry.id, new Map());
  }
  async append(entry: Entry, number: number, change: Change) {
    this.#meet("append");
    if (this.changes.get(entry.id)!.has(number)) throw new DOMException("there is one", "ConstraintError");
    this.entries.set(entry.id, entry);
    this.changes.get(entry.id)!.set(number, change);
  }
  async takeBack({ id }: Entry, number: number) {
    this.changes.get(id)!.delete(number);
  }
  async type(_: number, field: string, command: FieldCommand | undefined) {
    if (command) this.typed.set(field, command);
    else this.typed.delete(field);
  }
  async read(id: number) {
    const [entry, opening, project] = [this.entries.get(id), this.openings.get(id), this.projects.get(id)];
    return entry && opening ? { entry, opening, project: project && projectFile(project), changes: [...this.changes.get(id)!.values()], typed: [...this.typed.values()] } : undefined;
  }
  async remove(id: number) {
    this.entries.delete(id);
  }
}

/** A page on `store`, whose engine notes what it is asked. */
function page(store: FakeStore, stopsOn: (request: Request) => boolean = () => false) {
  const asked: Request[] = [];
  let time = 0;
  const keeper = new Keeper(async () => store, () => ++time);
  const engine = new Engine(async () => new FakeWorker((request) => (asked.push(request), stopsOn(request))));
  return { keeper, session: new Session(engine, keeper), asked };
}

const date = (day: number) => ({ command: "setCreated", date: `2024-02-0${day}` }) as const;

test("the project file is written once, and each change beside it", async () => {
  const store = new FakeStore();
  const { session, keeper } = page(store);
  await session.openText("Ana López\nsaid no", "plain");
  expect(store.entries.get(1)).toMatchObject({ title: "Ana López", open: true });
  expect(store.projects.size).toBe(0); // the text says it all
  for (const day of [1, 2, 3]) await session.command(date(day));
  await session.undo();
  expect(await new Response(store.projects.get(1)!).json()).toEqual(["Ana López\nsaid no", 0]);
  expect([...store.changes.get(1)!.values()].map(({ method }) => method)).toEqual(["command", "command", "command", "undo"]);
  expect(keeper.state).toMatchObject({ kind: "kept" });
});

test("an article comes back from its project file, and then change by change", async () => {
  const store = new FakeStore();
  const before = page(store).session;
  await before.openText("Ana", "plain");
  await before.command(date(1));
  await before.command(date(2));
  const { session, keeper, asked } = page(store);
  const id = await keeper.start(undefined);
  await session.reopen(id!);
  expect(asked.map(({ method }) => method)).toEqual(["file", "command", "command"]);
  expect(asked[0]).toEqual(openProject);
  expect(session.article?.view).toMatchObject({ text: "Ana", done: 2 });
  await session.command(date(3));
  expect(store.changes.get(1)!.size).toBe(3);
});

test("many changes are taken into the project file", async () => {
  const store = new FakeStore();
  const { session } = page(store);
  await session.openText("Ana", "plain");
  for (let n = 0; n < 101; n++) await session.command(date(1));
  expect(store.changes.get(1)!.size).toBe(1);
  expect(await new Response(store.projects.get(1)!).json()).toEqual(["Ana", 100]);
});

test("a change that the engine refuses is not done again", async () => {
  const store = new FakeStore();
  const { session } = page(store, (request) => request.method === "redo");
  await session.openText("Ana", "plain");
  await session.command(date(1));
  await session.redo();
  expect([...store.changes.get(1)!.keys()]).toEqual([0]);
  expect(session.article?.view.done).toBe(1);
  await session.command(date(2));
  expect([...store.changes.get(1)!.keys()]).toEqual([0, 1]);
});

test("what could not be kept is made good by the next change", async () => {
  const store = new FakeStore();
  const { session, keeper } = page(store);
  store.fails = () => true;
  await session.openText("Ana", "plain");
  await session.command(date(1));
  expect(keeper.state).toMatchObject({ kind: "unkept", full: true });
  expect(session.article?.view.done).toBe(1);
  store.fails = (operation) => operation === "append";
  await session.command(date(2)); // the project before it is kept, it is not
  expect(keeper.state).toMatchObject({ kind: "unkept" });
  store.fails = () => false;
  await session.command(date(3));
  expect(keeper.state).toMatchObject({ kind: "kept" });
  const again = page(store);
  await again.session.reopen((await again.keeper.start(undefined))!);
  expect(again.session.article?.view).toMatchObject({ text: "Ana", done: 3 });
});

test("what stood in a field that was not left comes back as a step", async () => {
  const store = new FakeStore();
  const before = page(store).session;
  await before.openText("Ana", "plain");
  await before.type({ command: "setArticle", field: "title", value: "Rents ri" });
  await before.type({ command: "setArticle", field: "title", value: "Rents ris" });
  const { session, keeper, asked } = page(store);
  await session.reopen((await keeper.start(undefined))!);
  await session.undo(); // after all that was asked before it
  expect(asked.filter(({ method }) => method === "command")).toEqual([{ method: "command", commands: [{ command: "setArticle", field: "title", value: "Rents ris" }] }]);
  expect(store.typed.size).toBe(0);
});

test("an article on which the engine stops is kept, and does not come back by itself", async () => {
  const store = new FakeStore();
  const { session } = page(store, (request) => request.method === "open" && request.source.includes("fault"));
  await session.openText("before", "plain");
  await session.openText("a fault", "plain");
  expect(session.trouble?.kind).toBe("failed");
  expect([...store.entries.values()].map(({ title, open }) => [title, open])).toEqual([["before", false], ["a fault", false]]);
  expect(await page(store).keeper.start(undefined)).toBeUndefined();
});

test("New, and another article, leave the one before in the list", async () => {
  const store = new FakeStore();
  const { session, keeper } = page(store);
  await session.openText("first", "plain");
  await session.openText("second", "plain");
  await session.close();
  expect(session.article).toBeUndefined();
  expect(keeper.entries.map(({ title, open }) => [title, open])).toEqual([["second", false], ["first", false]]);
  await keeper.remove(2);
  expect(keeper.entries.map(({ title }) => title)).toEqual(["first"]);
});

test("a tab comes back with its own article, where it is still open", async () => {
  const store = new FakeStore();
  await page(store).session.openText("first", "plain");
  await page(store).session.openText("second", "plain");
  store.entries.set(2, { ...store.entries.get(2)!, changed: 9 });
  expect(await page(store).keeper.start(1)).toBe(1);
  expect(await page(store).keeper.start(undefined)).toBe(2);
  store.entries.set(1, { ...store.entries.get(1)!, open: false });
  expect(await page(store).keeper.start(1)).toBe(2);
});
