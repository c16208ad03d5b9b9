import { UsageError } from "./usageError.js";

const unitsMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** How a length of time is written. */
export const durationForm = "milliseconds such as 1500, or with a unit such as 90s, 15m, 2h or 1d";

/** A length of time in milliseconds. @throws UsageError */
export function duration(what: string, text: string): number {
  const [, amount, unit = "ms"] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text) ?? [];
  if (amount === undefined) return refuse(what, text, durationForm);
  // The pattern has no other units.
  return Number(amount) * unitsMs[unit as keyof typeof unitsMs];
}

/** @throws UsageError */
export function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  return refuse("--port", text, "a whole number from 0 to 65535");
}

/** @throws UsageError that says what came and what is allowed */
export function refuse(what: string, given: string, allowed: string): never {
  throw new UsageError(`${what} is ${JSON.stringify(given)}; allowed is ${allowed}.`);
}
