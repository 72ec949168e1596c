// The page's side of the worker: answers find their requests, and a worker that fails is replaced.
import { expect, test } from "vitest";
import { Engine, EngineStopped, type Port } from "../../src/engine/client.ts";

/** A worker that answers as it is told. */
class FakePort implements Port {
  onmessage: Port["onmessage"] = null;
  onmessageerror: Port["onmessageerror"] = null;
  onerror: Port["onerror"] = null;
  ended = false;
  sent: { id: number; request: { method: string } }[] = [];

  postMessage(message: unknown): void {
    this.sent.push(message as FakePort["sent"][number]);
  }
  terminate(): void {
    this.ended = true;
  }
  answer(at: number, answer: unknown, milliseconds = 1): void {
    this.onmessage?.({ data: { id: this.sent[at]!.id, answer, milliseconds } } as MessageEvent);
  }
}

function engine(patience?: number) {
  const ports: FakePort[] = [];
  const reasons: string[] = [];
  const engine = new Engine(async () => {
    ports.push(new FakePort());
    return ports.at(-1)!;
  }, patience);
  engine.onstop = (reason) => reasons.push(reason);
  return { engine, ports, reasons };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

test("answers find their requests, in whatever order they come", async () => {
  const { engine: client, ports } = engine();
  const first = client.call({ method: "cite", marks: [1] });
  const second = client.call({ method: "cite", marks: [2] });
  await turn();
  expect(ports).toHaveLength(1);
  ports[0]!.answer(1, "two");
  ports[0]!.answer(0, "one");
  expect(await Promise.all([first, second])).toEqual(["one", "two"]);
});

test("what the engine refuses is an error with its words", async () => {
  const { engine: client, ports } = engine();
  const call = client.call({ method: "undo" });
  await turn();
  ports[0]!.onmessage?.({ data: { id: ports[0]!.sent[0]!.id, error: new Error("expected an open article") } } as MessageEvent);
  await expect(call).rejects.toThrow("expected an open article");
});

test("when a worker fails, its requests fail with it and the next one gets a new worker", async () => {
  const { engine: client, ports, reasons } = engine();
  const calls = [client.call({ method: "undo" }), client.call({ method: "redo" })];
  await turn();
  ports[0]!.onmessage?.({ data: { panic: "panicked at src/x.rs" } } as MessageEvent);
  ports[0]!.onerror?.({ message: "unreachable", preventDefault() {} } as ErrorEvent);
  for (const call of calls) await expect(call).rejects.toBeInstanceOf(EngineStopped);
  expect(reasons).toEqual(["panicked at src/x.rs"]);
  expect(ports[0]!.ended).toBe(true);
  const next = client.call({ method: "cite", marks: [1] });
  await turn();
  ports[1]!.answer(0, "again");
  expect(await next).toBe("again");
});

test("a worker that doesn't answer is replaced", async () => {
  const { engine: client, ports, reasons } = engine(20);
  await expect(client.call({ method: "undo" })).rejects.toBeInstanceOf(EngineStopped);
  expect(reasons[0]).toContain("no answer");
  expect(ports[0]!.ended).toBe(true);
});

test("an answer that can't be read is a failure too", async () => {
  const { engine: client, ports, reasons } = engine();
  const call = client.call({ method: "undo" });
  await turn();
  ports[0]!.onmessageerror?.({} as MessageEvent);
  await expect(call).rejects.toBeInstanceOf(EngineStopped);
  expect(reasons).toHaveLength(1);
});

test("a worker that can't be started is tried again", async () => {
  let tries = 0;
  const client = new Engine(async () => {
    tries++;
    throw new TypeError("no engine");
  });
  await expect(client.call({ method: "undo" })).rejects.toThrow("no engine");
  await expect(client.call({ method: "undo" })).rejects.toThrow("no engine");
  expect(tries).toBe(2);
});
