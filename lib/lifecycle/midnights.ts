import type { LifecycleTime } from "../state/compiledLifecycle.js";

/** A day of 24 hours. UTC has no others. */
export const dayMs = 86_400_000;

/** The last moment that a `Date` can hold: what is due later is never due. */
export const lastMoment = 8.64e15;

/** The first midnight, UTC, that is not before a time. */
export function midnightFrom(ms: number): number {
  return Math.min(Math.ceil(ms / dayMs) * dayMs, lastMoment);
}

/** The first midnight, UTC, behind a time. */
export function midnightAfter(ms: number): number {
  return Math.min(Math.floor(ms / dayMs) * dayMs + dayMs, lastMoment);
}

/**
 * When something is due so many days after a time: S3 adds the days and goes on to the next midnight,
 * UTC. From a midnight it goes on too: `assumed`, from the answers of a simulation that had native ones.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function daysAfter(fromMs: number, days: number): number {
  return midnightAfter(fromMs + days * dayMs);
}

/** When an action is due for something from then. */
export function dueAt(time: LifecycleTime, fromMs: number): number {
  return "date" in time ? time.date : daysAfter(fromMs, time.days);
}
