import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

// `cargo xtask test` serves the built site and says where it and Chromium are; by hand, `npx playwright test` does so itself.
const url = process.env.DATELINE_URL;
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

export default defineConfig({
  testDir: "tests/page",
  outputDir: process.env.DATELINE_OUTPUT ?? "../target/playwright",
  reporter: "list",
  forbidOnly: !!url,
  workers: 2,
  timeout: 120_000, // axe is slow where the machine is busy
  expect: { timeout: 20_000 },
  fullyParallel: true,
  use: {
    baseURL: url ?? "http://127.0.0.1:8123/",
    launchOptions: {
      executablePath: process.env.DATELINE_CHROMIUM ?? browsers.find(existsSync),
      args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
  webServer: url ? undefined : { command: "cargo xtask serve --port 8123 --also /some/folder/", url: "http://127.0.0.1:8123/", reuseExistingServer: true, timeout: 900_000 },
});
