// Runs the engine, off the page's thread. The page compiles the module and posts it: a worker made from a blob has no
// address to load it from, and shares the page's policy, which allows no other origin.
import { initSync, start } from "@build/pkg/dateline.js";

self.onmessage = ({ data }: MessageEvent<{ module: WebAssembly.Module }>) => {
  initSync({ module: data.module });
  start(); // from here on the engine listens itself: src/wasm/port.rs
};
