// The pictures of README.md: `npm --prefix www run screenshot` writes docs/screenshot.png, and with `--all` the dark page,
// the phone and the map beside it. The sample has an emoji: a font with it (Debian: fonts-noto-color-emoji) makes the picture whole.
import { mkdirSync } from "node:fs";
import { root, visit, withSite } from "./serve.mjs";

const desktop = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };
const pictures = {
  "screenshot.png": { viewport: desktop, colorScheme: "light", mark: /^Tuesday$/ },
  "screenshot-dark.png": { viewport: desktop, colorScheme: "dark", mark: /^Paris$/ },
  "screenshot-phone.png": { viewport: phone, colorScheme: "light" },
  "screenshot-map.png": { viewport: desktop, colorScheme: "light", tab: "Map", place: "Paris" },
};

await withSite(async (browser, url) => {
  mkdirSync(`${root}docs`, { recursive: true });
  const wanted = Object.entries(pictures).slice(0, process.argv.includes("--all") ? undefined : 1);
  for (const [name, { mark, tab, place, ...options }] of wanted) {
    const page = await browser.newPage({ ...options, deviceScaleFactor: 1.5, reducedMotion: "reduce" });
    await visit(page, url);
    await page.getByRole("button", { name: "Try the sample" }).click();
    await page.waitForSelector("#page[data-drawn]");
    if (mark) await page.locator("mark", { hasText: mark }).first().click();
    if (tab) await page.getByRole("tab", { name: tab }).click();
    if (place) {
      await page.waitForSelector("dl-map g[role=button]");
      await page.locator("dl-map tbody").getByRole("button", { name: place, exact: true }).first().click();
      await page.waitForFunction(() => document.querySelectorAll("dl-map .country").length > 200); // the finer borders
    }
    // The time that it took differs each time: no picture of it.
    await page.evaluate(() => (document.querySelector("[role=status]").textContent = ""));
    await page.screenshot({ path: `${root}docs/${name}` });
    console.log(`docs/${name}`);
    await page.close();
  }
});
