// Where on the drawing each place stands: what of the world is in view, which places are drawn as one, and which labels have room.
// Points of the world are in the units of the projection, points of the drawing in pixels.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How the world is drawn: a point of it is at `scale * point + (x, y)`. */
export interface Camera {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A spot with how much it weighs: the number of its mentions. */
export interface Spot extends Point {
  readonly name: string;
  readonly weight: number;
}

/** Spots that are drawn as one, since they would cover each other; the heaviest first. */
export interface Cluster<S extends Spot = Spot> extends Point {
  readonly spots: readonly S[];
  readonly radius: number;
}

/** A label beside a point: where its text starts, in the middle of its height. */
export interface Label extends Point {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** The world, which the projection fits into. */
export const WORLD: Size = { width: 1000, height: 520 };
/** How much closer than the whole world one may look. */
const CLOSEST = 120;
/** What is around a single place, in units of the world: about a third of the United States. */
const AROUND = 60;
/** The share of the drawing that stays free around the places. */
const MARGIN = 0.14;
/** Pixels of a letter of a label, about, and of its line. */
const LETTER = 6.9;
const LINE = 16;

/** The whole of the world. */
export function whole(size: Size): Camera {
  return around({ x: WORLD.width / 2, y: WORLD.height / 2 }, least(size), size);
}

/** The least scale: the world fills the drawing one way. */
function least({ width, height }: Size): number {
  return Math.min(width / WORLD.width, height / WORLD.height);
}

function around(middle: Point, scale: number, { width, height }: Size): Camera {
  return { scale, x: width / 2 - scale * middle.x, y: height / 2 - scale * middle.y };
}

/** What shows all `points`, with something around them; the whole world where there are none. */
export function fit(points: readonly Point[], size: Size): Camera {
  if (points.length === 0) return whole(size);
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = 1 - 2 * MARGIN;
  const scale = Math.min((room * size.width) / Math.max(right - left, AROUND * room), (room * size.height) / Math.max(bottom - top, (AROUND * room * size.height) / size.width));
  return bounded(around({ x: (left + right) / 2, y: (top + bottom) / 2 }, limited(scale, size), size), size);
}

function limited(scale: number, size: Size): number {
  return Math.min(Math.max(scale, least(size)), least(size) * CLOSEST);
}

/** `camera` zoomed by `factor`, so that what is at `at` stays there. */
export function zoom(camera: Camera, factor: number, at: Point, size: Size): Camera {
  const scale = limited(camera.scale * factor, size);
  const by = scale / camera.scale;
  return bounded({ scale, x: at.x - by * (at.x - camera.x), y: at.y - by * (at.y - camera.y) }, size);
}

/** `camera` moved by pixels. */
export function pan(camera: Camera, x: number, y: number, size: Size): Camera {
  return bounded({ ...camera, x: camera.x + x, y: camera.y + y }, size);
}

/** Keeps the world in view: it fills the drawing, or is in its middle where it is smaller. */
function bounded({ scale, x, y }: Camera, { width, height }: Size): Camera {
  const along = (at: number, world: number, room: number) => (world * scale <= room ? (room - world * scale) / 2 : Math.min(0, Math.max(room - world * scale, at)));
  return { scale, x: along(x, WORLD.width, width), y: along(y, WORLD.height, height) };
}

export function canZoom(camera: Camera, factor: number, size: Size): boolean {
  return Math.abs(limited(camera.scale * factor, size) - camera.scale) > camera.scale * 1e-6;
}

export function onDrawing(camera: Camera, { x, y }: Point): Point {
  return { x: camera.scale * x + camera.x, y: camera.scale * y + camera.y };
}

/** How large a point of `weight` mentions is. */
export function radiusOf(weight: number): number {
  return Math.min(4 + 1.8 * Math.sqrt(weight), 18);
}

/** `spots` as they are drawn: those that would cover a heavier one are drawn with it. In the order of weight. */
export function clusters<S extends Spot>(spots: readonly S[], camera: Camera): Cluster<S>[] {
  const found: { x: number; y: number; weight: number; spots: S[] }[] = [];
  for (const spot of [...spots].sort((a, b) => b.weight - a.weight)) {
    const { x, y } = onDrawing(camera, spot);
    const near = found.find((other) => Math.hypot(other.x - x, other.y - y) < radiusOf(other.weight) + radiusOf(spot.weight));
    if (!near) found.push({ x, y, weight: spot.weight, spots: [spot] });
    else {
      near.spots.push(spot);
      near.weight += spot.weight;
    }
  }
  return found.map(({ x, y, weight, spots }) => ({ x, y, spots, radius: Math.max(radiusOf(weight), spots.length > 1 ? 9 : 0) }));
}

/** Whether the spots of a cluster part at some scale. */
export function parts({ spots }: Cluster): boolean {
  return spots.some(({ x, y }) => Math.hypot(x - spots[0]!.x, y - spots[0]!.y) > 0.3);
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A label for each cluster that has room for one, in its order: beside, above or below the point, over no other and no edge. */
export function labels(all: readonly Cluster[], size: Size): (Label | undefined)[] {
  const taken: Box[] = all.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }));
  return all.map(({ x, y, radius, spots }) => {
    if (x < 0 || x > size.width || y < 0 || y > size.height) return undefined;
    const text = spots.length > 1 ? `${spots[0]!.name} +${spots.length - 1}` : spots[0]!.name;
    const width = text.length * LETTER;
    const gap = radius + 4;
    const starts: Point[] = [
      { x: x + gap, y },
      { x: x - gap - width, y },
      { x: x - width / 2, y: y - radius - LINE / 2 - 1 },
      { x: x - width / 2, y: y + radius + LINE / 2 + 1 },
    ];
    for (const start of starts) {
      const box = { left: start.x, right: start.x + width, top: start.y - LINE / 2, bottom: start.y + LINE / 2 };
      const fits = box.left >= 0 && box.right <= size.width && box.top >= 0 && box.bottom <= size.height;
      if (!fits || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      return { ...start, text, width, height: LINE };
    }
    return undefined;
  });
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The meridian to draw in the middle, in degrees east: 0, unless all places are on a half of the world that such a map cuts in two. */
export function meridian(longitudes: readonly number[]): number {
  const sorted = [...longitudes].sort((a, b) => a - b);
  const at = sorted.findIndex((from, index) => (sorted[index + 1] ?? Infinity) - from >= 180);
  if (at < 0 || at === sorted.length - 1) return 0;
  const middle = (sorted[at]! + sorted[at + 1]!) / 2 + 180;
  return Math.round(middle > 180 ? middle - 360 : middle);
}
