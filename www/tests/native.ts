// What the command line makes of an article: what the engine must make of it in Node and in the browser, byte for byte.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The command line that was built last; `cargo xtask test` has just built one. */
function commandLine(): string | undefined {
  const built = ["release", "debug"].map((profile) => `${root}target/${profile}/dateline`).filter(existsSync);
  return built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

/** The articles in a folder; none where it is not there. */
function texts(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const isArticle = (name: string) => /\.(txt|md|html)$/.test(name) && !/^README/.test(name);
  return readdirSync(folder).filter(isArticle).sort().map((name) => `${folder}/${name}`);
}

/** Undefined where it is not built. */
export const program = commandLine();
/** Ours, and those of ../shared where they are there. */
export const articles = [...texts(`${root}tests/golden`), ...texts(`${root}../shared/articles`)];

/** The JSON of the command line for the article in `path`. */
export function native(path: string): string {
  const arguments_ = ["annotate", "--format", "json", path];
  return anonymous(execFileSync(program!, arguments_, { encoding: "utf8", maxBuffer: 2 ** 28 }));
}

/** `json` without its name: the command line names an article after its file, and one on the page has none. */
export function anonymous(json: string): string {
  return json.replace(/^ {2}"id": .*\n/m, "");
}
