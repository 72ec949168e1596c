// TIMEX3 values in words.
import { expect, test } from "vitest";
import { coordinates, readDay, reading } from "../../src/model/reading.ts";

test.each([
  ["2024-02-27", "Tuesday 27 February 2024"],
  ["2024-02", "February 2024"],
  ["2024", "2024"],
  ["199", "the 1990s"],
  ["19", "the 1900s"],
  ["2024-W09", "week 9 of 2024"],
  ["2024-W09-WE", "weekend of week 9 of 2024"],
  ["2023-SP", "spring 2023"],
  ["2024-Q1", "quarter 1 of 2024"],
  ["2024-H2", "second half of 2024"],
  ["2024-03-05T18:00", "Tuesday 5 March 2024, 18:00"],
  ["2024-03-05T18:00Z", "Tuesday 5 March 2024, 18:00 UTC"],
  ["2024-03-05TMO", "Tuesday 5 March 2024, morning"],
  ["T18", "18:00"],
  ["P6M", "6 months"],
  ["PT6M", "6 minutes"],
  ["P1Y2M", "1 year 2 months"],
  ["P1DE", "1 decade"],
  ["PXD", "some days"],
  ["P1.5Y", "1.5 years"],
  ["XXXX-WXX-2", "Tuesday"],
  ["PRESENT_REF", "now"],
])("%s is %s", (value, words) => expect(reading(value)).toBe(words));

test.each(["", "P", "2024-13", "2024-02-30", "2024-02-27Tx", "nonsense"])("%j has no reading", (value) => expect(reading(value)).toBeUndefined());

test("a day without its weekday", () => {
  expect(readDay("2024-02-27")).toBe("27 February 2024");
  expect(readDay("2024")).toBe("2024");
});

test("coordinates name their half of the world", () => {
  expect(coordinates(33.66094, -95.55551)).toBe("33.661° N, 95.556° W");
  expect(coordinates(-1, 2)).toBe("1.000° S, 2.000° E");
});
