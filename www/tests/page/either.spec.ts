// A date in figures that reads two ways: the popover says which was taken and why, and offers the other.
import { expect, paste, redrawn, test, visit } from "./page.ts";

test("the other reading of 3/4/2025 is one button away, and can be undone", async ({ page }) => {
  await visit(page);
  await paste(page, "12 March 2025\n\nThe mayor said the bridge opened on 3/4/2025.");
  const mark = page.locator("mark.layer-date", { hasText: "3/4/2025" });
  const popover = page.locator("dl-why");
  await mark.click();
  await expect(popover).toContainText("Thursday 3 April 2025 rather than Tuesday 4 March 2025");
  await expect(popover).toContainText("the day goes first here, by “12 March 2025”");
  await expect(popover.locator("code").first()).toHaveText("2025-04-03");

  const other = popover.getByRole("button", { name: "Take Tuesday 4 March 2025" });
  await redrawn(page, () => other.click());
  await expect(page.getByRole("status")).toHaveText("3/4/2025: Tuesday 4 March 2025");
  await expect(popover).toBeHidden();
  await page.getByRole("tab", { name: "Timeline" }).click();
  await expect(page.locator("dl-timeline tbody th")).toHaveText(["Tuesday 4 March 2025", "Wednesday 12 March 2025"]);

  // What a person has decided is not asked again.
  await mark.click();
  await expect(popover.locator("code").first()).toHaveText("2025-03-04");
  await expect(popover.getByRole("button", { name: /^Take/ })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await redrawn(page, () => page.getByRole("button", { name: "Undo" }).click());
  await mark.click();
  await expect(other).toBeVisible();
});

test("a date that is spelt out has no other reading", async ({ page }) => {
  await visit(page);
  await paste(page, "The bridge opened on 4 March 2025.");
  await page.locator("mark.layer-date").first().click();
  await expect(page.locator("dl-why")).toContainText("Tuesday 4 March 2025");
  await expect(page.getByRole("button", { name: /^Take/ })).toHaveCount(0);
});
