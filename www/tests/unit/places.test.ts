// Places in words.
import { expect, test } from "vitest";
import { coordinates, placeName, within } from "../../src/model/places.ts";

test("coordinates name their half of the world", () => {
  expect(coordinates(33.66094, -95.55551)).toBe("33.66° N, 95.56° W");
  expect(coordinates(-1, 2)).toBe("1.00° S, 2.00° E");
});

test("a place is named with what it lies in, each once", () => {
  expect(placeName({ name: "Paris", division: "Texas", country: "US" })).toBe("Paris, Texas, United States");
  expect(placeName({ name: "Singapore", division: "", country: "SG" })).toBe("Singapore");
  expect(within({ name: "Paris", division: "Texas", country: "US" })).toBe("Texas, United States");
  expect(within({ name: "France", division: "", country: "FR" })).toBe("");
  expect(placeName({ name: "North Sea", division: "", country: "" })).toBe("North Sea");
});
