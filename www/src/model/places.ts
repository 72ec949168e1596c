// Places on Earth, as a person reads them.

/** `33.66° N, 95.56° W`: as exact as the gazetteer. */
export function coordinates(latitude: number, longitude: number): string {
  const half = (degrees: number, positive: string, negative: string) => `${Math.abs(degrees).toFixed(2)}° ${degrees < 0 ? negative : positive}`;
  return `${half(latitude, "N", "S")}, ${half(longitude, "E", "W")}`;
}

const countries = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

interface Named {
  readonly name: string;
  readonly division: string;
  readonly country: string;
}

/** `Paris, Texas, United States`. */
export function placeName(place: Named): string {
  return [place.name, within(place)].filter(Boolean).join(", ");
}

/** What a place lies in: `Texas, United States`; empty for a country. */
export function within({ name, division, country }: Named): string {
  const parts = [division, /^[A-Z]{2}$/.test(country) ? (countries.of(country) ?? "") : country];
  return parts.filter((part, at) => part && part !== name && parts.indexOf(part) === at).join(", ");
}
