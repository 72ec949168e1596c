// A TIMEX3 value as a person reads it.

const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const seasons: Record<string, string> = { SP: "spring", SU: "summer", FA: "autumn", AU: "autumn", WI: "winter" };
const times: Record<string, string> = { MO: "morning", MI: "midday", AF: "afternoon", EV: "evening", NI: "night", DT: "daytime" };
const units: Record<string, [string, string]> = { Y: ["year", "years"], M: ["month", "months"], W: ["week", "weeks"], D: ["day", "days"], H: ["hour", "hours"], m: ["minute", "minutes"], S: ["second", "seconds"], DE: ["decade", "decades"], CE: ["century", "centuries"] };
const references: Record<string, string> = { PRESENT_REF: "now", PAST_REF: "some time ago", FUTURE_REF: "some time to come" };

/** `2024-02-27` as `Tuesday 27 February 2024`; undefined where the value has no plainer reading. */
export function reading(value: string): string | undefined {
  if (references[value]) return references[value];
  if (value.startsWith("P")) return period(value);
  const [date = "", time] = value.split("T");
  const days = date === "XXXX-XX-XX" ? "" : calendar(date);
  if (days === undefined) return undefined;
  if (time === undefined) return days || undefined;
  const hour = times[time] ?? (/^\d\d(:\d\d){0,2}/.test(time) ? clock(time) : undefined);
  return hour && [days, hour].filter(Boolean).join(", ");
}

function clock(time: string): string {
  const zone = time.replace(/^[\d:]+/, "");
  const digits = /^[\d:]+/.exec(time)![0];
  return `${digits.length === 2 ? `${digits}:00` : digits}${zone === "Z" ? " UTC" : zone && ` UTC${zone}`}`;
}

function calendar(date: string): string | undefined {
  let match: RegExpExecArray | null;
  if ((match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date))) {
    const at = utc(Number(match[1]), Number(match[2]), Number(match[3]));
    return at && day.format(at);
  }
  if ((match = /^(\d{4})-(\d\d)$/.exec(date))) {
    const at = utc(Number(match[1]), Number(match[2]), 1);
    return at && month.format(at);
  }
  if ((match = /^(\d{4})-W(\d\d)(-WE)?$/.exec(date))) return `${match[3] ? "weekend of week" : "week"} ${Number(match[2])} of ${match[1]}`;
  if ((match = /^(\d{4})-([A-Z]{2})$/.exec(date)) && seasons[match[2]!]) return `${seasons[match[2]!]} ${match[1]}`;
  if ((match = /^(\d{4})-Q([1-4])$/.exec(date))) return `quarter ${match[2]} of ${match[1]}`;
  if ((match = /^(\d{4})-H([12])$/.exec(date))) return `${match[2] === "1" ? "first" : "second"} half of ${match[1]}`;
  if ((match = /^XXXX-WXX-([1-7])$/.exec(date))) return weekdays[Number(match[1]) - 1];
  if (/^\d{4}$/.test(date)) return date;
  if (/^\d{3}$/.test(date)) return `the ${date}0s`;
  if (/^\d{2}$/.test(date)) return `the ${date}00s`;
  return undefined;
}

function utc(year: number, month: number, day: number): Date | undefined {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return at.getUTCDate() === day && at.getUTCMonth() === month - 1 ? at : undefined;
}

function period(value: string): string | undefined {
  const words: string[] = [];
  let timed = false;
  for (const [part, amount, unit] of value.slice(1).matchAll(/T|(\d+(?:\.\d+)?|X+)(DE|CE|[YMWDHS])/g)) {
    if (part === "T") {
      timed = true;
      continue;
    }
    const names = units[timed && unit === "M" ? "m" : unit!]!;
    words.push(amount!.startsWith("X") ? `some ${names[1]}` : `${amount} ${amount === "1" ? names[0] : names[1]}`);
  }
  return words.length > 0 ? words.join(" ") : undefined;
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
