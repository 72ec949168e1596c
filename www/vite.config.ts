/// <reference types="vitest/config" />
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What `cargo xtask web` makes: `@build/pkg` of wasm-pack and wasm-opt, `@build/packs.ts` of the packs. */
const alias = { "@build": here("../target/site") };

/** `import text from "./worker.ts?source"`: a module and what it imports, bundled into one classic script, as a string. */
function source(): Plugin {
  const suffix = "?source";
  return {
    name: "source",
    enforce: "pre",
    async resolveId(id, importer) {
      if (!id.endsWith(suffix)) return null;
      const file = await this.resolve(id.slice(0, -suffix.length), importer);
      return file && `\0${file.id}${suffix}`;
    },
    async load(id) {
      if (!id.startsWith("\0") || !id.endsWith(suffix)) return null;
      const input = id.slice(1, -suffix.length);
      const result = await build({
        configFile: false,
        logLevel: "warn",
        resolve: { alias },
        build: { write: false, copyPublicDir: false, modulePreload: false, rolldownOptions: { input, output: { format: "iife" } } },
      });
      if (Array.isArray(result) || !("output" in result) || result.output.length !== 1) {
        throw new Error(`expected one script of ${input}: it may import no file by URL, and nothing lazily`);
      }
      return `export default ${JSON.stringify(result.output[0].code)};`;
    },
  };
}

/** Puts the policy of `public/_headers` into the page, but for what a browser reads in headers only. */
function policy(): Plugin {
  return {
    name: "policy",
    transformIndexHtml() {
      const header = readFileSync(here("public/_headers"), "utf8").match(/^ +Content-Security-Policy: (.*)$/m)?.[1];
      if (!header) throw new Error("public/_headers has no Content-Security-Policy");
      const content = header.replace(/ *frame-ancestors [^;]*;/, "");
      return [{ tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content }, injectTo: "head-prepend" }];
    },
  };
}

/** The credit lines of the data that the page carries, each once. */
function credits(): string[] {
  const sources = readFileSync(here("../data/sources.toml"), "utf8");
  return [...new Set([...sources.matchAll(/^credit = "(.+)"$/gm)].map((match) => match[1]!))];
}

export default defineConfig({
  define: { CREDITS: JSON.stringify(credits()) },
  base: "./", // works from any folder
  resolve: { alias },
  plugins: [source(), policy()],
  build: {
    target: ["chrome111", "firefox114", "safari16.4"],
    assetsInlineLimit: 0, // a data: URL is no hashed file, and the policy allows few of them
    modulePreload: { polyfill: false },
    reportCompressedSize: false, // `cargo xtask size` does
  },
  test: { include: ["src/**/*.test.ts", "tests/unit/**/*.test.ts"] },
});
