// What the host and the build promise: the site works from any folder, under a policy that lets nothing out.
import { expect, test } from "@playwright/test";

for (const place of ["./", "./some/folder/"]) {
  test(`the engine starts from ${place} without a complaint in the console`, async ({ page }) => {
    const complaints: string[] = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(place);
    await expect(page.locator("#page")).toHaveAttribute("data-engine", "ready");
    expect(complaints).toEqual([]);
  });
}

test("names with a hash are kept for ever, the page is not", async ({ page }) => {
  const kept = new Map<string, string | undefined>();
  page.on("response", (response) => kept.set(new URL(response.url()).pathname, response.headers()["cache-control"]));
  await page.goto("./");
  await expect(page.locator("#page")).toHaveAttribute("data-engine", "ready");
  expect(kept.get("/")).toBe("no-cache");
  const assets = [...kept].filter(([path]) => path.startsWith("/assets/"));
  expect(assets.length).toBeGreaterThan(1);
  for (const [path, cache] of assets) {
    expect(path).toMatch(/-[\w-]{8}\.\w+$/);
    expect(cache).toContain("immutable");
  }
});

test("the engine travels as WebAssembly in brotli", async ({ page }) => {
  const arrives = page.waitForResponse(/\.wasm$/);
  await page.goto("./");
  const headers = (await arrives).headers();
  expect(headers["content-type"]).toBe("application/wasm");
  expect(headers["content-encoding"]).toBe("br");
});

test("the policy refuses other origins and markup from strings", async ({ page }) => {
  await page.goto("./");
  const results = await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve)); // what a debugger evaluates may do more than the page's own scripts
    const outcome = (work: () => unknown) => Promise.resolve().then(work).then(() => "done", (error: Error) => error.name);
    return {
      fetch: await outcome(() => fetch("http://127.0.0.1:9/canary")),
      markup: await outcome(() => (document.body.innerHTML = "<b>bold</b>")),
      script: await outcome(() => new Function("return 1")()),
      worker: await outcome(() => new Worker("./assets/x.js")),
    };
  });
  expect(results).toEqual({ fetch: "TypeError", markup: "TypeError", script: "EvalError", worker: "TypeError" });
});
