// What the tests of the page share: a page that is watched, and the ways in.
import { type Page, expect, test as base } from "@playwright/test";

/** A page whose console stays silent. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      await use(complaints);
      expect(complaints, "console of the page").toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };

/** Opens the page, with all its data. */
export async function visit(page: Page): Promise<void> {
  await page.goto("./");
  await expect(page.locator("#page")).toHaveAttribute("data-engine", "ready");
}

/** Pastes as a person does who has copied `text`, and waits for the result. */
export async function paste(page: Page, text: string, html?: string): Promise<void> {
  await page.evaluate(
    ([text, html]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text ?? "");
      if (html) clipboardData.setData("text/html", html);
      document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    [text, html],
  );
  await isDrawn(page);
}

/** Opens the sample. */
export async function sample(page: Page): Promise<void> {
  await visit(page);
  await page.getByRole("button", { name: "Try the sample" }).click();
  await isDrawn(page);
}

export async function isDrawn(page: Page): Promise<void> {
  await expect(page.locator("#page")).toHaveAttribute("data-state", "article");
  await expect(page.locator("#page")).toHaveAttribute("data-drawn", /\d/);
}

/** Does something that changes the article, and waits until it is drawn anew. */
export async function redrawn(page: Page, act: () => Promise<unknown>): Promise<void> {
  const before = await page.locator("#page").getAttribute("data-drawn");
  await act();
  await expect(page.locator("#page")).not.toHaveAttribute("data-drawn", before ?? "");
}

/** The article as a person could copy it. */
export function articleText(page: Page): Promise<string> {
  return page.locator("dl-article").evaluate((article) => [...article.children].map((child) => child.textContent).join("\n"));
}

/** What is said, by whom. */
export function said(page: Page): Promise<{ name: string; quotations: string[] }[]> {
  return page.locator("dl-said section").evaluateAll((sections) =>
    sections.map((section) => ({
      name: section.querySelector(".name")?.textContent ?? "",
      quotations: [...section.querySelectorAll(".words")].map((words) => words.textContent ?? ""),
    })),
  );
}

/** Saves a file of the export menu, and gives its name and text. */
export async function download(page: Page, format: "JSON" | "CSV" | "Calendar" | "TimelineJS" | "TimeML"): Promise<{ name: string; text: string }> {
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: `Download ${format}` }).click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  return { name: file.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
}
