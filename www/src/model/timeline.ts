// Where on the drawing each date stands: time runs down, and stretches in which nothing begins or ends may be cut short.
import type { DateView } from "../engine/types.ts";

/** Pixels from one label to the next, at least. */
export const ROW = 40;
/** Pixels of a stretch that is cut short. */
const CUT = 26;
/** Shorter stretches than this are drawn as they are, in days. */
const SHORT = 31;
/** Pixels from one mark of the axis to the next, at least. */
const MARK = 24;
/** Pixels above the first date and below the last. */
const EDGE = 12;

/** A stretch of time, and where it is drawn. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
  readonly cut: boolean;
}

export interface Tick {
  readonly y: number;
  readonly day: number;
  readonly unit: Unit;
}

export interface Placed {
  readonly entry: DateView;
  /** Where it begins and ends; equal for a point. */
  readonly top: number;
  readonly bottom: number;
  readonly lane: number;
  /** The middle of its label. */
  readonly label: number;
}

export interface Drawing {
  readonly height: number;
  readonly lanes: number;
  readonly entries: readonly Placed[];
  readonly ticks: readonly Tick[];
  readonly cuts: readonly Stretch[];
  /** Where the article's date is drawn. */
  readonly created: number | undefined;
  /** Whether there is anything to cut short. */
  readonly hasEmpty: boolean;
}

export type Unit = "day" | "month" | "year";

/** Where `entries`, which come in the order of time, are drawn; `created` is the article's date. Days are counted from 1970-01-01. */
export function draw(entries: readonly DateView[], created: number | null, squeeze: boolean): Drawing {
  const edges = [...entries.flatMap((entry) => [startOf(entry), endOf(entry)]), ...(created === null ? [] : [created + 0.5])];
  const all = stretches(edges);
  const empty = emptyOf(all);
  const cut = squeeze ? empty : new Set<number>();
  // A few dates need room for the axis between them; one has only its own ends and the article's date beside it.
  const height = Math.max(entries.length, entries.length > 1 ? 6 : all.length + 1) * ROW + cut.size * CUT;
  const scale = scaled(all, cut, height);
  const labels = spread(entries.map((entry) => at(scale, startOf(entry))), ROW, height);
  const lanes = lanesOf(entries);
  return {
    height,
    lanes: Math.max(0, ...lanes) + 1,
    entries: entries.map((entry, index) => ({ entry, top: at(scale, startOf(entry)), bottom: at(scale, endOf(entry)), lane: lanes[index]!, label: labels[index]! })),
    ticks: joined(scale).flatMap(ticks),
    cuts: scale.filter((stretch) => stretch.cut),
    created: created === null ? undefined : at(scale, created + 0.5),
    hasEmpty: empty.size > 0,
  };
}

/** Whether it is one day or one time, which is drawn as a point. */
export function isPoint(entry: DateView): boolean {
  return entry.from === entry.to;
}

function startOf(entry: DateView): number {
  return isPoint(entry) ? entry.from + (entry.minutes === null ? 0.5 : entry.minutes / 1440) : entry.from;
}

function endOf(entry: DateView): number {
  return isPoint(entry) ? startOf(entry) : entry.to + 1;
}

/** The stretches between the days on which something begins or ends. */
function stretches(edges: readonly number[]): { from: number; to: number }[] {
  const sorted = [...new Set(edges)].sort((a, b) => a - b);
  return sorted.slice(1).map((to, index) => ({ from: sorted[index]!, to }));
}

/**
 * The stretches to cut short, the longest first, as long as there are any: the empty years between then and now. They take more than a
 * quarter of the height, or a twelfth where that leaves no room for the shortest.
 */
function emptyOf(all: readonly { from: number; to: number }[]): Set<number> {
  const empty = new Set<number>();
  const longest = all.map((_, index) => index).sort((a, b) => lengthOf(all[b]!) - lengthOf(all[a]!));
  const shortest = Math.max(1, lengthOf(all[longest.at(-1) ?? 0] ?? { from: 0, to: 1 }));
  let rest = all.reduce((sum, stretch) => sum + lengthOf(stretch), 0);
  for (const index of longest) {
    const length = lengthOf(all[index]!);
    const large = length * 4 > rest || (length * 12 > rest && length > 30 * shortest);
    if (length <= SHORT || !large || all.length === 1) break;
    empty.add(index);
    rest -= length;
  }
  return empty;
}

function lengthOf({ from, to }: { from: number; to: number }): number {
  return to - from;
}

function scaled(all: readonly { from: number; to: number }[], cut: Set<number>, height: number): Stretch[] {
  const days = all.reduce((sum, stretch, index) => sum + (cut.has(index) ? 0 : lengthOf(stretch)), 0);
  const room = height - 2 * EDGE - cut.size * CUT;
  // Where every stretch is cut short, they share the room.
  const share = days > 0 ? 0 : room / Math.max(1, cut.size);
  let top = EDGE;
  const scale = all.map((stretch, index) => {
    const isCut = cut.has(index);
    const bottom = top + (isCut ? CUT + share : (lengthOf(stretch) / days) * room);
    const drawn = { ...stretch, top, bottom, cut: isCut };
    top = bottom;
    return drawn;
  });
  return scale;
}

/** Where a day is drawn. */
function at(scale: readonly Stretch[], day: number): number {
  const stretch = scale.find(({ to }) => day <= to) ?? scale.at(-1);
  if (!stretch) return EDGE;
  return stretch.top + ((day - stretch.from) / lengthOf(stretch)) * (stretch.bottom - stretch.top);
}

/** Middles of labels as near to `wanted`, which ascend, as `gap` allows: the least sum of squares, between 0 and `height`. */
export function spread(wanted: readonly number[], gap: number, height: number): number[] {
  // Without the gaps, labels may share a place but not overtake: pools of neighbours take their mean.
  const pools: { sum: number; size: number }[] = [];
  wanted.forEach((y, index) => {
    pools.push({ sum: y - index * gap, size: 1 });
    for (let last = pools.at(-1)!, before = pools.at(-2); before && before.sum / before.size > last.sum / last.size; last = pools.at(-1)!, before = pools.at(-2)) {
      pools.pop();
      before.sum += last.sum;
      before.size += last.size;
    }
  });
  const least = gap / 2;
  const most = Math.max(least, height - gap / 2 - (wanted.length - 1) * gap);
  return pools.flatMap(({ sum, size }) => Array<number>(size).fill(Math.min(Math.max(sum / size, least), most))).map((y, index) => y + index * gap);
}

/** The most bars side by side; more share the last place. */
const LANES = 5;

/** Places side by side for bars that overlap; points stand in the first. */
function lanesOf(entries: readonly DateView[]): number[] {
  const busy: number[] = [];
  return entries.map((entry) => {
    if (isPoint(entry)) return 0;
    let lane = 1;
    while (lane < LANES && (busy[lane] ?? -Infinity) >= entry.from) lane++;
    busy[lane] = Math.max(busy[lane] ?? -Infinity, entry.to);
    return lane;
  });
}

/** What the axis may count in, and how many days that is. */
const steps: readonly [Unit, size: number, days: number][] = [
  ["day", 1, 1],
  ["month", 1, 30.4],
  ["month", 3, 91.3],
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((years): [Unit, number, number] => ["year", years, years * 365.2]),
];

/** Neighbours that are drawn to one scale, as one. */
function joined(scale: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const stretch of scale) {
    const last = all.at(-1);
    if (stretch.cut) continue;
    if (last?.to === stretch.from) all[all.length - 1] = { ...last, to: stretch.to, bottom: stretch.bottom };
    else all.push(stretch);
  }
  return all;
}

/** The days, months or years to write beside a stretch: the finest that have room. */
function ticks(stretch: Stretch): Tick[] {
  const perDay = (stretch.bottom - stretch.top) / lengthOf(stretch);
  const step = steps.find(([, , days]) => days * perDay >= MARK);
  if (!step) return [];
  const [unit, size] = step;
  const found: Tick[] = [];
  for (let day = firstOf(stretch.from, unit, size); day <= stretch.to; day = firstOf(day + 1, unit, size)) {
    found.push({ y: stretch.top + (day - stretch.from) * perDay, day, unit });
  }
  return found;
}

/** The first start of a step, from `day` on. */
function firstOf(day: number, unit: Unit, size: number): number {
  const whole = Math.ceil(day);
  if (unit === "day") return whole;
  const date = new Date(whole * 864e5);
  const months = size * (unit === "month" ? 1 : 12);
  const month = Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months) * months;
  const first = dayOf(month);
  return first >= whole ? first : dayOf(month + months);
}

/** The first day of a month, counted from the year 0. */
function dayOf(month: number): number {
  return new Date(0).setUTCFullYear(Math.floor(month / 12), month - Math.floor(month / 12) * 12, 1) / 864e5;
}
