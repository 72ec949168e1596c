// An engine that fails takes nothing with it.
import type { Page } from "@playwright/test";
import { articleText, expect, redrawn, said, sample, test } from "./page.ts";

/** Sends the engine the request that fails as a fault in it would. */
async function crash(page: Page): Promise<void> {
  await page.workers()[0]!.evaluate(() => setTimeout(() => self.onmessage!(new MessageEvent("message", { data: { id: 0, request: { method: "crash" } } }))));
}

test("the page says so, starts a new engine, and keeps text and changes", async ({ page }) => {
  await sample(page);
  await redrawn(page, () => page.getByLabel("Published").fill("2024-03-13"));
  const before = { said: await said(page), text: await articleText(page) };
  const old = page.workers()[0]!;
  await crash(page);
  await expect(page.getByRole("alert")).toContainText("started again");
  expect({ said: await said(page), text: await articleText(page) }).toEqual(before);
  expect(page.workers()).toHaveLength(1);
  expect(page.workers()[0]).not.toBe(old);
  await expect(page.getByLabel("Published")).toHaveValue("2024-03-13");
  // The new engine works, and knows what was done.
  await page.locator("mark.layer-date", { hasText: /^Tuesday$/ }).click();
  await expect(page.getByRole("dialog")).toContainText("2024-03-12");
  await page.keyboard.press("Escape");
  await redrawn(page, () => page.getByRole("button", { name: "Undo" }).click());
  await expect(page.getByLabel("Published")).not.toHaveValue("2024-03-13");
});

test("a second failure is survived like the first", async ({ page }) => {
  await sample(page);
  for (let round = 0; round < 2; round++) {
    const old = page.workers()[0]!;
    await crash(page);
    await expect.poll(() => page.workers().length === 1 && page.workers()[0] !== old).toBe(true);
    await expect(page.getByRole("alert")).toContainText("started again");
    await expect(page.locator("dl-said")).toContainText("Ana López");
  }
});
