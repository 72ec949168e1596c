// News of any length, for measuring.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** About `bytes` of news: the sample again and again, with other names each time, so that no entity is met too often. */
export function article(bytes) {
  const sample = readFileSync(`${root}www/src/sample.ts`, "utf8").match(/`([^`]*)`/)[1];
  const given = ["Ana", "Maria", "Helen", "Ruth", "Nora", "Clara", "Judith", "Ellen"];
  const family = ["López", "Meyer", "Okafor", "Lindqvist", "Haddad", "Novak", "Tanaka", "Byrne"];
  let text = "";
  for (let at = 0; Buffer.byteLength(text) < bytes; at++) {
    text += sample.replaceAll("Ana", given[at % 8]).replaceAll("López", family[(at >> 3) % 8]).replaceAll("Smith", family[(at + 3) % 8]);
    text += "\n";
  }
  return Buffer.from(text).subarray(0, bytes).toString("utf8").replace(/\ufffd$/, "");
}
