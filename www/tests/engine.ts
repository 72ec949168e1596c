// The built engine in Node, which stands in for the page's worker.
import { readFileSync } from "node:fs";
import { initSync, start } from "@build/pkg/dateline.js";
import type { ExportFormat, Request } from "../src/engine/types.ts";
import { root } from "./native.ts";

interface Message {
  answer?: unknown;
  error?: Error;
}

/** What the engine has posted. */
const posted: Message[] = [];

/** Starts the engine, once for a file of tests; gives its memory. */
export function startEngine(): WebAssembly.Memory {
  Object.assign(globalThis, { postMessage: (message: Message) => posted.push(message) });
  const { memory } = initSync({ module: readFileSync(`${root}target/site/pkg/dateline_bg.wasm`) });
  start();
  return memory;
}

/** What the engine answers. */
export function ask(request: Request, bytes?: Uint8Array): unknown {
  const port = globalThis as unknown as { onmessage(event: { data: object }): void };
  port.onmessage({ data: { id: 1, request, bytes: bytes && new Uint8Array(bytes).buffer } });
  const { answer, error } = posted.at(-1)!;
  if (error) throw error;
  return answer;
}

/** The open article in `format`. */
export async function exported(format: ExportFormat): Promise<string> {
  return (ask({ method: "export", to: format }) as { blob: Blob }).blob.text();
}
