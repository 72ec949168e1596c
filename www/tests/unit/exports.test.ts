// Formats for dates, read by programs that others wrote: xmllint with the XML Schema of TempEval-3, and ical.js.
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import ICAL from "ical.js";
import { beforeAll, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { ask, exported, startEngine } from "../engine.ts";
import { articles, root } from "../native.ts";

/** The schema has no licence of its own, so it lies beside the project and not in it. */
const schema = `${root}../shared/data/schemas/tml.xsd`;
if (!existsSync(schema)) console.warn(`skipped: ${schema} is not there, so TimeML files are not held against it`);

/** Values that a person may give, which TimeML knows in part only. */
const values = [
  ..."2024 2024-02-27 BC0044-03-15 BC0044-03-15T12:00 BC0480-SP BC0480-W09 BC048 199 18 XXXX-WXX-WD 2024-W09-WETMO XXXX-WXX-2TXX".split(" "),
  ..."T18:00 TXX P2WE P3S P1H PXWE P1W2D P1.5Y PT PX P2C PXX 12024 2024-AU + -- 2024--05 A:B PRESENT_REF 2024-02-27T24:00".split(" "),
];

const text = "They met on Tuesday & on 5 March 2024; <b>twice a week</b>, 1.5 times a day,\u000b for two weekends. Two days later, at 6 p.m. GMT, it ended \u{1f980}.";

beforeAll(startEngine);

/** Opens each article, and then one text with each of the values, in turn. */
function* opened(): Generator<string> {
  for (const path of articles) {
    ask({ method: "file", name: basename(path), encoding: null }, readFileSync(path));
    yield path;
  }
  ask({ method: "open", source: text, format: "plain" });
  yield "no date";
  ask({ method: "command", commands: [{ command: "setCreated", date: "2024-02-28" }, { command: "setArticle", field: "title", value: "A -- “title” & <more>" }] });
  yield "a date";
  ask({ method: "command", commands: [{ command: "reject", marks: ["t1"] }] });
  for (const value of values) {
    ask({ method: "command", commands: [{ command: "setTimex", marks: ["t0"], value }] });
    yield value;
  }
}

test.skipIf(!existsSync(schema))("TimeML files are valid by the schema of TempEval-3", { timeout: 120_000 }, async () => {
  const files: { fileName: string; contents: string; name: string }[] = [];
  for (const name of opened()) files.push({ fileName: `${files.length}.xml`, contents: await exported("timeml"), name });
  const { errors } = await validateXML({ xml: files, schema: { fileName: "tml.xsd", contents: readFileSync(schema, "utf8") }, initialMemoryPages: 1024, maxMemoryPages: 16_384 });
  expect(errors.map(({ message, loc }) => `${files.find(({ fileName }) => fileName === loc?.fileName)?.name}: ${message}`)).toEqual([]);

  // The schema is no matter of course: it sees what is wrong.
  const wrong = (await exported("timeml")).replace(/value="[^"]*"/, 'value="P2WE"').replace("t0", "t9");
  const { valid } = await validateXML({ xml: { fileName: "wrong.xml", contents: wrong }, schema: { fileName: "tml.xsd", contents: readFileSync(schema, "utf8") } });
  expect(valid).toBe(false);
});

test("calendars are read by ical.js as they were meant", async () => {
  let events = 0;
  for (const name of opened()) {
    const file = await exported("ics");
    const calendar = new ICAL.Component(ICAL.parse(file));
    expect(calendar.getFirstPropertyValue("version"), name).toBe("2.0");
    for (const component of calendar.getAllSubcomponents("vevent")) {
      const event = new ICAL.Event(component);
      events++;
      expect(event.uid, name).toMatch(/@dateline$/);
      expect(event.summary.length, name).toBeGreaterThan(0);
      expect(event.description.split("\n").length, name).toBeGreaterThan(2);
      const days = event.endDate.subtractDate(event.startDate).toSeconds() / 86_400;
      expect(event.startDate.isDate ? days >= 1 && days <= 7 : days === 0, `${name}: ${days} days`).toBe(true);
    }
  }
  expect(events).toBeGreaterThan(50);
});

test("what a calendar holds and what it leaves out is all there is", async () => {
  ask({ method: "open", source: "It shut in 1932. They met on 5 March 2024 at 6 p.m. GMT, on 6 March 2024, and in the week of 44 BC.", format: "plain" });
  const { note } = ask({ method: "export", to: "ics" }) as { note: string | null };
  expect(note).toBe("Left out: 1 longer than a week, 1 before the year 1");
  const calendar = new ICAL.Component(ICAL.parse(await exported("ics")));
  const starts = calendar.getAllSubcomponents("vevent").map((event) => String(event.getFirstPropertyValue("dtstart")));
  expect(starts).toEqual(["2024-03-05T18:00:00Z", "2024-03-06"]);
});
