// The panel Said: who says what, how much, and who says nothing.
import { expect, paste, test, visit } from "./page.ts";

/** Published on 28 February 2024, with every kind of voice that the panel tells apart. */
const article = `Bridge to stay closed

28 February 2024

“We will rebuild,” Mayor Ana López said on Tuesday. “And we will do it soon.” López met Ms. Carla Ruiz. Ms. Ruiz left.

Engineer John Smith said the steel was tired. López denied that anybody had been hurt.

A spokesman who asked not to be named said: “Nobody is closing the so-called ‘old town’.” The Ministry of Works declined to comment.

“It was a long day and nobody slept.”

The sign at the “Museum of Rust” fell down.`;

async function open(page: Parameters<typeof visit>[0]): Promise<void> {
  await visit(page);
  await page.getByRole("textbox", { name: "Paste an article" }).focus();
  await paste(page, article);
}

test("a speaker has name, number, role, aliases, quotations with type and cue, and a share", async ({ page }) => {
  await open(page);
  const lopez = page.locator("dl-said section", { has: page.locator(".name", { hasText: "Ana López" }) });
  await expect(lopez.locator(".number")).toContainText("1");
  await expect(lopez.locator(".role")).toContainText("Mayor");
  await expect(lopez).toContainText("also López");
  await expect(lopez.locator("li")).toHaveCount(2);
  await expect(lopez.locator("li .facts").first()).toHaveText("direct · said");
  await expect(lopez.locator("li .facts").nth(1)).toHaveText("indirect · denied");
  // Nine words of hers stand in quotation marks; what is reported is counted beside them.
  await expect(lopez).toContainText("9 words in quotation marks · 5 words reported");
  const share = Number((await lopez.locator(".share").textContent())?.match(/\d+/)?.[0]);
  const width = await lopez.locator(".share .track > span").evaluate((bar) => bar.style.inlineSize);
  expect(width).toBe(`${share}%`);
});

test("shares add up to all words in quotation marks", async ({ page }) => {
  await open(page);
  const shares = await page.locator("dl-said .share").allTextContents();
  const sum = shares.reduce((sum, share) => sum + Number(share.match(/\d+/)?.[0]), 0);
  expect(Math.abs(sum - 100)).toBeLessThanOrEqual(shares.length);
});

test("filters show one kind, say so, and leave the figures alone", async ({ page }) => {
  await open(page);
  const items = page.locator("dl-said li:visible");
  const all = await items.count();
  const figures = await page.locator("dl-said .share").allTextContents();
  await page.getByRole("radio", { name: /Direct/ }).check();
  const direct = await items.count();
  expect(direct).toBeGreaterThan(0);
  expect(direct).toBeLessThan(all);
  for (const facts of await page.locator("dl-said li:visible .facts").allTextContents()) expect(facts).toContain("direct");
  expect(await page.locator("dl-said .share").allTextContents()).toEqual(figures);
  await page.getByRole("radio", { name: /Anonymous/ }).check();
  await expect(items).toHaveCount(2);
  await expect(items.first()).toContainText("Nobody is closing");
  await expect(page.getByRole("status")).toContainText(/Anonymous: 2 of/);
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("radio", { name: /Unresolved/ })).toBeChecked();
});

test("a filter that nothing passes says so", async ({ page }) => {
  await visit(page);
  await page.getByRole("textbox", { name: "Paste an article" }).focus();
  await paste(page, "“We will rebuild,” Ana López said.");
  await page.getByRole("radio", { name: /Anonymous/ }).check();
  await expect(page.locator("dl-said li:visible")).toHaveCount(0);
  await expect(page.locator("dl-said .empty")).toHaveText("No anonymous voice is quoted.");
});

test("who is spoken about and never heard leads to where they are named", async ({ page }) => {
  await open(page);
  const silent = page.locator("dl-silent button", { hasText: "Carla Ruiz" });
  await expect(silent).toContainText("named 2 times");
  await expect(page.locator("dl-silent button", { hasText: "Ana López" })).toHaveCount(0);
  await silent.click();
  await expect(page.locator("mark:focus")).toHaveText("Carla Ruiz");
});

test("who says nothing, and what is nobody’s words, is told apart", async ({ page }) => {
  await open(page);
  await expect(page.locator("dl-silent .refused")).toHaveText("Ministry of Works declined to comment");
  await page.locator("dl-silent summary").click();
  await expect(page.locator("dl-silent details")).toContainText("“Museum of Rust” · a title");
});

test("the margin has the numbers of the panel", async ({ page }) => {
  await open(page);
  const numbers = await page.locator("dl-article .margin").evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.n).filter(Boolean));
  expect(numbers.slice(0, 2)).toEqual(["1", "2"]);
  const name = page.locator('dl-said section:has(.number [aria-hidden]:text-is("2")) .name');
  await expect(name).toHaveText("John Smith");
});

test("quotations are copied as text, one, those of a speaker, and all that are shown", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.locator("dl-said li .copy").first().click();
  await expect(page.getByRole("status")).toContainText("copied");
  expect(await copied()).toBe("“We will rebuild,” … “And we will do it soon.” — Ana López, Mayor, 28 February 2024\n“Bridge to stay closed”");
  await page.getByRole("button", { name: "Copy all, Speaker 2" }).click();
  await expect.poll(copied).toContain("the steel was tired — John Smith, Engineer, 28 February 2024");
  await page.getByRole("radio", { name: /Anonymous/ }).check();
  await page.getByRole("button", { name: "Copy all that is shown" }).click();
  await expect.poll(async () => (await copied()).split("\n")).toHaveLength(3);
  expect(await copied()).toContain("“Nobody is closing");
});

test("keys lead from one quotation of a speaker to the next, round the ends", async ({ page }) => {
  await open(page);
  const lopez = page.locator("dl-said section", { has: page.locator(".name", { hasText: "Ana López" }) });
  await lopez.locator(".quote").first().focus();
  await page.keyboard.press(".");
  await expect(page.locator(".quote:focus")).toContainText("anybody had been hurt");
  await page.keyboard.press(".");
  await expect(page.locator(".quote:focus")).toContainText("We will rebuild");
  await page.locator("mark.layer-quotation.first").first().focus();
  await page.keyboard.press(",");
  await expect(page.locator("mark:focus")).toContainText("that anybody had been hurt");
});
