// Without a pointer, from the empty page to the exported file.
import { expect, isDrawn, redrawn, test, visit } from "./page.ts";

test("the whole path by keyboard", async ({ page }) => {
  await visit(page);
  const press = (key: string) => page.keyboard.press(key);
  const focused = page.locator(":focus");

  // Into the box, type, annotate.
  await press("Control+F6");
  for (let at = 0; at < 12 && !(await focused.evaluate((element) => element.matches("textarea"))); at++) await press("Tab");
  await page.keyboard.insertText("“Rents will fall,” Ana Moreno said on Tuesday. “They must,” she added. Li Wei left Paris on 5 March 2024.");
  await press("Control+Enter");
  await isDrawn(page);

  // To the marks, and along them.
  for (let at = 0; at < 12 && !(await focused.evaluate((element) => element.matches("mark"))); at++) await press("Tab");
  await press("Home");
  const first = await focused.textContent();
  await press("ArrowRight");
  expect(await focused.textContent()).not.toBe(first);
  await press("k");
  expect(await focused.textContent()).toBe(first);
  // To the next mark of the same person: from the name to the pronoun.
  await page.locator("mark.layer-speaker", { hasText: "Ana Moreno" }).focus();
  await press("Shift+ArrowRight");
  await press("Shift+ArrowRight");
  await expect(focused).toContainText(/she|They must/);

  // Why, and back.
  await press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await focused.evaluate((element) => !!element.closest("dl-why"))).toBe(true);
  await press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(focused).toHaveJSProperty("tagName", "MARK");

  // Accept, reject, undo.
  await press("Home");
  await redrawn(page, () => press("y"));
  await expect(focused).toHaveClass(/confirmed/);
  await redrawn(page, () => press("n"));
  await expect(page.locator("mark.rejected")).not.toHaveCount(0);
  // The focus goes on to the next mark.
  await expect(focused).toHaveJSProperty("tagName", "MARK");
  await expect(focused).not.toHaveClass(/rejected/);
  await redrawn(page, () => press("Control+z"));
  await expect(page.locator("mark.rejected")).toHaveCount(0);

  // The panel, up and down, and back into the text.
  await press("Control+F6");
  expect(await focused.evaluate((element) => !!element.closest("dl-said"))).toBe(true);
  await press("ArrowDown");
  await press("ArrowUp");
  await press("Enter");
  await expect(focused).toHaveJSProperty("tagName", "MARK");

  // A layer off and on.
  await page.getByRole("button", { name: /People/ }).focus();
  await press("Space");
  await expect(focused).toHaveAttribute("aria-pressed", "false");
  await press("ArrowRight");
  await expect(focused).toHaveText(/Places/);

  // Export.
  await page.getByRole("button", { name: "Export", exact: true }).focus();
  await press("Enter");
  await press("Tab");
  const [file] = await Promise.all([page.waitForEvent("download"), press("Enter")]);
  expect(file.suggestedFilename()).toMatch(/\.json$/);
});

test("Tab stops once in the article, once among the layers and once in each list of quotations", async ({ page }) => {
  await visit(page);
  await page.getByRole("button", { name: "Try the sample" }).click();
  await isDrawn(page);
  await expect(page.locator('mark[tabindex="0"]')).toHaveCount(1);
  await expect(page.locator('dl-layers [tabindex="0"]')).toHaveCount(1);
  await expect(page.locator('dl-said .quote[tabindex="0"]')).toHaveCount(1);
});

test("the question mark lists the keys", async ({ page }) => {
  await visit(page);
  await page.getByRole("button", { name: "Keys" }).focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeHidden();
});
