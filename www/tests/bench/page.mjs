// How long the page takes: from load to ready, from paste to painted at 5 KB and 100 KB, and to show another date of the article.
// `npm --prefix www run bench` writes tests/bench/page.json and page.md.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { article } from "../article.mjs";
import { paste, root, visit, withSite } from "../serve.mjs";

const RUNS = 7;

/** From the paste until the frame with the whole result is there, in milliseconds; with what was drawn. */
async function pasteToPainted(page, text) {
  await page.evaluate(() => {
    performance.clearMarks();
    const root = document.querySelector("#page");
    delete root.dataset.drawn;
    window.painted = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        if (!root.dataset.drawn) return;
        watch.disconnect();
        // After the frame that shows it.
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
      });
      watch.observe(root, { attributes: true, attributeFilter: ["data-drawn"] });
    });
    document.addEventListener("paste", () => (window.pasted = performance.now()), { capture: true, once: true });
  });
  await paste(page, text);
  return page.evaluate(async () => ({
    milliseconds: (await window.painted) - window.pasted,
    marks: document.querySelectorAll("mark.first").length,
    quotations: document.querySelectorAll("dl-said li").length,
    paragraphs: document.querySelector("dl-article").childElementCount,
  }));
}

/** From another date of the article until the frame with all dates reckoned anew is there, in milliseconds. */
async function dateToPainted(page, date) {
  return page.evaluate(async (date) => {
    const root = document.querySelector("#page");
    const before = root.dataset.drawn;
    const field = document.querySelector("#field-created");
    const start = performance.now();
    field.value = date;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    while (root.dataset.drawn === before) await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - start;
  }, date);
}

function summary(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const round = (time) => Math.round(time * 10) / 10;
  return { median: round(sorted[sorted.length >> 1]), least: round(sorted[0]), most: round(sorted.at(-1)), runs: sorted.length };
}

await withSite(async (browser, url) => {
  const results = {};
  const loads = { usable: [], ready: [], places: [] };
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext(); // nothing in its cache
    const page = await context.newPage();
    await visit(page, url);
    const times = await page.evaluate(() => ["usable", "ready"].map((name) => performance.getEntriesByName(name)[0].startTime));
    loads.places.push(await page.evaluate(() => performance.getEntriesByName("pack places")[0].duration));
    loads.usable.push(times[0]);
    loads.ready.push(times[1]);
    await context.close();
  }
  results["load to usable (engine)"] = summary(loads.usable);
  results["load to ready (engine and all data)"] = summary(loads.ready);
  results["the places pack in the engine, from its bytes to ready"] = summary(loads.places);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await visit(page, url);
  for (const [name, bytes] of [["5 KB", 5_000], ["100 KB", 100_000]]) {
    const text = article(bytes);
    const times = [];
    let drawn;
    for (let run = 0; run < RUNS; run++) {
      const { milliseconds, ...now } = await pasteToPainted(page, text);
      if (now.marks === 0 || now.quotations === 0) throw new Error(`expected marks and quotations in ${name}, found ${JSON.stringify(now)}`);
      if (drawn && JSON.stringify(drawn) !== JSON.stringify(now)) throw new Error(`expected the same result each time, found ${JSON.stringify([drawn, now])}`);
      drawn = now;
      times.push(milliseconds);
      if (run === RUNS - 1) {
        const dates = [];
        for (let day = 1; day <= RUNS; day++) dates.push(await dateToPainted(page, `2025-03-0${day}`));
        results[`another date of the article to painted, ${name}`] = { ...summary(dates), marks: now.marks };
      }
      await page.getByRole("button", { name: "New", exact: true }).click();
    }
    results[`paste to painted, ${name}`] = { ...summary(times), ...drawn };
  }
  const record = {
    date: new Date().toISOString().slice(0, 10),
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim(),
    processor: `${cpus()[0].model}, ${cpus().length} cores`,
    load: Math.round(loadavg()[1] * 10) / 10, // programs that wanted a core, over the last five minutes
    browser: `Chromium ${browser.version()}`,
    command: "npm --prefix www run bench",
    milliseconds: results,
  };
  writeFileSync(`${root}tests/bench/page.json`, `${JSON.stringify(record, null, 2)}\n`);
  const rows = Object.entries(results).map(([name, { median, least, most, runs, marks = "" }]) => `| ${name} | ${median} | ${least} | ${most} | ${runs} | ${marks} |`);
  const table = [
    "# The page, in Chromium",
    "",
    `\`${record.command}\` wrote this on ${record.date}, at commit ${record.commit}, on ${record.processor} (load ${record.load}), in ${record.browser}, headless, served from the same machine.`,
    "",
    "| what | median, ms | least | most | runs | marks |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...rows,
    "",
  ].join("\n");
  writeFileSync(`${root}tests/bench/page.md`, table);
  console.log(table);
});
