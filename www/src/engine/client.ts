// The page's side of the worker: requests with numbers, answers that find them, and a fresh worker when one fails.
import type { Detail, Reading, Request, View } from "./types.ts";

/** An article as the engine sends it. */
export interface ArticleAnswer {
  view: View;
  marks: Uint32Array;
  paragraphs: Uint32Array;
}

export interface DownloadAnswer {
  name: string;
  blob: Blob;
  /** What of the article it has no place for. */
  note: string | null;
}

/** What each request is answered with. */
interface Answers {
  pack: undefined;
  open: ArticleAnswer;
  file: ArticleAnswer | { choices: Reading[] };
  refresh: ArticleAnswer;
  near: ArticleAnswer;
  command: ArticleAnswer;
  undo: ArticleAnswer;
  redo: ArticleAnswer;
  detail: Detail | null;
  cite: string;
  export: DownloadAnswer;
  crash: never;
}

export type Method = Request["method"];
export type Answer<M extends Method> = M extends keyof Answers ? Answers[M] : never;

/** What travels beside a request. */
export interface Beside {
  file?: Blob;
  bytes?: ArrayBuffer;
}

/** The worker is gone: the request may be sent again to the next one. */
export class EngineStopped extends Error {
  override readonly name = "EngineStopped";
}

/** What of a worker this needs: tests bring their own. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
  timer: ReturnType<typeof setTimeout>;
}

type Message = { ready: string } | { panic: string } | { id: number; answer?: unknown; milliseconds?: number; error?: Error };

/** How long a request may take, in milliseconds, and how much longer for each 1,000 units of text. */
const PATIENCE = 20_000;
const PATIENCE_PER_1000 = 50;

export class Engine {
  /** Called when a worker failed; everything that it knew is lost. */
  onstop: (reason: string) => void = () => {};
  /** How long the engine took for its last answer, in milliseconds. */
  milliseconds = 0;
  readonly #start: () => Promise<Port>;
  readonly #patience: number;
  #port: Promise<Port> | undefined;
  #waiting = new Map<number, Waiting>();
  #next = 1;
  #panic = "";

  constructor(start: () => Promise<Port>, patience = PATIENCE) {
    this.#start = start;
    this.#patience = patience;
  }

  /** Sends a request to the worker, starting one where none runs. Rejects with what the engine says, or {@link EngineStopped}. */
  async call<R extends Request>(request: R, beside: Beside = {}): Promise<Answer<R["method"]>> {
    this.#port ??= this.#open();
    const port = await this.#port;
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      const length = "source" in request ? request.source.length : (beside.file?.size ?? 0);
      const patience = this.#patience + (length / 1000) * PATIENCE_PER_1000;
      const timer = setTimeout(() => this.#stop(port, `no answer to “${request.method}” in ${Math.round(patience / 1000)} seconds`), patience);
      this.#waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject, timer });
      port.postMessage({ id, request, ...beside }, beside.bytes ? [beside.bytes] : []);
    });
  }

  /** Starts a worker where none runs; resolves when it can be asked. */
  async ready(): Promise<void> {
    this.#port ??= this.#open();
    await this.#port;
  }

  async #open(): Promise<Port> {
    const port = await this.#start().catch((error: unknown) => {
      this.#port = undefined;
      throw error;
    });
    port.onmessage = ({ data }) => this.#receive(data as Message);
    port.onmessageerror = () => this.#stop(port, "an answer could not be read");
    port.onerror = (event) => {
      event.preventDefault();
      this.#stop(port, this.#panic || event.message || "the worker failed");
    };
    return port;
  }

  #receive(message: Message): void {
    if ("panic" in message) this.#panic = message.panic;
    if (!("id" in message)) return;
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return;
    this.#waiting.delete(message.id);
    clearTimeout(waiting.timer);
    if (message.error) return waiting.reject(message.error);
    this.milliseconds = message.milliseconds ?? 0;
    waiting.resolve(message.answer);
  }

  #stop(port: Port, reason: string): void {
    port.onmessage = port.onmessageerror = port.onerror = null;
    port.terminate();
    this.#port = undefined;
    this.#panic = "";
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject, timer } of waiting) {
      clearTimeout(timer);
      reject(new EngineStopped(reason));
    }
    this.onstop(reason);
  }
}
