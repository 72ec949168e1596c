// The panel *Said*: who says what and how much, who is never heard, and the ways through it.
import type { Locator, Page } from "@playwright/test";
import { expect, paste, redrawn, sample, test, visit } from "./page.ts";

const TALKS = `Talks on the bridge

By Clara Novak

28 February 2024

“We will rebuild the bridge,” Kremlin aide Yury Ushakov said on Tuesday. “And we will do it,” Ushakov added, “without a new tax.” Ushakov said the talks would take six months.

Li Wei left with Peter Brown of Acme Works. A senior official, who asked not to be named, said: “We are done.” Mr. Brown laughed.

“Never,” John Smith told reporters. Peter Brown said nothing to Ana Moreno. “It was over,” Ushakov concluded.`;

const OPEN = `Mr. John Smith met Mr. Yury Ushakov and Mr. Peter Brown in Paris.

“It was a bad day.”`;

async function talks(page: Page): Promise<void> {
  await visit(page);
  await paste(page, TALKS);
}

const speaker = (page: Page, name: string) => page.locator("dl-said section").filter({ has: page.locator(".name", { hasText: name }) });
const words = (page: Page) => page.locator("dl-said li:visible .words").allTextContents();
const filter = (page: Page, name: RegExp) => page.getByRole("radio", { name });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test("a speaker has name, role, other names, words with their share, and quotations with form and cue", async ({ page }) => {
  await talks(page);
  const ushakov = speaker(page, "Yury Ushakov");
  await expect(ushakov.locator(".number")).toContainText("1");
  await expect(ushakov.locator(".role")).toHaveText("Kremlin aide");
  await expect(ushakov.locator(".figures")).toHaveText(["also Ushakov", "4 quotations · 17 words in quotation marks · 6 words reported"]);
  // 17 of 21 words in quotation marks: what is only reported is not among them.
  await expect(ushakov.locator(".share")).toHaveText("81\u00a0% of all words in quotation marks");
  const [track, bar] = [await ushakov.locator(".track").boundingBox(), await ushakov.locator(".track span").boundingBox()];
  expect(bar!.width / track!.width).toBeCloseTo(0.81, 2);
  await expect(ushakov.locator(".words")).toHaveText(["“We will rebuild the bridge,”", "“And we will do it,” … “without a new tax.”", "the talks would take six months", "“It was over,”"]);
  await expect(ushakov.locator(".quote .facts")).toHaveText(["direct · said", "direct · added", "indirect · said", "direct · concluded"]);
});

test("filters show some of the quotations, by keyboard too, and leave the figures alone", async ({ page }) => {
  await talks(page);
  const share = speaker(page, "Yury Ushakov").locator(".share");
  await filter(page, /^All 6/).focus();
  await page.keyboard.press("ArrowRight");
  await expect(filter(page, /^Direct 5/)).toBeChecked();
  expect(await words(page)).not.toContain("the talks would take six months");
  await expect(page.getByRole("status")).toHaveText("Direct: 5 of 6 quotations shown");
  await expect(share).toContainText("81");

  await page.keyboard.press("ArrowRight");
  await expect(filter(page, /^Unresolved 0/)).toBeFocused();
  expect(await words(page)).toEqual([]);
  await expect(page.locator("dl-said .empty")).toHaveText("Every quotation has a speaker.");
  await expect(page.getByRole("button", { name: "Copy all that is shown" })).toBeDisabled();

  await page.keyboard.press("ArrowRight");
  await expect(filter(page, /^Anonymous 1/)).toBeChecked();
  expect(await words(page)).toEqual(["“We are done.”"]);
  await expect(page.locator("dl-said .empty")).toBeEmpty();
  await expect(page.locator('dl-said .quote[tabindex="0"]:visible')).toHaveCount(1);
  // A change of the article keeps the filter.
  await redrawn(page, () => page.getByLabel("Published").fill("2024-02-29"));
  expect(await words(page)).toEqual(["“We are done.”"]);

  // What is looked for is shown, whatever the filter.
  await page.locator("mark.layer-quotation", { hasText: "Never" }).focus();
  await page.keyboard.press("g");
  await expect(page.locator(".quote", { hasText: "Never" })).toBeFocused();
  await expect(filter(page, /^All/)).toBeChecked();
});

test("another article starts with all quotations", async ({ page }) => {
  await talks(page);
  await filter(page, /^Anonymous/).check();
  await page.getByRole("button", { name: "New", exact: true }).click();
  await page.getByRole("button", { name: "Try the sample" }).click();
  await expect(speaker(page, "Ana López")).toBeVisible();
  await expect(filter(page, /^All/)).toBeChecked();
});

test("who is spoken about and never heard is listed, and leads to the first mention", async ({ page }) => {
  await talks(page);
  const silent = page.locator("dl-silent");
  await expect(silent.getByRole("heading").first()).toHaveText("Spoken about, never heard");
  const names = silent.getByRole("button");
  await expect(names).toHaveText(["Peter Brown · named 3 times", "Li Wei · named once", "Ana Moreno · named once"]); // not the author, no organisation
  await names.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(names.nth(1)).toBeFocused();
  await names.first().click();
  await expect(page.locator("mark:focus")).toHaveText("Peter Brown");
  expect(await page.locator("mark", { hasText: /Brown$/ }).evaluateAll((marks) => marks.indexOf(document.activeElement as HTMLElement))).toBe(0);

  // Whose only quotation is rejected is heard no more.
  await page.locator("mark.layer-quotation", { hasText: "Never" }).focus();
  await redrawn(page, () => page.keyboard.press("n"));
  await expect(names.filter({ hasText: "John Smith" })).toHaveCount(1);
});

/** The number beside each quotation, that of its speaker in the panel, and where margin and words start, in pixels. */
async function bars(page: Page): Promise<{ number: string; speaker: string; left: number; text: number }[]> {
  const numbers = await page.locator("dl-said section").evaluateAll((sections) =>
    sections.flatMap((section) => [...section.querySelectorAll("li")].map((item) => [item.dataset.quotation ?? "", section.querySelector(".number [aria-hidden]")?.textContent ?? ""] as [string, string])),
  );
  return page.locator("mark.layer-quotation > .margin").evaluateAll((margins, numbers) => {
    const speakers = new Map(numbers);
    let last = "";
    return margins.map((margin) => {
      const mark = margin.parentElement!;
      const paragraph = mark.closest("p")!.getBoundingClientRect();
      last = (margin as HTMLElement).dataset.n ?? last;
      return { number: last, speaker: speakers.get(mark.dataset.id!) ?? "", left: paragraph.left, text: mark.getBoundingClientRect().left };
    });
  }, numbers);
}

for (const [width, height] of [[1280, 900], [360, 740]] as const) {
  test(`quotations have the number of their speaker in the margin, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await visit(page);
    await paste(page, TALKS);
    const found = await bars(page);
    expect(found).toHaveLength(7);
    for (const { number, speaker, left, text } of found) {
      expect(number).toBe(speaker);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(text - left).toBeGreaterThan(16); // room for the number
    }
    // The bar is as long as its quotation.
    for (const quotation of await page.locator("mark.layer-quotation").all()) {
      const [bar, own] = await quotation.evaluate((mark) => [parseFloat(getComputedStyle(mark.querySelector(".margin")!, "::after").height), mark.getBoundingClientRect().height]);
      expect(bar).toBeCloseTo(own!, 0);
    }
  });
}

test("numbers that start on one line do not cover each other", async ({ page }) => {
  await visit(page);
  await paste(page, "“Yes,” said Ana Moreno. “No,” said John Smith.");
  const tops = await page.locator(".margin[data-n]").evaluateAll((margins) => margins.map((margin) => parseFloat(getComputedStyle(margin, "::before").top)));
  expect(tops).toHaveLength(2);
  expect(tops[1]! - tops[0]!).toBeGreaterThan(10);
});

test.describe("copies", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });
  const first = "“We will rebuild the bridge,” — Yury Ushakov, Kremlin aide, 28 February 2024";
  const split = "“And we will do it,” … “without a new tax.” — Yury Ushakov, Kremlin aide, 28 February 2024";
  const reported = "the talks would take six months — Yury Ushakov, Kremlin aide, 28 February 2024";
  const last = "“It was over,” — Yury Ushakov, Kremlin aide, 28 February 2024";
  const source = "“Talks on the bridge”";

  test("one quotation, those of a speaker, and all that is shown", async ({ page }) => {
    await talks(page);
    await page.getByRole("button", { name: "Copy quotation: “And we will" }).click();
    await expect(page.getByRole("status")).toHaveText("Quotation copied, with its speaker and source");
    expect(await clipboard(page)).toBe([split, source].join("\n"));

    await page.getByRole("button", { name: "Copy all, Speaker 1" }).click();
    await expect(page.getByRole("status")).toContainText("4 quotations copied");
    expect(await clipboard(page)).toBe([first, split, reported, last, source].join("\n"));

    await page.getByRole("button", { name: "Copy all that is shown" }).click();
    await expect(page.getByRole("status")).toContainText("6 quotations copied");
    const anonymous = "“We are done.” — A senior official, who asked not to be named, 28 February 2024";
    expect(await clipboard(page)).toBe([first, split, reported, last, anonymous, "“Never,” — John Smith, 28 February 2024", source].join("\n"));

    await filter(page, /^Direct/).check();
    await page.getByRole("button", { name: "Copy all, Speaker 1" }).click();
    await expect(page.getByRole("status")).toContainText("3 quotations copied");
    expect(await clipboard(page)).toBe([first, split, last, source].join("\n"));
  });
});

test("keys lead from one quotation of a speaker to the next, in the article and in the panel, and round", async ({ page }) => {
  await talks(page);
  const go = async (key: string, to: Locator) => {
    await page.keyboard.press(key);
    await expect(to).toBeFocused();
  };
  const inArticle = (text: string) => page.locator("mark.layer-quotation", { hasText: text });
  await page.locator("mark.layer-speaker", { hasText: "Kremlin aide" }).focus();
  await go(".", inArticle("And we will"));
  await go(".", inArticle("six months"));
  await go(".", inArticle("It was over"));
  await go(".", inArticle("We will rebuild"));
  await go(",", inArticle("It was over"));
  await go(",", inArticle("six months"));
  // From a mere mention: of one who is quoted, and of one who is not.
  await page.locator("mark.layer-person, mark.layer-speaker", { hasText: "John Smith" }).first().focus();
  await go(".", inArticle("Never"));
  await page.locator("mark.layer-person", { hasText: "Li Wei" }).focus();
  await go(".", page.locator("mark.layer-person", { hasText: "Li Wei" }));

  const inPanel = (text: string) => page.locator(".quote", { hasText: text });
  await inPanel("six months").focus();
  await go(".", inPanel("It was over"));
  await go(".", inPanel("We will rebuild"));
  await go(",", inPanel("It was over"));
  await expect(page.locator("mark.here")).toHaveText("“It was over,”");

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("next or previous quotation of the same speaker");
});

test("two buttons do the same, and stay in reach beside the article", async ({ page }) => {
  await talks(page);
  const next = page.getByRole("button", { name: "Next quotation, Speaker 1" });
  const status = page.getByRole("status");
  for (const at of [1, 2, 3, 4, 1]) {
    await next.click();
    await expect(status).toContainText(`Yury Ushakov, quotation ${at} of 4`);
    await expect(next).toBeFocused();
  }
  await page.getByRole("button", { name: "Previous quotation, Speaker 1" }).click();
  await expect(status).toContainText("quotation 4 of 4: “It was over,”");
  await expect(page.locator("mark.here")).toHaveText("“It was over,”");
  await expect(page.locator("mark.here")).toBeInViewport();
});

test("on a phone the buttons lead into the article", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await talks(page);
  await page.getByRole("button", { name: "Next quotation, Speaker 3" }).click();
  await expect(page.locator("mark.layer-quotation", { hasText: "Never" })).toBeFocused();
});

test("what has no speaker stands under Unresolved, with who it may be", async ({ page }) => {
  await visit(page);
  await paste(page, OPEN);
  const section = page.locator("dl-said section").last();
  await expect(section.locator(".name")).toHaveText("Unresolved");
  await expect(section.locator(".words")).toHaveText("“It was a bad day.”");
  await expect(section.locator(".perhaps")).toHaveText(/^perhaps \D+ \d+\u00a0%, \D+ \d+\u00a0%/);
  const shares = [...((await section.locator(".perhaps").textContent()) ?? "").matchAll(/(\d+)\u00a0%/g)].map((match) => Number(match[1]));
  expect(shares).toEqual([...shares].sort((a, b) => b - a));
  await expect(page.locator("mark.layer-quotation", { hasText: "bad day" }).locator(".margin")).toHaveAttribute("data-n", "?");
  await filter(page, /^Unresolved 1/).check();
  expect(await words(page)).toEqual(["“It was a bad day.”"]);
});

test("the words that name a source are shown where they name nobody", async ({ page }) => {
  await visit(page);
  await paste(page, "“It is over,” he said.");
  await expect(page.locator(".quote .facts")).toHaveText("direct · said · “he”");
});

test("an anonymous voice is marked as such", async ({ page }) => {
  await sample(page);
  const voice = speaker(page, "A spokesperson for the governor");
  await expect(voice.locator(".role")).toHaveText("anonymous");
  await expect(voice.locator(".number")).toContainText("5");
});

/** With a denial, a refusal, a title, and quoted words that nobody is named for. */
const VOICES = `Bridge to stay closed

28 February 2024

“We will rebuild,” Mayor Ana López said on Tuesday. “And we will do it soon.” Engineer John Smith said the steel was tired. López denied that anybody had been hurt.

The Ministry of Works declined to comment. The sign at the “Museum of Rust” fell down.`;

test("what a source denies says so, on the page and in the copy", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await visit(page);
  await paste(page, VOICES);
  await expect(speaker(page, "Ana López").locator(".quote .facts")).toHaveText(["direct · said", "indirect · a denial · denied"]);
  await page.getByRole("button", { name: "Copy quotation: that anybody" }).click();
  await expect.poll(() => clipboard(page)).toContain("[denied] that anybody had been hurt — Ana López, Mayor, 28 February 2024");
});

test("who says nothing, and what is nobody’s words, is told apart", async ({ page }) => {
  await visit(page);
  await paste(page, VOICES);
  await expect(page.locator("dl-silent .refused")).toHaveText("Ministry of Works declined to comment");
  await page.locator("dl-silent summary").click();
  await expect(page.locator("dl-silent details")).toContainText("“Museum of Rust” · a title");
});

test("shares add up to all words in quotation marks", async ({ page }) => {
  await talks(page);
  const shares = await page.locator("dl-said .share").allTextContents();
  const sum = shares.reduce((sum, share) => sum + Number(share.match(/\d+/)?.[0]), 0);
  expect(Math.abs(sum - 100)).toBeLessThanOrEqual(shares.length);
});

test("the panel follows the reader of the text", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 480 });
  await talks(page);
  const last = page.locator("mark.layer-quotation", { hasText: "Never" });
  await expect(page.locator("dl-said li", { hasText: "Never" })).not.toBeInViewport();
  await last.focus();
  await expect(page.locator("dl-said li.same")).toBeInViewport();
});
