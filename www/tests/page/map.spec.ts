// The panel *Map*: every place on the Earth and in the table, linked both ways with the text; what else a name may mean, and choosing it.
import type { Page } from "@playwright/test";
import { expect, paste, redrawn, sample, test, visit } from "./page.ts";

const tab = (page: Page) => page.getByRole("tab", { name: "Map" });
const spots = (page: Page) => page.locator("dl-map svg g[role=button]");
const rows = (page: Page) => page.locator("dl-map tbody tr");
const row = (page: Page, name: string) => rows(page).filter({ has: page.getByRole("button", { name, exact: true }) });
const detail = (page: Page) => page.getByRole("region", { name: "The chosen place" });
const scale = async (page: Page) => Number((await page.locator("dl-map .earth").getAttribute("transform"))!.match(/matrix\(([\d.]+)/)![1]);

const STORY = "5 March 2024\n\nThe Ohio towns of Dayton and Xenia sent trucks to Nairobi. Kenya thanked Dayton. Officials in Tokyo and in Lima were asked, too. The village of Quonbedda was not.";

async function story(page: Page): Promise<void> {
  await visit(page);
  await paste(page, STORY);
  await tab(page).click();
  await expect(spots(page)).not.toHaveCount(0);
}

test("drawing and table have the same places, and what is nowhere is told", async ({ page }) => {
  await story(page);
  await expect(page.locator("dl-map .summary")).toHaveText("7 places");
  const named = await rows(page).locator("th button").allTextContents();
  expect(named[0]).toBe("Dayton");
  expect([...named].sort()).toEqual(["Dayton", "Kenya", "Lima", "Nairobi", "Ohio", "Tokyo", "Xenia"]);
  const drawn = (await spots(page).evaluateAll((items) => items.map((item) => item.ariaLabel ?? ""))).join("; ");
  for (const name of named) expect(drawn).toContain(name);
  await expect(row(page, "Dayton")).toContainText("Ohio, United States");
  await expect(row(page, "Dayton")).toContainText("2×");
  await expect(row(page, "Nairobi").locator("code")).toHaveText("184745");
  await expect(page.locator("dl-map ul li")).toHaveText(["QuonbeddaNot in the gazetteer"]);
  await expect(page.locator("dl-map .named")).toHaveCount(1); // Kenya
});

test("text and map lead to each other", async ({ page }) => {
  await story(page);
  const nairobi = page.locator("mark.layer-place", { hasText: "Nairobi" });
  await row(page, "Nairobi").hover();
  await expect(nairobi).toHaveClass(/same/);
  await page.locator("mark.layer-place", { hasText: "Lima" }).hover();
  await expect(row(page, "Lima")).toHaveClass(/same/);
  await expect(page.locator("dl-map g.same")).toHaveCount(1);
  await page.getByRole("tab", { name: "Said" }).click();
  await nairobi.focus();
  await page.keyboard.press("g");
  await expect(row(page, "Nairobi").getByRole("button").first()).toBeFocused();
  await expect(detail(page).getByRole("heading", { level: 3 })).toHaveText("Nairobi");
  await detail(page).getByRole("button", { name: "Nairobi", exact: true }).click();
  await expect(page.locator("mark:focus")).toHaveText("Nairobi");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Show on the map" }).click();
  await expect(row(page, "Nairobi").getByRole("button").first()).toBeFocused();
});

test("buttons and keys zoom and move the map, and all places come back", async ({ page }) => {
  await story(page);
  const first = await scale(page);
  const tools = page.getByRole("group", { name: "Move the map" });
  await tools.getByRole("button", { name: "Closer" }).click();
  expect(await scale(page)).toBeGreaterThan(first * 1.5);
  await tools.getByRole("button", { name: "All" }).click();
  expect(await scale(page)).toBeCloseTo(first, 5);
  await tools.getByRole("button", { name: "World" }).click();
  await expect(tools.getByRole("button", { name: "Farther" })).toBeDisabled();

  // By keys: from place to place, closer, aside, and back.
  await tools.getByRole("button", { name: "All" }).click();
  await spots(page).first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(spots(page).nth(1)).toBeFocused();
  await page.keyboard.press("+");
  expect(await scale(page)).toBeGreaterThan(first * 1.5);
  const before = await page.locator("dl-map .earth").getAttribute("transform");
  await page.keyboard.press("Shift+ArrowRight");
  expect(await page.locator("dl-map .earth").getAttribute("transform")).not.toBe(before);
  await page.keyboard.press("0");
  expect(await scale(page)).toBeCloseTo(first, 5);
});

test("a pointer drags and zooms the map, and what is drawn as one parts", async ({ page }) => {
  await story(page);
  const cluster = spots(page).and(page.locator(".cluster")).first();
  await expect(cluster).toHaveAccessibleName(/Dayton.*Xenia|Ohio.*Dayton/);
  const before = await scale(page);
  await cluster.locator(".dot").click();
  expect(await scale(page)).toBeGreaterThan(before);
  await expect(async () => {
    await spots(page).and(page.locator("[aria-label*='Xenia']")).locator(".dot").click();
    await expect(detail(page).getByRole("heading", { level: 3 })).toHaveText("Xenia", { timeout: 200 });
  }).toPass();

  const picture = page.locator("dl-map svg");
  const box = (await picture.boundingBox())!;
  const transform = () => page.locator("dl-map .earth").getAttribute("transform");
  const there = await transform();
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 40, { steps: 4 });
  await page.mouse.up();
  expect(await transform()).not.toBe(there);
  await page.getByRole("button", { name: "World" }).click();
  const near = await scale(page);
  await page.mouse.dblclick(box.x + 10, box.y + 10);
  expect(await scale(page)).toBeGreaterThan(near);
});

test("the finer borders come when one looks closer, and only then", async ({ page }) => {
  const files: string[] = [];
  page.on("request", (request) => files.push(new URL(request.url()).pathname.split("/").at(-1)!));
  await visit(page);
  await paste(page, "They met in Lima, in Nairobi and in Tokyo.");
  const ofMap = () => files.filter((file) => /^(earth|countries|divisions)-/.test(file)).map((file) => file.replace(/-[\w-]{8}\.\w+$/, ""));
  expect(ofMap()).toEqual([]);
  await tab(page).click();
  await expect(spots(page)).not.toHaveCount(0);
  expect(ofMap().sort()).toEqual(["countries-110m", "divisions-110m", "earth"]);
  await page.getByRole("button", { name: "Closer" }).click();
  await page.getByRole("button", { name: "Closer" }).click();
  await page.getByRole("button", { name: "Closer" }).click();
  await expect.poll(ofMap).toContain("countries-50m");
  await expect(page.locator("dl-map .country")).toHaveCount(241);
});

test("another candidate is chosen on the map; it carries to the same name, and can be taken back", async ({ page }) => {
  await sample(page);
  await tab(page).click();
  await row(page, "Paris").getByRole("button", { name: "Paris" }).first().click();
  await expect(detail(page)).toContainText("Texas, United States");
  await expect(page.locator("dl-map .candidate")).not.toHaveCount(0);
  await redrawn(page, () => detail(page).getByRole("button", { name: "It is Paris, Île-de-France Region, France" }).click());
  await expect(page.getByRole("status")).toHaveText(/^Chosen: Paris, .*France$/);
  await expect(row(page, "Paris")).toContainText("France");
  await expect(row(page, "Paris")).toContainText("2×");
  await expect(row(page, "Paris").locator("code")).toHaveText("2988507");
  await redrawn(page, () => page.keyboard.press("Control+z"));
  await expect(row(page, "Paris").locator("code")).toHaveText("4717560");
});

test("another candidate is chosen in the popover of the mark", async ({ page }) => {
  await sample(page);
  await page.locator("mark.layer-place", { hasText: "Paris" }).first().click();
  await redrawn(page, () => page.getByRole("dialog").getByRole("button", { name: /^It is Paris, .*France$/ }).click());
  await expect(page.locator("mark.layer-place:focus")).toHaveText(/Paris/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toContainText("2988507");
});

test("the map is saved as a picture, the places as GeoJSON", async ({ page }) => {
  await story(page);
  const file = async (act: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent("download"), act()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString() };
  };
  const picture = await file(() => page.getByRole("button", { name: "Save as SVG" }).click());
  expect(picture.name).toBe("article.map.svg");
  const reader = await page.context().newPage(); // the page's own policy lets nothing be parsed
  const shapes = await reader.evaluate((text) => {
    const svg = new DOMParser().parseFromString(text, "image/svg+xml");
    return { root: svg.documentElement.nodeName, names: [...svg.querySelectorAll("text")].map((one) => one.textContent), fills: new Set([...svg.querySelectorAll("path")].map((path) => path.getAttribute("fill"))).size, links: svg.querySelectorAll("script, image, a, [class], [role=button]").length };
  }, picture.text);
  expect(shapes.root).toBe("svg");
  expect(shapes.names).toContain("Tokyo");
  expect(shapes.names).toContain("Made with Natural Earth and GeoNames");
  expect(shapes.fills).toBeGreaterThan(2);
  expect(shapes.links).toBe(0);

  await page.getByRole("button", { name: "Export", exact: true }).click();
  const places = await file(() => page.getByRole("button", { name: "Download GeoJSON" }).click());
  expect(places.name).toBe("article.geojson");
  const { features } = JSON.parse(places.text) as { features: { id?: number; geometry: { coordinates: number[] } | null; properties: { text: string } }[] };
  expect(features).toHaveLength(8);
  expect(features.find(({ id }) => id === 184745)!.geometry!.coordinates).toEqual([36.82, -1.28]);
  expect(features.at(-1)).toMatchObject({ geometry: null, properties: { text: "Quonbedda" } });
  await expect(page.getByRole("status")).toHaveText("GeoJSON saved. Left out: 1 without a point on the map");
});

test("the map fits a narrow screen, and the table is there without the map", async ({ page, complaints }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await story(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.route("**/countries-110m-*", (route) => route.abort());
  await page.reload();
  await expect(page.locator("#page")).toHaveAttribute("data-engine", "ready");
  await paste(page, STORY);
  await tab(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "The map could not be loaded" })).toBeVisible();
  await expect(rows(page)).toHaveCount(7);
  expect(complaints.splice(0)).toEqual(["Failed to load resource: net::ERR_FAILED"]);
  await page.unroute("**/countries-110m-*");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(spots(page)).not.toHaveCount(0);
});

test("places near a chosen one are preferred until that is taken back", async ({ page }) => {
  await visit(page);
  await paste(page, "The Springfield council met on Tuesday. Later they met in Dayton, Ohio.\n\nMany others from Nairobi, Kenya, and from Lima, Peru, were there, and the mayor of Salem.");
  await tab(page).click();
  await row(page, "Dayton").getByRole("button").first().click();
  await redrawn(page, () => page.getByRole("button", { name: "Prefer places near here" }).click());
  await expect(page.locator("dl-map")).toContainText("Places near 39.76° N, 84.19° W are preferred.");
  await expect(row(page, "Springfield")).toContainText("Ohio, United States");
  await expect(row(page, "Salem")).toContainText("Ohio, United States");
  await redrawn(page, () => page.getByRole("button", { name: "No longer" }).click());
  await expect(page.getByText("are preferred")).toBeHidden();
});

test("the rest of the gazetteer comes on request, and the open article is read with it", async ({ page }) => {
  await visit(page);
  await paste(page, "A tram stopped in Gruenwald near Munich, Germany, and in Oberhausen bei Neuburg.");
  await tab(page).click();
  await page.getByText("Gazetteer", { exact: true }).click();
  await redrawn(page, () => page.getByRole("button", { name: "Load the rest (2.5 MB)" }).click());
  await expect(page.getByRole("button", { name: "The rest is loaded" })).toBeDisabled();
});
