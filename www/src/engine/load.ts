// Fetches and starts the engine and its data: only GETs of the page's own hashed files.
import { extras, packs, type Pack } from "@build/packs.ts";
import url from "@build/pkg/dateline_bg.wasm?url";
import source from "./worker.ts?source";

/** The one place that makes a script address out of a string: only that of a blob, which is ours. */
const policy = (typeof window === "undefined" ? undefined : window.trustedTypes)?.createPolicy("dateline", {
  createScriptURL(address) {
    if (!address.startsWith("blob:")) throw new TypeError(`expected the address of a blob, found ${address}`);
    return address;
  },
});

/** Makes a worker from a blob, so that it inherits the page's policy: one loaded by its address would not. */
function makeWorker(): Worker {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker((policy?.createScriptURL(address) ?? address) as string, { name: "dateline" });
  worker.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return worker;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** Starts a worker with the engine in it. The engine is compiled once, while it arrives; later workers reuse that. */
export async function startWorker(): Promise<Worker> {
  compiled ??= WebAssembly.compileStreaming(fetch(url));
  const module = await compiled;
  const worker = makeWorker();
  worker.postMessage({ module });
  return worker;
}

/** A pack as it is fetched once, and kept in gzip: a worker that starts later gets it from here. */
export interface LoadedPack {
  readonly name: string;
  readonly blob: Promise<Blob>;
}

/** Fetches every pack, all at once. */
export function fetchPacks(): LoadedPack[] {
  return packs.map((pack: Pack) => ({ name: pack.name, blob: fetchPack(pack) }));
}

/** Fetches what is not needed at first: the rest of the gazetteer. */
export function loadExtra(): LoadedPack[] {
  return extras.map((pack: Pack) => ({ name: pack.name, blob: fetchPack(pack) }));
}

async function fetchPack(pack: Pack): Promise<Blob> {
  const response = await fetch(pack.url);
  if (!response.ok) throw new Error(`expected ${pack.url}, found status ${response.status}`);
  return response.blob();
}

/** The bytes of a pack: undoes its gzip, unless the server's `Content-Encoding` made the browser do so. */
export async function unpack(blob: Blob): Promise<ArrayBuffer> {
  const magic = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) return blob.arrayBuffer();
  return new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
