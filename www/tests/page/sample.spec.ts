// The main job: paste, see who speaks, where and when, and why.
import { articleText, expect, paste, redrawn, said, sample, test, visit } from "./page.ts";
import { sample as text } from "../../src/sample.ts";

test("the sample shows its speakers, with their quotations, and keeps its text", async ({ page }) => {
  await sample(page);
  const speakers = await said(page);
  expect(speakers[0]?.name).toBe("Ana López");
  expect(speakers[0]?.quotations.join("\n")).toContain("We will rebuild the Mill Street bridge before winter");
  expect(speakers.map((speaker) => speaker.name)).toContain("John Smith");
  await expect(page.locator("mark.layer-person, mark.layer-speaker", { hasText: "Ana López" }).first()).toBeVisible();
  expect(await articleText(page)).toBe(text.trim().replace(/\n\n/g, "\n"));
});

test("pasting shows the result without a further click", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await visit(page);
  await page.evaluate((words) => navigator.clipboard.writeText(words), "“Rents will fall,” said Ana Moreno.");
  await page.getByRole("textbox", { name: "Paste an article" }).press("Control+V");
  await expect(page.locator("dl-said .name")).toHaveText("Ana Moreno");
  await expect(page.locator("mark.layer-quotation")).toHaveText("“Rents will fall,”");
});

test("pasted HTML becomes paragraphs, and never markup", async ({ page }) => {
  await visit(page);
  await page.getByRole("textbox", { name: "Paste an article" }).focus();
  await paste(page, "x", `<h1>Bridge</h1><p>“Rents will fall,” <b onclick="alert(1)">said</b> Ana Moreno.</p><img src=x onerror="alert(1)"><script>alert(1)</script><p>It &lt;b&gt;rained&lt;/b&gt;.</p>`);
  await expect(page.locator("dl-article img, dl-article script, dl-article b")).toHaveCount(0);
  expect(await articleText(page)).toBe("Bridge\n“Rents will fall,” said Ana Moreno.\nIt <b>rained</b>.");
});

test("a dropped file is opened", async ({ page }) => {
  await visit(page);
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["# Bridge\n\n“Rents will fall,” said Ana Moreno."], "a.md"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(page.locator("dl-said .name")).toHaveText("Ana Moreno");
});

test("a layer is hidden and shown, and says how many marks it has", async ({ page }) => {
  await sample(page);
  const places = page.getByRole("button", { name: /Places \d+/ });
  const paris = page.locator("mark.layer-place", { hasText: "Paris" }).first();
  await expect(places).toHaveAttribute("aria-pressed", "true");
  await expect(paris).toHaveCSS("text-decoration-line", "underline");
  await places.click();
  await expect(places).toHaveAttribute("aria-pressed", "false");
  await expect(paris).toHaveCSS("text-decoration-line", "none");
  const count = Number(await places.locator(".count").textContent());
  expect(count).toBe(await page.locator("mark.layer-place.first").count());
});

test("the date of the article decides what Tuesday is", async ({ page }) => {
  await sample(page);
  const date = page.getByLabel("Published");
  const tuesday = page.locator("mark.layer-date", { hasText: /^Tuesday$/ });
  for (const [created, value] of [
    ["2024-02-28", "2024-02-27"],
    ["2024-03-13", "2024-03-12"],
  ] as const) {
    if ((await date.inputValue()) !== created) await redrawn(page, () => date.fill(created));
    await tuesday.click();
    await expect(page.getByRole("dialog")).toContainText(value);
    await page.keyboard.press("Escape");
  }
});

test("a mark says what it is and why, beside itself, and gives the focus back", async ({ page }) => {
  await sample(page);
  const mark = page.locator("mark.layer-place", { hasText: "Texas" }).first();
  await mark.click();
  const popover = page.getByRole("dialog", { name: "Texas" });
  await expect(popover).toBeVisible();
  await expect(popover.locator(".reasons li").first()).not.toBeEmpty();
  await expect(popover).toContainText("United States");
  await expect(popover).toContainText("4736286"); // the GeoNames id of Texas
  for (const height of [720, 420]) {
    await page.setViewportSize({ width: 1280, height });
    const [box, own] = [await mark.boundingBox(), await popover.boundingBox()];
    expect(own!.y >= box!.y + box!.height || own!.y + own!.height <= box!.y, `the popover covers its mark in a window of ${height} pixels`).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(popover).toBeHidden();
  await expect(mark).toBeFocused();
});

test("panel and text are linked both ways", async ({ page }) => {
  await sample(page);
  const item = page.getByRole("tabpanel", { name: "Said" }).getByRole("button", { name: /The steel is tired/ }).first();
  await item.click();
  await expect(page.locator("mark.layer-quotation", { hasText: "The steel is tired" })).toBeFocused();
  await page.locator("mark.layer-quotation", { hasText: "We will rebuild" }).hover();
  await expect(page.locator("dl-said li.same")).toContainText("We will rebuild");
  // The same person everywhere: the name and the pronoun.
  await expect(page.locator("mark.layer-speaker.same", { hasText: "she" })).toHaveCount(1);
});

test("accepting and rejecting marks can be undone", async ({ page }) => {
  await sample(page);
  const quotations = page.getByRole("button", { name: /Quotations \d+/ }).locator(".count");
  const before = Number(await quotations.textContent());
  await page.locator("mark.layer-quotation").first().click();
  await redrawn(page, () => page.getByRole("button", { name: "Reject" }).click());
  await expect(quotations).toHaveText(String(before - 1));
  await expect(page.locator("mark:focus")).toHaveCount(1); // the focus is not lost with the mark
  await expect(page.locator("dl-said")).not.toContainText("We will rebuild");
  await redrawn(page, () => page.getByRole("button", { name: "Undo" }).click());
  await expect(quotations).toHaveText(String(before));
  await redrawn(page, () => page.getByRole("button", { name: "Redo" }).click());
  await expect(quotations).toHaveText(String(before - 1));
});

test("the page says whose data it carries", async ({ page }) => {
  await visit(page);
  await page.getByText("Whose data this is").click();
  await expect(page.getByText("GeoNames (geonames.org), CC BY 4.0")).toBeVisible();
});

test("what is missing is said", async ({ page }) => {
  await visit(page);
  await paste(page, "The council met on Tuesday. It rained.");
  await expect(page.locator(".notice.nothing")).toContainText("no quotation marks");
  const notice = page.locator(".notice.noDate");
  await expect(notice).toContainText("“Tuesday” cannot be dated");
  await redrawn(page, () => notice.getByLabel("When was it published?").fill("2024-02-28"));
  await expect(notice).toHaveCount(0);
  await expect(page.getByLabel("Published")).toHaveValue("2024-02-28");
});

test("a file in an encoding that it doesn't name is asked about", async ({ page }) => {
  await visit(page);
  await page.locator("input[type=file]").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("\x93Yes,\x94 said Ana L\xf3pez.", "latin1") });
  await page.getByRole("button", { name: "Windows-1252" }).click();
  await expect(page.locator("dl-said .name")).toHaveText("Ana López");
});
