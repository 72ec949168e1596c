// A worker for tests of the session, without the engine.
import type { Port } from "../../src/engine/client.ts";
import type { Request } from "../../src/engine/types.ts";
import { plainArticle } from "../../src/model/plain.ts";

/** An engine that keeps its text and its changes, and stops where it is told to. */
export class FakeWorker implements Port {
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
    const { id, request, file } = message as { id: number; request: Request; file?: Blob };
    queueMicrotask(async () => {
      if (this.stopsOn(request)) return this.onerror?.({ message: "unreachable", preventDefault() {} } as ErrorEvent);
      if (request.method === "open") [this.text, this.changes] = [request.source, 0];
      if (request.method === "file") [this.text, this.changes] = JSON.parse(await file!.text());
      if (request.method === "command") this.changes++;
      if (request.method === "pack") this.packs++;
      const { view } = plainArticle(this.text);
      const article = { view: { ...view, done: this.changes, words: this.packs }, marks: new Uint32Array(), paragraphs: new Uint32Array() };
      const answer = request.method === "export" ? { name: "", blob: new Blob([JSON.stringify([this.text, this.changes])]), note: null } : article;
      this.onmessage?.({ data: { id, answer, milliseconds: 1 } } as MessageEvent);
    });
  }
}
