// The open article outlives the engine.
import { expect, test } from "vitest";
import { Engine } from "../../src/engine/client.ts";
import type { Request } from "../../src/engine/types.ts";
import { Session } from "../../src/model/session.ts";
import { FakeWorker } from "./worker.ts";

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
