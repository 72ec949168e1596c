// What the page gives away, and takes back.
import { articleText, download, expect, paste, redrawn, said, sample, test, visit } from "./page.ts";

test("a saved JSON file, opened again, restores everything", async ({ page }) => {
  await sample(page);
  await redrawn(page, () => page.getByLabel("Title").fill("Bridge to reopen").then(() => page.keyboard.press("Enter")));
  await redrawn(page, () => page.getByLabel("Published").fill("2024-02-29"));
  await page.locator("mark.layer-quotation").first().click();
  await redrawn(page, () => page.getByRole("button", { name: "Reject" }).click());
  const before = { said: await said(page), text: await articleText(page), counts: await page.locator("dl-layers .count").allTextContents() };
  const file = await download(page, "JSON");
  expect(file.name).toBe("bridge-to-reopen.dateline.json");
  const parsed = JSON.parse(file.text);
  expect(parsed.text).toContain("🌉");

  await visit(page);
  await page.locator("input[type=file]").setInputFiles({ name: file.name, mimeType: "application/json", buffer: Buffer.from(file.text) });
  await expect(page.getByLabel("Title")).toHaveValue("Bridge to reopen");
  await expect(page.getByLabel("Published")).toHaveValue("2024-02-29");
  expect({ said: await said(page), text: await articleText(page), counts: await page.locator("dl-layers .count").allTextContents() }).toEqual(before);
  expect((await download(page, "JSON")).text).toBe(file.text);
  await redrawn(page, () => page.getByRole("button", { name: "Undo" }).click());
  await expect(page.locator("dl-said")).toContainText("We will rebuild");
});

test("the CSV file has one line for each quotation", async ({ page }) => {
  await sample(page);
  const file = await download(page, "CSV");
  const lines = file.text.trim().split("\r\n");
  expect(lines[0]).toContain("speaker");
  expect(lines).toHaveLength(1 + (await page.locator("dl-said li").count()));
  expect(file.text).toContain("Ana López");
  expect(file.text).toContain("We will rebuild the Mill Street bridge");
});

test("a calendar and a TimeML file are saved, and the status line tells what a calendar leaves out", async ({ page }) => {
  await visit(page);
  await paste(page, "The bridge of 1932 shut on 5 March 2024.");
  const calendar = await download(page, "Calendar");
  expect(calendar.name).toBe("article.ics");
  expect(calendar.text).toContain("DTSTART;VALUE=DATE:20240305\r\n");
  await expect(page.getByRole("status")).toHaveText("Calendar saved. Left out: 1 longer than a week");
  const timeml = await download(page, "TimeML");
  expect(timeml.name).toBe("article.tml");
  expect(timeml.text).toContain(">1932</TIMEX3> shut on <TIMEX3 ");
  await expect(page.getByRole("status")).toHaveText("TimeML saved");
});

test("exports are copied, too", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await sample(page);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("button", { name: "Copy CSV" }).click();
  await expect(page.getByRole("status")).toHaveText("CSV copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("Ana López");
});

test("a copied quotation names its speaker, title, outlet, date and link", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await visit(page);
  await paste(page, "“Rents will fall,” said Ana Moreno.");
  for (const [label, value] of [["Title", "Rents"], ["Outlet", "The Post"], ["Link", "https://post.example/rents"], ["Published", "2024-02-28"]] as const) {
    await redrawn(page, async () => {
      await page.getByLabel(label).fill(value);
      await page.getByLabel(label).blur();
    });
  }
  await page.getByRole("button", { name: /^Copy quotation/ }).click();
  await expect(page.getByRole("status")).toContainText("Quotation copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("“Rents will fall,” — Ana Moreno, 28 February 2024\n“Rents”, The Post, https://post.example/rents");
});

test("a file that is none of ours is refused with a reason, and the article stays", async ({ page }) => {
  await sample(page);
  await page.locator("input[type=file]").setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from('{"a": 1}') });
  await expect(page.getByRole("alert")).toContainText("That did not work");
  await expect(page.locator("dl-said")).toContainText("Ana López");
});
