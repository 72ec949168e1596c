// A browser and the served site, for the scripts beside the tests.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const root = fileURLToPath(new URL("../../", import.meta.url));
const port = 8124;

/** The address of the site: `DATELINE_URL`, or that of a `cargo xtask serve` started here; `close` ends it. */
async function site() {
  if (process.env.DATELINE_URL) return { url: process.env.DATELINE_URL, close() {} };
  const server = spawn("cargo", ["xtask", "serve", "--port", String(port)], { cwd: root, stdio: ["ignore", "inherit", "inherit"], detached: true });
  const url = `http://127.0.0.1:${port}/`;
  const close = () => process.kill(-server.pid);
  for (let waited = 0; waited < 900; waited++) {
    if (server.exitCode !== null) throw new Error(`expected a server on port ${port}, found that it ended with status ${server.exitCode}`);
    if (await fetch(url).then((answer) => answer.ok, () => false)) return { url, close };
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  close();
  throw new Error(`expected a server on port ${port} within 15 minutes`);
}

/** Calls `work(browser, url)` with a headless Chromium and the site. */
export async function withSite(work) {
  const browsers = [process.env.DATELINE_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];
  const { url, close } = await site();
  const browser = await chromium.launch({
    executablePath: browsers.find((path) => path && existsSync(path)),
    args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    await work(browser, url);
  } finally {
    await browser.close();
    close();
  }
}

/** Opens the site in `page`, with all its data. */
export async function visit(page, url) {
  await page.goto(url);
  await page.waitForSelector('#page[data-engine="ready"]');
}

/** Pastes `text`, and waits for the result. */
export async function paste(page, text) {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  await page.waitForSelector("#page[data-drawn]");
}

export { root };
