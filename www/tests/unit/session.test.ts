// The open article outlives the engine.
import { expect, test } from "vitest";
import { Engine, type Port } from "../../src/engine/client.ts";
import type { Request } from "../../src/engine/types.ts";
import { plainArticle } from "../../src/model/plain.ts";
import { Session } from "../../src/model/session.ts";

/** An engine that keeps its text and its changes, and stops where it is told to. */
class FakeWorker implements Port {
  onmessage: Port["onmessage"] = null;
  onmessageerror: Port["onmessageerror"] = null;
  onerror: Port["onerror"] = null;
  text = "";
  changes = 0;
  packs = 0;
  readonly stopsOn: (request: Request) => boolean;

  constructor(stopsOn: (request: Request) => boolean) {
    this.stopsOn = stopsOn;
  }

  terminate(): void {}

  postMessage(message: unknown): void {
    const { id, request } = message as { id: number; request: Request };
    queueMicrotask(() => {
      if (this.stopsOn(request)) return this.onerror?.({ message: "unreachable", preventDefault() {} } as ErrorEvent);
      if (request.method === "open") [this.text, this.changes] = [request.source, 0];
      if (request.method === "command") this.changes++;
      if (request.method === "pack") this.packs++;
      const { view } = plainArticle(this.text);
      const answer = { view: { ...view, done: this.changes, words: this.packs }, marks: new Uint32Array(), paragraphs: new Uint32Array() };
      this.onmessage?.({ data: { id, answer, milliseconds: 1 } } as MessageEvent);
    });
  }
}

function session(stopsOn: (request: Request, worker: number) => boolean) {
  let workers = 0;
  const engine = new Engine(async () => {
    const number = ++workers;
    return new FakeWorker((request) => stopsOn(request, number));
  });
  return { session: new Session(engine), workers: () => workers };
}

const date = { command: "setCreated", date: "2024-02-28" } as const;

test("a change during which the engine stops is done by the next one, after all the changes before it", async () => {
  let stopped = false;
  const { session: open, workers } = session((request, worker) => worker === 1 && request.method === "command" && stopped);
  await open.openText("Ana", "plain");
  await open.command(date);
  stopped = true;
  await open.command(date);
  expect(workers()).toBe(2);
  expect(open.article?.view).toMatchObject({ text: "Ana", done: 2 });
  expect(open.trouble).toMatchObject({ kind: "crashed", reason: "unreachable" });
});

test("a text during which the engine stops once is read by the next one", async () => {
  const { session: open } = session((request, worker) => worker === 1 && request.method === "open");
  await open.openText("Ana", "plain");
  expect(open.article?.view.text).toBe("Ana");
  expect(open.trouble?.kind).toBe("crashed");
});

test("a text on which the engine always stops is kept without marks, and the next text is read", async () => {
  const { session: open } = session((request) => request.method === "open" && request.source.includes("fault"));
  await open.openText("before", "plain");
  await open.openText("a fault\nof ours", "plain");
  expect(open.article?.view.text).toBe("a fault\nof ours");
  expect(open.article?.paragraphs).toHaveLength(2);
  expect(open.article?.marks).toHaveLength(0);
  expect(open.trouble?.kind).toBe("failed");
  await open.openText("after", "plain");
  expect(open.article?.view.text).toBe("after");
});

test("changes are done in their order", async () => {
  const { session: open } = session(() => false);
  await open.openText("Ana", "plain");
  const seen: number[] = [];
  open.addEventListener("article", () => seen.push(open.article!.view.done));
  await Promise.all([open.command(date), open.command(date), open.command(date)]);
  expect(seen).toEqual([1, 2, 3]);
});

test("a gazetteer that is added is there for the open article, and after a restart", async () => {
  let stopped = false;
  const { session: open, workers } = session((request, worker) => worker === 1 && request.method === "command" && stopped);
  const table = new File(["name,latitude,longitude,id\n"], "sites.csv");
  await open.openText("Ana", "plain");
  expect(await open.addGazetteer({ name: table.name, blob: Promise.resolve(table) })).toBe(true);
  expect(open.article?.view.words).toBe(1);
  stopped = true;
  await open.command(date);
  expect([workers(), open.article?.view.words]).toEqual([2, 1]);
  const lost = open.addGazetteer({ name: "lost", blob: Promise.reject(new Error("expected lost.csv, found status 404")) });
  expect(await lost).toBe(false);
  expect(open.trouble).toEqual({ kind: "error", message: "expected lost.csv, found status 404" });
});
