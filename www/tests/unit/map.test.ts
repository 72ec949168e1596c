import { describe, expect, test } from "vitest";
import { canZoom, clusters, fit, labels, meridian, onDrawing, pan, parts, type Spot, WORLD, whole, zoom } from "../../src/model/map.ts";

const size = { width: 400, height: 240 };
const spot = (name: string, x: number, y: number, weight = 1): Spot => ({ name, x, y, weight });

describe("the camera", () => {
  test("shows the whole world where there is no place", () => {
    const camera = fit([], size);
    expect(camera).toEqual(whole(size));
    expect(onDrawing(camera, { x: 0, y: 0 }).x).toBeCloseTo(0);
    expect(onDrawing(camera, { x: WORLD.width, y: 0 }).x).toBeCloseTo(size.width);
  });

  test("fits all places, and leaves something around one", () => {
    for (const points of [[{ x: 500, y: 200 }], [{ x: 480, y: 200 }, { x: 530, y: 260 }], [{ x: 5, y: 5 }, { x: 990, y: 500 }], [{ x: 0, y: 0 }]]) {
      const camera = fit(points, size);
      for (const point of points) {
        const { x, y } = onDrawing(camera, point);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(size.width);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(size.height);
      }
    }
    expect(fit([{ x: 500, y: 200 }], size).scale).toBeCloseTo(size.width / 60);
  });

  test("keeps what is under the pointer there, and the world in view", () => {
    const at = { x: 130, y: 90 };
    const camera = fit([{ x: 500, y: 200 }], size);
    const closer = zoom(camera, 2, at, size);
    const before = { x: (at.x - camera.x) / camera.scale, y: (at.y - camera.y) / camera.scale };
    expect(onDrawing(closer, before).x).toBeCloseTo(at.x);
    expect(onDrawing(closer, before).y).toBeCloseTo(at.y);
    expect(zoom(camera, 1e-6, at, size)).toEqual(whole(size));
    expect(pan(whole(size), 500, 500, size)).toEqual(whole(size));
    expect(pan(camera, 1e6, 0, size).x).toBe(0);
    expect([canZoom(whole(size), 0.5, size), canZoom(whole(size), 2, size)]).toEqual([false, true]);
    expect(canZoom(zoom(camera, 1e6, at, size), 2, size)).toBe(false);
  });
});

describe("clusters", () => {
  test("are of what would overlap, and part when one looks closer", () => {
    const spots = [spot("Dayton", 500, 200, 2), spot("Springfield", 501, 200, 5), spot("Paris", 600, 200)];
    const far = clusters(spots, whole(size));
    expect(far.map(({ spots }) => spots.map(({ name }) => name))).toEqual([["Springfield", "Dayton"], ["Paris"]]);
    expect(parts(far[0]!)).toBe(true);
    expect(clusters(spots, fit(spots.slice(0, 2), { width: 4000, height: 2400 })).map(({ spots }) => spots.length)).toEqual([1, 1, 1]);
    expect(parts(clusters([spot("a", 1, 1), spot("b", 1, 1)], whole(size))[0]!)).toBe(false);
  });

  test("lose no spot", () => {
    const spots = Array.from({ length: 300 }, (_, at) => spot(String(at), (at * 37) % 1000, (at * 91) % 520, 1 + (at % 7)));
    const all = clusters(spots, whole(size)).flatMap(({ spots }) => spots);
    expect(new Set(all).size).toBe(300);
  });
});

test("labels cover neither each other, nor points, nor the edge", () => {
  const spots = Array.from({ length: 60 }, (_, at) => spot(`Place ${at}`, 450 + ((at * 17) % 100), 200 + ((at * 29) % 60)));
  const camera = fit(spots, size);
  const all = clusters(spots, camera);
  const boxes = labels(all, size).flatMap((label) => (label ? [{ left: label.x, right: label.x + label.text.length * 6.9, top: label.y - 8, bottom: label.y + 8 }] : []));
  expect(boxes.length).toBeGreaterThan(3);
  const circles = all.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }));
  boxes.forEach((box, at) => {
    expect(box.left >= 0 && box.right <= size.width && box.top >= 0 && box.bottom <= size.height).toBe(true);
    for (const other of [...boxes.slice(at + 1), ...circles]) expect(box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom).toBe(false);
  });
  expect(labels([{ x: 100, y: 100, radius: 9, spots: [spot("Springfield", 0, 0), spot("Dayton", 0, 0)] }], size)[0]?.text).toBe("Springfield +1");
});

test("the map is turned where the places lie around its edge", () => {
  expect(meridian([])).toBe(0);
  expect(meridian([-74, 2])).toBe(0);
  expect(meridian([-100, 10, 140])).toBe(0);
  expect(Math.abs(meridian([178, -175, 172]))).toBeGreaterThan(170);
  expect(meridian([140, -120])).toBe(-170);
});
