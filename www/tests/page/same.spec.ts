// The same annotation everywhere: the page's JSON is that of the command line, byte for byte.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { download, expect, paste, test, visit } from "./page.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The command line that was built last; `cargo xtask test` has just built one. */
function commandLine(): string | undefined {
  const built = ["release", "debug"].map((profile) => `${root}target/${profile}/dateline`).filter(existsSync);
  return built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

/** Plain texts in a folder; none where it is not there. */
function texts(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".txt")).map((name) => `${folder}/${name}`) : [];
}

const program = commandLine();
const articles = [...texts(`${root}tests/golden`), ...texts(`${root}../shared/articles`)];

test("articles come out the same in the browser and from the command line", async ({ page }) => {
  test.skip(!program, "skipped: the command line is not built; run `cargo build`");
  test.skip(articles.length === 0, "skipped: no articles in tests/golden or ../shared/articles");
  test.setTimeout(120_000);
  await visit(page);
  for (const path of articles) {
    const text = readFileSync(path, "utf8");
    const native = execFileSync(program!, ["annotate", "--format", "json", path], { encoding: "utf8", maxBuffer: 2 ** 28 });
    await paste(page, text);
    const { text: browser } = await download(page, "JSON");
    // The command line names the article after its file; a pasted one has no name.
    const anonymous = native.replace(/^ {2}"id": .*\n/m, "");
    expect(browser.replace(/^ {2}"id": .*\n/m, ""), path).toBe(anonymous);
    await page.getByRole("button", { name: "New", exact: true }).click();
  }
});
