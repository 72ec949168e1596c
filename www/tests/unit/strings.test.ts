// Interface text stands in one file: no other source holds a sentence for people.
import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";

const folder = new URL("../../src/", import.meta.url);
const sources = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith(".ts") && !/(strings|sample|types)\.ts$/.test(name));

test.each(sources)("%s shows no words of its own", (name) => {
  const code = readFileSync(new URL(name, folder), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");
  // Children of elements and texts of attributes that people read.
  const shown = [...code.matchAll(/(?:textContent = |placeholder: |title: |"aria-label": |button\()"([^"]+)"/g)].map((match) => match[1]);
  expect(shown).toEqual([]);
});

test("no source makes markup from strings", () => {
  for (const name of sources) {
    const code = readFileSync(new URL(name, folder), "utf8");
    expect(code, name).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|setHTML/);
  }
});
