// Starts the engine: compiles it on the page, hands it to a worker.
import url from "@build/pkg/dateline_bg.wasm?url";
import source from "./worker.ts?source";

/** The one place that makes a script address out of a string: only that of a blob, which is ours. */
const policy = window.trustedTypes?.createPolicy("dateline", {
  createScriptURL(address) {
    if (!address.startsWith("blob:")) throw new TypeError(`expected the address of a blob, found ${address}`);
    return address;
  },
});

/** Makes a worker from a blob, so that it inherits the page's policy: one loaded by its address would not. */
export function makeWorker(): Worker {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker((policy?.createScriptURL(address) ?? address) as string, { name: "dateline" });
  worker.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return worker;
}

/** Compiles the engine while it arrives. */
export function compile(): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(fetch(url));
}
