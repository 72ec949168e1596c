// axe finds nothing, whatever the screen and the colours.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, isDrawn, paste, sample, test, visit } from "./page.ts";

const modes = {
  light: {},
  dark: { colorScheme: "dark" },
  "forced colours": { forcedColors: "active" },
  "360 px": { viewport: { width: 360, height: 740 } },
  "360 px, dark": { viewport: { width: 360, height: 740 }, colorScheme: "dark" },
} as const;

async function check(page: Page): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).slice(0, 3).join(" ")}`)).toEqual([]);
}

for (const [name, options] of Object.entries(modes)) {
  test.describe(name, () => {
    test.use(options);

    test("the empty page", async ({ page }) => {
      await visit(page);
      await check(page);
    });

    test("an article, with and without an open popover", async ({ page }) => {
      await sample(page);
      await check(page);
      await page.locator("mark.layer-place").first().click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await check(page);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Export", exact: true }).click();
      await check(page);
    });

    test("voices of every kind, and the empty result of a filter", async ({ page }) => {
      await visit(page);
      await paste(page, "Mr. John Smith met Mr. Peter Brown.\n\n“It was a bad day.”\n\n“Never,” Kremlin aide Yury Ushakov said. Ushakov left. Officials said it was “over”. According to a report, it rained.");
      await check(page);
      await page.getByRole("radio", { name: /^Anonymous 0/ }).check();
      await check(page);
    });

    test("the timeline, with a date under the pointer and one with the focus", async ({ page }) => {
      await visit(page);
      await paste(page, "3 March 2024\n\nThe battle of 480 BC was told again in about 1850 and on Friday. They meet every Monday for two hours.");
      await page.getByRole("tab", { name: "Timeline" }).click();
      await page.locator("dl-timeline g[role=button]").first().focus();
      await page.locator("dl-timeline g[role=button]").last().hover();
      await check(page);
    });

    test("the map, with a place chosen and one with the focus", async ({ page }) => {
      await visit(page);
      await paste(page, "3 March 2024\n\nEngineers came from Paris, Texas, to Nairobi, Kenya. The village of Quonbedda is near Springfield.");
      await page.getByRole("tab", { name: "Map" }).click();
      await page.locator("dl-map tbody button").first().click();
      await page.locator("dl-map g[role=button]").first().focus();
      await check(page);
    });

    test("notices and decisions", async ({ page }) => {
      await visit(page);
      await paste(page, "The council met on Tuesday in Paris.");
      await page.locator("mark.layer-place").first().focus();
      await page.keyboard.press("y");
      await expect(page.locator("mark.confirmed")).not.toHaveCount(0);
      await page.locator("input[type=file]").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from([0x93, 0x41, 0x94]) });
      await expect(page.getByRole("alert")).not.toBeEmpty();
      await check(page);
    });
  });
}

test("nothing is wider than a narrow screen", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await visit(page);
  await page.getByRole("button", { name: "Try the sample" }).click();
  await isDrawn(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test("in forced colours every mark can be read", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await sample(page);
  const colours = await page.locator("mark").evaluateAll((marks) => marks.map((mark) => [getComputedStyle(mark).color, getComputedStyle(mark).backgroundColor]));
  for (const [ink, ground] of colours) expect(ink).not.toBe(ground);
});
