// The panel *Timeline*: every date in the order of time, linked both ways with the text, and what has no day.
import type { Page } from "@playwright/test";
import { expect, paste, redrawn, sample, test, visit } from "./page.ts";

const tab = (page: Page, name: string) => page.getByRole("tab", { name });
const dates = (page: Page) => page.locator("dl-timeline svg g[role=button]");
const rows = (page: Page) => page.locator("dl-timeline tbody tr");
const names = (page: Page) => rows(page).locator("th").allTextContents();

const HISTORY = "3 March 2024\n\nThe battle of 480 BC was told again in 1850. The bridge fell on 1 March 2024, and on 1 March 2024 they wept. It will open in 2100, or in early 2099. They meet every Monday for two hours. Recently it rained.";

async function history(page: Page): Promise<void> {
  await visit(page);
  await paste(page, HISTORY);
  await tab(page, "Timeline").click();
}

test("arrows go from tab to tab, and what they reach is shown", async ({ page }) => {
  await sample(page);
  await expect(page.getByRole("tabpanel", { name: "Said" })).toBeVisible();
  await tab(page, "Said").focus();
  await page.keyboard.press("ArrowRight");
  await expect(tab(page, "Map")).toBeFocused();
  await page.keyboard.press("End");
  await expect(tab(page, "Timeline")).toBeFocused();
  await expect(tab(page, "Timeline")).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("tabpanel", { name: "Timeline" })).toBeVisible();
  await expect(page.locator("dl-said")).toBeHidden();
  await page.keyboard.press("Home");
  await expect(page.locator("dl-said")).toBeVisible();
});

test("drawing and table have the same dates, in the order of time from 500 BC to 2100", async ({ page }) => {
  await history(page);
  expect(await names(page)).toEqual(["480 BC", "1850", "Friday 1 March 2024", "Sunday 3 March 2024", "early in 2099", "2100"]);
  expect(await dates(page).locator(".name").allTextContents()).toEqual(await names(page));
  await expect(rows(page).first().locator("code")).toHaveText("-0479");
  await expect(dates(page).nth(2)).toHaveAccessibleName("Friday 1 March 2024: “1 March 2024”, named 2 times");
  await expect(rows(page).nth(2).getByRole("button")).toHaveText(["1 March 2024", "1 March 2024"]);
  const tops = await dates(page).locator(".name").evaluateAll((texts) => texts.map((text) => Number(text.getAttribute("y"))));
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
  await expect(page.locator("dl-timeline .created")).toHaveText("published");
});

test("text and timeline lead to each other", async ({ page }) => {
  await history(page);
  const battle = dates(page).first();
  const mark = page.locator("mark.layer-date", { hasText: "480 BC" });
  await battle.hover();
  await expect(mark).toHaveClass(/same/);
  await mark.hover();
  await expect(battle).toHaveClass(/same/);
  await expect(rows(page).first()).toHaveClass(/same/);

  // By keyboard, there and back.
  await battle.focus();
  await page.keyboard.press("ArrowDown");
  await expect(dates(page).nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("mark:focus")).toHaveText("1850");
  await tab(page, "Said").click();
  await page.locator("mark.layer-date", { hasText: "2100" }).focus();
  await page.keyboard.press("g");
  await expect(dates(page).last()).toBeFocused();
  await rows(page).nth(2).getByRole("button").nth(1).click();
  expect(await page.locator("mark.layer-date", { hasText: "1 March" }).evaluateAll((marks) => marks.indexOf(document.activeElement as HTMLElement))).toBe(1);
  await page.keyboard.press("Shift+ArrowLeft");
  expect(await page.locator("mark.layer-date", { hasText: "1 March" }).evaluateAll((marks) => marks.indexOf(document.activeElement as HTMLElement))).toBe(0);
});

test("empty years are squeezed, or drawn to scale", async ({ page }) => {
  await history(page);
  const squeeze = page.getByRole("button", { name: "Squeeze empty years" });
  await expect(squeeze).toHaveAttribute("aria-pressed", "true");
  const apart = async () => {
    const shapes = await dates(page).locator("circle").evaluateAll((circles) => circles.map((circle) => Number(circle.getAttribute("cy"))));
    return shapes[1]! - shapes[0]!;
  };
  const squeezed = await apart();
  await expect(page.locator("dl-timeline .cut")).not.toHaveCount(0);
  await squeeze.click();
  await expect(squeeze).toHaveAttribute("aria-pressed", "false");
  await expect(page.locator("dl-timeline .cut")).toHaveCount(0);
  expect(await apart()).toBeLessThan(1);
  expect(squeezed).toBeGreaterThan(10);
});

test("what has no day is listed with the reason", async ({ page }) => {
  await history(page);
  const list = page.locator("dl-timeline ul");
  await expect(list.nth(0)).toContainText("Recently");
  await expect(list.nth(1)).toContainText("two hours2 hours");
  await expect(list.nth(2)).toContainText("every Monday");
  await list.nth(2).getByRole("button").click();
  await expect(page.locator("mark:focus")).toHaveText("every Monday");
});

test("without a date of the article the panel asks for it, and everything moves when it is given or changed", async ({ page }) => {
  await visit(page);
  await paste(page, "The council met on Tuesday. It will meet again on Friday, and had met on 4 March 2019.");
  await tab(page, "Timeline").click();
  expect(await names(page)).toEqual(["Monday 4 March 2019"]);
  await expect(page.locator("dl-timeline li")).toHaveText([/^Tuesday/, /^Friday/]);
  await expect(page.locator(".notice.noDate").getByRole("button")).toHaveText(["Use 4 March 2019"]);
  await page.getByRole("button", { name: "Say when the article was published" }).click();
  await expect(page.getByLabel("When was it published?")).toBeFocused();
  await redrawn(page, () => page.getByLabel("When was it published?").fill("2024-02-28"));
  expect(await names(page)).toEqual(["Monday 4 March 2019", "Tuesday 27 February 2024", "Friday 1 March 2024"]);
  await redrawn(page, () => page.getByLabel("Published").fill("2024-03-06"));
  expect(await names(page)).toEqual(["Monday 4 March 2019", "Tuesday 5 March 2024", "Friday 8 March 2024"]);
  // What is rejected leaves the line.
  await page.locator("mark.layer-date", { hasText: "Friday" }).focus();
  await redrawn(page, () => page.keyboard.press("n"));
  expect(await names(page)).toHaveLength(2);
});

test("the timeline fits a narrow screen", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await history(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expect(dates(page)).toHaveCount(6);
});
