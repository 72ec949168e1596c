// Coordinates in words.
import { expect, test } from "vitest";
import { coordinates } from "../../src/model/coordinates.ts";

test("coordinates name their half of the world", () => {
  expect(coordinates(33.66094, -95.55551)).toBe("33.661° N, 95.556° W");
  expect(coordinates(-1, 2)).toBe("1.000° S, 2.000° E");
});
