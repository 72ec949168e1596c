// The wiring of the page: a scaffold that proves the path from the page to the engine.
import { packs } from "@build/packs.ts";
import { compile, makeWorker } from "./engine.ts";

const worker = makeWorker();
worker.onmessage = ({ data }: MessageEvent<{ version: string }>) => {
  const output = document.querySelector("#engine");
  if (output) output.textContent = `${data.version}, ${packs.length} packs`;
};
worker.postMessage({ module: await compile() });
