// The same annotation everywhere: the page's JSON is that of the command line, byte for byte.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { download, expect, isDrawn, test, visit } from "./page.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

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

const program = commandLine();
const articles = [...texts(`${root}tests/golden`), ...texts(`${root}../shared/articles`)];

test("articles come out the same in the browser and from the command line", async ({ page }) => {
  test.skip(!program, "skipped: the command line is not built; run `cargo build`");
  test.skip(articles.length === 0, "skipped: no articles in tests/golden or ../shared/articles");
  test.setTimeout(120_000);
  await visit(page);
  for (const path of articles) {
    const native = execFileSync(program!, ["annotate", "--format", "json", path], { encoding: "utf8", maxBuffer: 2 ** 28 });
    await page.locator("input[type=file]").setInputFiles(path);
    await isDrawn(page);
    const { text: browser } = await download(page, "JSON");
    // The command line names the article after its file; one on the page has no name.
    const anonymous = native.replace(/^ {2}"id": .*\n/m, "");
    expect(browser.replace(/^ {2}"id": .*\n/m, ""), path).toBe(anonymous);
    await page.getByRole("button", { name: "New", exact: true }).click();
    await expect(page.locator("#page")).toHaveAttribute("data-state", "start");
  }
});
