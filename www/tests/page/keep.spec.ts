// Nothing is lost: the article comes back as it was left, and where the device cannot keep it, the page says so.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, type Page, chromium } from "@playwright/test";
import { articleText, expect, isDrawn, paste, redrawn, said, sample, test, visit } from "./page.ts";

/** A context whose storage outlives its browser. */
async function profile(work: (open: () => Promise<BrowserContext>) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "dateline-page-"));
  const { baseURL, launchOptions } = test.info().project.use;
  try {
    await work(() => chromium.launchPersistentContext(folder, { ...launchOptions, headless: true, baseURL }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Accepts the first place, rejects the first date, sets the day of publication, and takes that back. */
async function decide(page: Page): Promise<void> {
  await page.locator("mark.layer-place").first().focus();
  await redrawn(page, () => page.keyboard.press("y"));
  await page.locator("mark.layer-date").first().focus();
  await redrawn(page, () => page.keyboard.press("n"));
  await redrawn(page, () => page.getByLabel("Published").fill("2024-03-13"));
  await redrawn(page, () => page.getByRole("button", { name: "Undo" }).click());
}

/** What a person sees of an article and of what was decided about it. */
async function state(page: Page) {
  const marks = await page.locator("mark").evaluateAll((marks) => marks.map((mark) => [mark.className.replace(/ (same|here)\b/g, ""), mark.textContent]));
  const disabled = { undo: await page.getByRole("button", { name: "Undo" }).isDisabled(), redo: await page.getByRole("button", { name: "Redo" }).isDisabled() };
  return { text: await articleText(page), said: await said(page), created: await page.locator("#field-created").inputValue(), marks, disabled };
}

const saved = (page: Page) => expect(page.locator("footer .saved")).toContainText(/^Saved on this device \d\d:\d\d$/);
/** The page is ready, and has the article that it came back with. */
async function back(page: Page): Promise<void> {
  await expect(page.locator("#page")).toHaveAttribute("data-engine", "ready");
  await isDrawn(page);
}

test("a reload brings back the article, every decision, undo and redo", async ({ page }) => {
  await sample(page);
  await decide(page);
  await saved(page);
  const before = await state(page);
  expect(before.disabled).toEqual({ undo: false, redo: false });
  await page.reload();
  await back(page);
  expect(await state(page)).toEqual(before);
  await saved(page);
  await redrawn(page, () => page.getByRole("button", { name: "Redo" }).click());
  await expect(page.getByLabel("Published")).toHaveValue("2024-03-13");
  for (let step = 0; step < 3; step++) await redrawn(page, () => page.getByRole("button", { name: "Undo" }).click());
  await expect(page.locator("mark.confirmed")).toHaveCount(0);
  // What is done after a reload is kept like what was done before.
  const undone = await state(page);
  await page.reload();
  await back(page);
  expect(await state(page)).toEqual(undone);
});

test("a file that a person had to read comes back, as does the point near which places are preferred", async ({ page }) => {
  await visit(page);
  await page.locator("input[type=file]").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("\x93They came,\x94 Ana L\xf3pez said in Paris, Texas, and in Nairobi, Kenya.", "latin1") });
  await page.getByRole("button", { name: "Windows-1252" }).click();
  await isDrawn(page);
  await page.getByRole("tab", { name: "Map" }).click();
  await page.locator("dl-map tbody button").first().click();
  await redrawn(page, () => page.getByRole("button", { name: "Prefer places near here" }).click());
  await expect(page.locator("dl-map")).toContainText("are preferred");
  const before = await state(page);
  await page.reload();
  await back(page);
  expect(await state(page)).toEqual(before);
  await page.getByRole("tab", { name: "Map" }).click();
  await expect(page.locator("dl-map")).toContainText("are preferred");
});

for (const [way, kill] of [
  ["its tab crashes", (page: Page) => page.goto("chrome://crash").catch(() => {})],
  ["its tab is closed without a word", (page: Page) => page.close({ runBeforeUnload: false })],
  [
    "its browser is killed",
    async (page: Page) => {
      const browser = await page.context().browser()!.newBrowserCDPSession();
      const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
      process.kill(processInfo.find(({ type }) => type === "browser")!.id, "SIGKILL");
      await new Promise((resolve) => page.context().once("close", resolve));
    },
  ],
] as const) {
  test(`an article comes back after ${way}`, async () => {
    await profile(async (open) => {
      let context = await open();
      let page = context.pages()[0]!;
      await sample(page);
      await decide(page);
      const before = await state(page);
      await kill(page); // at once: what was seen is kept
      if (way !== "its browser is killed") page = await context.newPage();
      else {
        context = await open();
        page = context.pages()[0]!;
      }
      await page.goto("./");
      await back(page);
      expect(await state(page)).toEqual(before);
      await context.close();
    });
  });
}

test("words that were being typed come back but for the last key, and can be undone", async ({ page, context }) => {
  await sample(page);
  await page.getByLabel("Title").fill("");
  await page.getByLabel("Title").pressSequentially("The bridge reopens", { delay: 60 }); // faster than most hands
  await page.close({ runBeforeUnload: false }); // while the field has the focus
  const next = await context.newPage();
  await next.goto("./");
  await back(next);
  await expect(next.getByLabel("Title")).toHaveValue(/^The bridge reopens?$/);
  await redrawn(next, () => next.getByRole("button", { name: "Undo" }).click());
  await expect(next.getByLabel("Title")).not.toHaveValue(/^The bridge/);
});

test("New clears the desk and loses nothing; what is deleted is gone", async ({ page }) => {
  await sample(page);
  await decide(page);
  const before = await state(page);
  await page.getByRole("button", { name: "New", exact: true }).click();
  const kept = page.locator("dl-kept li");
  await expect(kept).toHaveCount(1);
  await page.reload();
  await expect(page.locator("#page")).toHaveAttribute("data-engine", "ready");
  await expect(page.locator("#page")).toHaveAttribute("data-state", "start");
  await kept.getByRole("button").first().click();
  await isDrawn(page);
  expect(await state(page)).toEqual(before);
  // Another one beside it; both wait in the list.
  await page.getByRole("button", { name: "New", exact: true }).click();
  await expect(kept).toHaveCount(1);
  await redrawn(page, () => paste(page, "The council met in Nairobi, Kenya."));
  await page.getByRole("button", { name: "New", exact: true }).click();
  await expect(kept).toHaveCount(2);
  await expect(kept.first()).toContainText("The council met in Nairobi, Kenya.");
  await expect(page.getByRole("button", { name: "Ask it not to" })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Ask it not to" }).click();
  await expect(page.getByRole("status")).toContainText(/clears nothing|did not agree/);
  await kept.first().getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByRole("status")).toContainText("Deleted");
  await page.reload();
  await expect(page.locator("#page")).toHaveAttribute("data-engine", "ready");
  await expect(kept).toHaveCount(1);
});

test("a second tab is told that the article is open, and takes it over when asked to", async ({ page, context }) => {
  await sample(page);
  await decide(page);
  const before = await state(page);
  const second = await context.newPage();
  await visit(second);
  const notice = second.locator("dl-notices .elsewhere");
  await expect(notice).toContainText("is open in another tab");
  expect((await new AxeBuilder({ page: second }).analyze()).violations).toEqual([]);
  await expect(second.locator("#page")).toHaveAttribute("data-state", "start");
  await notice.getByRole("button", { name: "Open it here" }).click();
  await isDrawn(second);
  expect(await state(second)).toEqual(before);
  // The first has let go, and says where the article is.
  await expect(page.locator("#page")).toHaveAttribute("data-state", "start");
  await expect(page.locator("dl-notices .elsewhere")).toContainText("is open in another tab");
  await redrawn(second, () => second.getByLabel("Published").fill("2024-03-14"));
  // A tab that is loaded again comes back with its own article; the other one does not.
  await second.reload();
  await back(second);
  await expect(second.getByLabel("Published")).toHaveValue("2024-03-14");
  // An article that another tab has is not deleted.
  await page.locator("dl-kept").getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.locator("dl-kept li")).toHaveCount(1);
  await page.getByRole("button", { name: "Open it here" }).click();
  await isDrawn(page);
  await expect(page.getByLabel("Published")).toHaveValue("2024-03-14");
});

test("a tab that does not answer loses its article to the one that asks, and says so", async ({ page, context }) => {
  await page.addInitScript(() => {
    BroadcastChannel.prototype.addEventListener = () => {}; // as if it were frozen
  });
  await sample(page);
  await decide(page);
  const before = await state(page);
  const second = await context.newPage();
  await visit(second);
  await second.getByRole("button", { name: "Open it here" }).click();
  await isDrawn(second);
  expect(await state(second)).toEqual(before);
  await expect(page.locator("dl-notices .elsewhere")).toContainText("is open in another tab");
  await expect(page.locator("#page")).toHaveAttribute("data-state", "start");
});

test("two tabs keep two articles, and each comes back with its own", async ({ page, context }) => {
  await sample(page);
  const second = await context.newPage();
  await visit(second);
  await second.locator("#paste").focus();
  await paste(second, "The council met in Nairobi, Kenya.");
  await expect(second.locator("dl-notices .elsewhere")).toHaveCount(0);
  await saved(second);
  await page.reload();
  await back(page);
  expect(await articleText(page)).toContain("López");
  await second.reload();
  await back(second);
  expect(await articleText(second)).toContain("Nairobi");
});

/** Saves by the button of the notice. */
async function saveFromNotice(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("dl-notices .unkept").getByRole("button", { name: "Save to a file" }).click()]);
  const name = file.suggestedFilename();
  expect(name).toMatch(/\.dateline\.json$/);
  return { name, mimeType: "application/json", buffer: readFileSync(await file.path()) };
}

test("a browser that refuses to keep anything: said at the start, and one click saves to a file", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("A mutation operation was attempted on a database that did not allow mutations.", "InvalidStateError");
    };
  });
  await visit(page);
  const notice = page.locator("dl-notices .unkept");
  await expect(notice).toContainText("keep nothing on this device");
  await page.getByRole("button", { name: "Try the sample" }).click();
  await isDrawn(page);
  await decide(page);
  await expect(page.locator("footer .saved")).toBeEmpty();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const before = await state(page);
  const file = await saveFromNotice(page);
  await page.getByRole("button", { name: "New", exact: true }).click();
  await redrawn(page, () => page.locator("input[type=file]").setInputFiles(file));
  expect(await state(page)).toEqual(before);
});

test("no room: said at once, and made good as soon as there is some", async ({ page }) => {
  await sample(page);
  await redrawn(page, () => page.getByLabel("Published").fill("2024-03-13"));
  await page.evaluate(() => {
    const { add, put } = IDBObjectStore.prototype;
    const full = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    Object.assign(IDBObjectStore.prototype, { add: full, put: full });
    Object.assign(window, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { add, put }) });
  });
  await redrawn(page, () => page.getByLabel("Author").fill("Ana").then(() => page.keyboard.press("Enter")));
  await expect(page.locator("dl-notices .unkept")).toContainText("no room left");
  await saveFromNotice(page);
  await page.evaluate(() => (window as unknown as { makeRoom(): void }).makeRoom());
  await redrawn(page, () => page.getByLabel("Outlet").fill("The Post").then(() => page.keyboard.press("Enter")));
  await expect(page.locator("dl-notices .unkept")).toHaveCount(0);
  await saved(page);
  await page.reload();
  await back(page);
  await expect(page.getByLabel("Author")).toHaveValue("Ana");
  await expect(page.getByLabel("Outlet")).toHaveValue("The Post");
});
