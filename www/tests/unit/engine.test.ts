// The engine of the page, byte for byte, in Node.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { version } from "@build/pkg/dateline.js";
import { article } from "../article.mjs";
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

test("another date of a 100 KB article is reckoned with in under 50 ms", { timeout: 60_000 }, () => {
  for (const pack of ["names", "places"]) ask({ method: "pack" }, readFileSync(`${root}data/packs/${pack}.bin`));
  ask({ method: "open", source: article(100_000), format: "plain" });
  const times = Array.from({ length: 7 }, (_, day) => {
    const date = `2025-03-0${day + 1}`;
    const start = performance.now();
    const { view } = ask({ method: "command", commands: [{ command: "setCreated", date }] }) as { view: { created: string } };
    const time = performance.now() - start;
    expect(view.created).toBe(date);
    return time;
  });
  const median = times.sort((a, b) => a - b)[3]!;
  console.log(`another date of a 100 KB article: median ${median.toFixed(1)} ms, at most ${times.at(-1)!.toFixed(1)} ms`);
  expect(median).toBeLessThan(50);
});
