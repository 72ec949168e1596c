// Nothing leaves: after load the page only fetches its own hashed files, and the browser holds it to that.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { download, expect, redrawn, sample, visit } from "./page.ts";
import { test } from "@playwright/test"; // refusals speak in the console

test("only GETs of the page's own files, through a whole session", async ({ page, baseURL }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(`${request.method()} ${request.url()}`));
  await sample(page);
  await page.locator("mark.layer-place").first().click();
  await page.keyboard.press("Escape");
  await redrawn(page, () => page.getByLabel("Published").fill("2024-03-13"));
  await download(page, "JSON");
  await download(page, "CSV");
  const own = requests.filter((request) => !/^GET (blob|data):/.test(request));
  const allowed = new RegExp(`^GET ${baseURL!.replace(/[.*+?^$()|[\]\\]/g, "\\$&")}(assets/[\\w.-]+-[\\w-]{8}\\.\\w+)?$`);
  for (const request of own) expect(request).toMatch(allowed);
  expect(new Set(own).size).toBe(own.length);
  const before = own.length;
  await page.getByRole("button", { name: "New", exact: true }).click();
  await page.getByRole("button", { name: "Try the sample" }).click();
  await page.waitForTimeout(300);
  expect(requests.filter((request) => !/^GET (blob|data):/.test(request))).toHaveLength(before);
});

test("whatever page and worker try, a canary on another origin hears nothing", async ({ page }) => {
  const heard: string[] = [];
  const canary = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.writeHead(200, { "access-control-allow-origin": "*" }).end();
  });
  canary.on("upgrade", (request, socket) => {
    heard.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => canary.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
  try {
    await visit(page);
    const attempts = async (address: string) => {
      const tries: Record<string, () => unknown> = {
        fetch: () => fetch(`${address}/fetch`),
        noCors: () => fetch(`${address}/no-cors`, { mode: "no-cors" }),
        socket: () => new Promise((resolve) => (new WebSocket(`${address.replace("http", "ws")}/socket`).onerror = resolve)),
        events: () => new Promise((resolve) => (new EventSource(`${address}/events`).onerror = resolve)),
        beacon: () => (navigator as Navigator).sendBeacon?.(`${address}/beacon`),
        scripts: () => (self as unknown as { importScripts?: (url: string) => void }).importScripts?.(`${address}/scripts`),
        module: () => import(/* @vite-ignore */ `${address}/module.js`),
        image: () => {
          if (typeof document === "undefined") return;
          for (const [tag, attribute] of [["img", "src"], ["iframe", "src"], ["link", "href"], ["video", "src"], ["object", "data"]] as const) {
            const element = document.createElement(tag);
            if (tag === "link") element.setAttribute("rel", "stylesheet");
            element.setAttribute(attribute, `${address}/${tag}`);
            document.body.append(element);
          }
        },
        form: () => {
          if (typeof document === "undefined") return;
          const form = document.createElement("form");
          form.action = `${address}/form`;
          form.method = "post";
          document.body.append(form);
          form.submit();
        },
      };
      for (const act of Object.values(tries)) {
        try {
          await Promise.race([act(), new Promise((resolve) => setTimeout(resolve, 300))]);
        } catch {
          // refused, as it should be
        }
      }
    };
    await page.evaluate(attempts, address);
    expect(page.workers()).toHaveLength(1);
    await page.workers()[0]!.evaluate(attempts, address);
    await page.waitForTimeout(300);
    expect(heard).toEqual([]);
    // The canary does hear who may speak to it.
    await fetch(`${address}/test`);
    expect(heard).toEqual(["GET /test"]);
  } finally {
    canary.close();
  }
});

test("the page carries its policy itself, for hosts that send no headers", async ({ page }) => {
  await page.goto("./");
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  for (const part of ["default-src 'none'", "connect-src 'self'", "require-trusted-types-for 'script'", "object-src 'none'", "base-uri 'none'", "form-action 'none'"]) expect(policy).toContain(part);
});
