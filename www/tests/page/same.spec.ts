// The same annotation everywhere: the page's JSON is that of the command line, byte for byte.
import { download, expect, isDrawn, test, visit } from "./page.ts";
import { anonymous, articles, native, program } from "../native.ts";

/** Where it is already tomorrow and where it is still yesterday, long ago and in years to come. */
const elsewhere = [
  { zone: "Pacific/Kiritimati", today: "1999-12-31T23:59:59Z", locale: "ar-EG" },
  { zone: "America/St_Johns", today: "2064-02-29T00:00:00Z", locale: "ja-JP" },
] as const;

for (const { zone, today, locale } of elsewhere) {
  test(`an article comes out the same in ${zone} on ${today.slice(0, 10)}`, async ({ browser }) => {
    test.skip(!program || articles.length === 0, "skipped: the command line is not built; run `cargo build`");
    const context = await browser.newContext({ timezoneId: zone, locale });
    const page = await context.newPage();
    await page.clock.setFixedTime(today);
    await visit(page);
    const path = articles.find((path) => path.endsWith("2024-02-28-bridge.txt"))!;
    await page.locator("input[type=file]").setInputFiles(path);
    await isDrawn(page);
    const { text } = await download(page, "JSON");
    expect(anonymous(text)).toBe(native(path));
    await page.getByRole("tab", { name: "Timeline" }).click();
    await expect(page.locator("dl-timeline .tick text").first()).toHaveText(/^\d+ (Feb|Mar)$/);
    await context.close();
  });
}

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
