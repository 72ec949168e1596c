// The drawing of the timeline: what stands where.
import { expect, test } from "vitest";
import type { DateView } from "../../src/engine/types.ts";
import { ROW, draw, spread } from "../../src/model/timeline.ts";

const day = (date: string) => new Date(date.startsWith("-") ? `-00${date.slice(1)}` : date).getTime() / 864e5;
const entry = (from: string, to = from, minutes: number | null = null): DateView => ({ group: 1, marks: [0], name: from, edtf: from, from: day(from), to: day(to), minutes, vague: false });

test("time runs down, and days that are equally far apart are drawn so", () => {
  const { entries, height } = draw([entry("2024-02-26"), entry("2024-02-27"), entry("2024-02-28")], null, false);
  const [a, b, c] = entries.map(({ top }) => top) as [number, number, number];
  expect(b - a).toBeCloseTo(c - b);
  expect(a).toBeGreaterThan(0);
  expect(c).toBeLessThan(height);
  expect(entries.every(({ top, bottom }) => top === bottom)).toBe(true);
});

test("one date takes no more room than it needs", () => {
  const one = draw([entry("2024-02-26")], null, true);
  expect(one.height).toBe(ROW);
  expect(one.entries[0]!.label).toBe(ROW / 2);
  expect(draw([entry("2024-02-26")], day("2024-02-28"), true).height).toBe(2 * ROW);
  expect(draw([entry("2024-02-01", "2024-02-29")], day("2024-03-28"), true).height).toBe(3 * ROW);
  expect(draw([entry("2024-02-26"), entry("2024-02-27")], null, true).height).toBe(6 * ROW);
});

test("a stretch is a bar, and bars that overlap stand side by side", () => {
  const { entries, lanes } = draw([entry("1914-01-01", "1918-12-31"), entry("1916-01-01", "1916-12-31"), entry("1919-06-28")], null, false);
  expect(entries.map(({ lane }) => lane)).toEqual([1, 2, 0]);
  expect(lanes).toBe(3);
  expect(entries[0]!.bottom).toBeGreaterThan(entries[1]!.bottom);
});

test("an hour has its place on its day", () => {
  const { entries } = draw([entry("2024-03-05", "2024-03-05", 6 * 60), entry("2024-03-05", "2024-03-05", 18 * 60), entry("2024-03-06")], null, false);
  const [a, b, c] = entries.map(({ top }) => top) as [number, number, number];
  expect((b - a) / (c - a)).toBeCloseTo(0.5 / 1.25);
});

test("empty years are cut short where that is asked for, and only then", () => {
  const dates = [entry("1932-05-01"), entry("2024-02-25"), entry("2024-02-27"), entry("2024-03-05")];
  const long = draw(dates, day("2024-02-28"), false);
  const short = draw(dates, day("2024-02-28"), true);
  expect([long.hasEmpty, short.hasEmpty]).toEqual([true, true]);
  expect([long.cuts.length, short.cuts.length]).toEqual([0, 1]);
  const share = ({ entries, height }: typeof long) => (entries[3]!.top - entries[1]!.top) / height;
  expect(share(long)).toBeLessThan(0.01);
  expect(share(short)).toBeGreaterThan(0.7);
  expect(short.created).toBeGreaterThan(short.entries[2]!.top);
  expect(draw(dates.slice(1), null, true).hasEmpty).toBe(false);
});

test("from 500 BC to 2100 every date has its place, in order", () => {
  const dates = [entry("-0499-01-01", "-0499-12-31"), entry("-0043-03-15"), entry("0476-09-04"), entry("1066-10-14"), entry("2024-02-29"), entry("2100-12-31")];
  for (const squeeze of [true, false]) {
    const { entries, ticks, height } = draw(dates, null, squeeze);
    const tops = entries.map(({ top }) => top);
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
    expect(new Set(tops).size).toBe(tops.length);
    expect(Math.max(...tops)).toBeLessThan(height);
    for (const { y } of ticks) expect(y).toBeGreaterThanOrEqual(0);
  }
});

test("the axis has few enough marks to read, at the start of days, months or years", () => {
  for (const dates of [
    [entry("2024-02-26"), entry("2024-03-02")],
    [entry("2023-11-02"), entry("2024-05-20")],
    [entry("2001-04-01"), entry("2008-05-20")],
    [entry("-0499-04-01"), entry("2024-05-20")],
  ]) {
    const { ticks, height } = draw(dates, null, false);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThan(height / 20);
    for (const { day, unit } of ticks) {
      const date = new Date(day * 864e5);
      if (unit !== "day") expect(date.getUTCDate()).toBe(1);
      if (unit === "year") expect(date.getUTCMonth()).toBe(0);
    }
  }
});

test("labels keep apart and near what they name", () => {
  const random = mulberry(7);
  for (let run = 0; run < 200; run++) {
    const wanted = Array.from({ length: 1 + Math.floor(random() * 30) }, () => random() * 900).sort((a, b) => a - b);
    const height = Math.max(900, wanted.length * ROW);
    const labels = spread(wanted, ROW, height);
    labels.forEach((y, index) => {
      expect(y).toBeGreaterThanOrEqual(ROW / 2 - 1e-6);
      expect(y).toBeLessThanOrEqual(height - ROW / 2 + 1e-6);
      if (index > 0) expect(y - labels[index - 1]!).toBeGreaterThanOrEqual(ROW - 1e-6);
    });
  }
  expect(spread([100, 300], ROW, 900)).toEqual([100, 300]);
  expect(spread([200, 200], ROW, 900)).toEqual([180, 220]);
});

test("nothing, and one date alone, are drawn", () => {
  expect(draw([], null, true).entries).toEqual([]);
  const { entries, height } = draw([entry("2024-02-27")], day("2024-02-27"), true);
  expect(entries[0]!.top).toBeLessThan(height);
  expect(Number.isFinite(entries[0]!.label)).toBe(true);
  expect(draw([entry("2024-01-01", "2024-12-31")], null, true).entries[0]!.bottom).toBeGreaterThan(ROW);
});

/** Numbers that look random and are the same in every run. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
