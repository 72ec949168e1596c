// Where on Earth, as a person reads it.

/** `33.661° N, 95.556° W`. */
export function coordinates(latitude: number, longitude: number): string {
  const half = (degrees: number, positive: string, negative: string) => `${Math.abs(degrees).toFixed(3)}° ${degrees < 0 ? negative : positive}`;
  return `${half(latitude, "N", "S")}, ${half(longitude, "E", "W")}`;
}
