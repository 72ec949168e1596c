// The engine of the page, byte for byte, in Node.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { initSync, version } from "@build/pkg/dateline.js";

test("the engine runs in Node and names its version", () => {
  initSync({ module: readFileSync(new URL("../../../target/site/pkg/dateline_bg.wasm", import.meta.url)) });
  const manifest = readFileSync(new URL("../../../Cargo.toml", import.meta.url), "utf8");
  expect(version()).toBe(manifest.match(/^version = "(.*)"$/m)?.[1]);
});
