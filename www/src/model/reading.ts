// A TIMEX3 value as a person reads it.

import { strings } from "../strings.ts";

const words = strings.dates;
const lookUp = (table: Readonly<Record<string, string>>, key: string | undefined) => (key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined);

/** `2024-02-27` as `Tuesday 27 February 2024`; undefined where the value has no plainer reading. */
export function reading(value: string): string | undefined {
  const reference = lookUp(words.references, value);
  if (reference) return reference;
  if (value.startsWith("P")) return period(value);
  const [date = "", time] = value.split("T");
  const days = date === "" || date === "XXXX-XX-XX" ? "" : calendar(date);
  if (days === undefined) return undefined;
  if (time === undefined) return days || undefined;
  const hour = lookUp(words.times, time) ?? (/^\d\d(:\d\d){0,2}/.test(time) ? clock(time) : undefined);
  return hour && [days, hour].filter(Boolean).join(", ");
}

function clock(time: string): string {
  const zone = time.replace(/^[\d:]+/, "");
  const digits = /^[\d:]+/.exec(time)![0];
  return `${digits.length === 2 ? `${digits}:00` : digits}${zone === "Z" ? " UTC" : zone && ` UTC${zone}`}`;
}

function calendar(date: string): string | undefined {
  const match = /^(\d{4})-(?:(\d\d)(?:-(\d\d))?|W(\d\d)(-WE)?|Q([1-4])|H([12])|([A-Z]{2}))$/.exec(date);
  if (match) {
    const [, year, month, day, week, weekend, quarter, half, season] = match as unknown as [string, string, ...(string | undefined)[]];
    if (day) return fullDay(Number(year), Number(month), Number(day));
    if (month) {
      const name = words.months[Number(month) - 1];
      return name && words.month(name, year);
    }
    if (week) return weekend ? words.weekend(Number(week), year) : words.week(Number(week), year);
    if (quarter) return words.quarter(quarter, year);
    if (half) return words.half(half === "1", year);
    const name = lookUp(words.seasons, season);
    return name && words.month(name, year);
  }
  const weekday = /^XXXX-WXX-([1-7])$/.exec(date)?.[1];
  if (weekday) return words.weekdays[Number(weekday) % 7];
  if (/^\d{4}$/.test(date)) return date;
  if (/^\d{3}$/.test(date)) return words.decade(`${date}0`);
  if (/^\d{2}$/.test(date)) return words.century(`${date}00`);
  return undefined;
}

/** Undefined where the calendar has no such day. */
function fullDay(year: number, month: number, day: number): string | undefined {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  if (at.getUTCDate() !== day || at.getUTCMonth() !== month - 1) return undefined;
  return words.day(words.weekdays[at.getUTCDay()] ?? "", day, words.months[month - 1] ?? "", year);
}

function period(value: string): string | undefined {
  const parts: string[] = [];
  let timed = false;
  for (const [part, amount = "", unit = ""] of value.slice(1).matchAll(/T|(\d+(?:\.\d+)?|X+)(DE|CE|[YMWDHS])/g)) {
    if (part === "T") timed = true;
    else parts.push(words.amount(amount.startsWith("X") ? undefined : amount, timed && unit === "M" ? "m" : (unit as keyof typeof words.units)));
  }
  return parts.length > 0 ? parts.join(" ") : undefined;
}

/** A day as `27 February 2024`. */
export function readDay(date: string): string {
  return reading(date)?.replace(/^\w+ (?=\d)/, "") ?? date;
}

/** `33.661° N, 95.556° W`. */
export function coordinates(latitude: number, longitude: number): string {
  const half = (degrees: number, positive: string, negative: string) => `${Math.abs(degrees).toFixed(3)}° ${degrees < 0 ? negative : positive}`;
  return `${half(latitude, "N", "S")}, ${half(longitude, "E", "W")}`;
}
