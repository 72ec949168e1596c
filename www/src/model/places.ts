// Places on Earth, as a person reads them.

/** `33.661° N, 95.556° W`. */
export function coordinates(latitude: number, longitude: number): string {
  const half = (degrees: number, positive: string, negative: string) => `${Math.abs(degrees).toFixed(3)}° ${degrees < 0 ? negative : positive}`;
  return `${half(latitude, "N", "S")}, ${half(longitude, "E", "W")}`;
}

const countries = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** `Paris, Texas, United States`. */
export function placeName({ name, division, country }: { name: string; division: string; country: string }): string {
  const parts = [name, division, /^[A-Z]{2}$/.test(country) ? countries.of(country) : country];
  return parts.filter((part, at) => part && parts.indexOf(part) === at).join(", ");
}
