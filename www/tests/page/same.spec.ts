// The same annotation everywhere: the page's JSON is that of the command line, byte for byte.
import { download, expect, isDrawn, test, visit } from "./page.ts";
import { anonymous, articles, native, program } from "../native.ts";

test("articles come out the same in the browser and from the command line", async ({ page }) => {
  test.skip(!program, "skipped: the command line is not built; run `cargo build`");
  test.skip(articles.length === 0, "skipped: no articles in tests/golden or ../shared/articles");
  test.setTimeout(120_000);
  await visit(page);
  for (const path of articles) {
    await page.locator("input[type=file]").setInputFiles(path);
    await isDrawn(page);
    const { text: browser } = await download(page, "JSON");
    expect(anonymous(browser), path).toBe(native(path));
    await page.getByRole("button", { name: "New", exact: true }).click();
    await expect(page.locator("#page")).toHaveAttribute("data-state", "start");
  }
});
