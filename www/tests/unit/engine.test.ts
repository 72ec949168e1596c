// The engine of the page, byte for byte, in Node.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { version } from "@build/pkg/dateline.js";
import { ask, exported, startEngine } from "../engine.ts";
import { anonymous, articles, native, program, root } from "../native.ts";

beforeAll(startEngine);

test("the engine runs in Node and names its version", () => {
  const manifest = readFileSync(`${root}Cargo.toml`, "utf8");
  expect(version()).toBe(manifest.match(/^version = "(.*)"$/m)?.[1]);
});

test.skipIf(!program)("articles come out the same in Node and from the command line", { timeout: 120_000 }, async () => {
  for (const pack of ["names", "places"]) ask({ method: "pack" }, readFileSync(`${root}data/packs/${pack}.bin`));
  expect(articles.length).toBeGreaterThan(0);
  for (const path of articles) {
    ask({ method: "file", name: basename(path), encoding: null }, readFileSync(path));
    expect(anonymous(await exported("json")), path).toBe(native(path));
  }
});
