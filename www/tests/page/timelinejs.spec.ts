// The JSON for TimelineJS, shown by TimelineJS itself, which may ask no server for anything.
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import type { Page } from "@playwright/test";
import { root } from "../native.ts";
import { download, expect, paste, redrawn, sample, test, visit } from "./page.ts";

const library = `${root}www/node_modules/@knight-lab/timelinejs/dist/`;
const types: Record<string, string> = { ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".html": "text/html" };

interface Shown {
  errors: string[];
  headlines: string[];
  texts: string[];
  dates: string[];
  scripts: number;
}

/** What TimelineJS makes of `json` on a page of its own, and the addresses that it asked for outside its package. */
async function shown(page: Page, json: string): Promise<Shown & { outside: string[] }> {
  const outside: string[] = [];
  await page.route("**/*", async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== "http://timeline.test") {
      outside.push(url.href);
      return route.abort();
    }
    if (url.pathname === "/") {
      const body = '<!doctype html><link rel="stylesheet" href="/css/timeline.css"><link rel="icon" href="data:,"><div id="t" style="width:900px;height:600px"></div><script src="/js/timeline.js"></script>';
      return route.fulfill({ contentType: "text/html", body });
    }
    return route.fulfill({ contentType: types[extname(url.pathname)] ?? "application/octet-stream", body: readFileSync(library + url.pathname.slice(1)) });
  });
  await page.goto("http://timeline.test/");
  await page.evaluate((json) => {
    const { TL } = window as unknown as { TL: { Timeline: new (id: string, data: object, options: object) => object } };
    Object.assign(window, { timeline: new TL.Timeline("t", JSON.parse(json), { script_path: "http://timeline.test/js/", font: null, language: "en" }) });
  }, json);
  await page.waitForFunction(() => (window as unknown as { timeline: { ready: boolean } }).timeline.ready);
  const read = await page.evaluate(() => {
    const words = (selector: string) => [...document.querySelectorAll(selector)].map((element) => element.textContent?.trim() ?? "");
    const { config } = (window as unknown as { timeline: { config: { messages: { errors: string[] } } } }).timeline;
    return {
      errors: config.messages.errors.map(String),
      headlines: words(".tl-slide h2.tl-headline"),
      texts: words(".tl-slide .tl-text-content"),
      dates: words(".tl-slide .tl-headline-date"),
      scripts: document.querySelectorAll("#t script, #t img").length,
    };
  });
  return { ...read, outside };
}

test("TimelineJS shows every date of the sample", async ({ page }) => {
  await sample(page);
  const file = await download(page, "TimelineJS");
  expect(file.name).toMatch(/\.timeline\.json$/);
  const { events } = JSON.parse(file.text) as { events: { text: { headline: string } }[] };
  expect(events.length).toBeGreaterThan(1);
  const read = await shown(page, file.text);
  expect({ errors: read.errors, outside: read.outside }).toEqual({ errors: [], outside: [] });
  expect(read.headlines).toHaveLength(events.length + 1);
});

test("years before Christ, times and markup come out as they are in the article", async ({ page }) => {
  await visit(page);
  await paste(page, "Caesar fell on 15 March 44 BC.\n\nR&D found 3 < 5 on 5 March 2024 at 6 p.m.\n\nIt shut in 1932.");
  const title = "<img src=x onerror=alert(1)> & <script>alert(1)</script>";
  await redrawn(page, () => page.getByLabel("Title").fill(title).then(() => page.keyboard.press("Enter")));
  const read = await shown(page, (await download(page, "TimelineJS")).text);
  expect({ errors: read.errors, outside: read.outside, scripts: read.scripts }).toEqual({ errors: [], outside: [], scripts: 0 });
  expect(read.dates).toEqual(["", "Friday 15 March 44 BC", "1932", "Tuesday 5 March 2024, 18:00"]);
  expect(read.headlines).toEqual([title, "Caesar fell on 15 March 44 BC.", "It shut in 1932.", "R&D found 3 < 5 on 5 March 2024 at 6 p.m."]);
});
