import { beginAtCaller, MockError } from "./mockError.js";

/** Where a mock's time comes from. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** A clock that stands still until it is told to move. */
export interface ManualClock extends Clock {
  /** Moves the clock on by `ms` milliseconds. */
  advance(ms: number): void;
}

/**
 * The machine's clock.
 *
 * `Date.now` is looked up at each call, so the fake timers of Jest, Vitest and Sinon drive it.
 */
export function systemClock(): Clock {
  return own({ now: () => Date.now() });
}

/**
 * A clock that stands still at `start`.
 *
 * @param start - a `Date` or milliseconds since the epoch; 2026-01-01T00:00:00Z unless given
 * @throws MockError when `start` is not a time, or when it is told to move back or past the last date that there is
 */
export function manualClock(start: Date | number = Date.UTC(2026, 0, 1)): ManualClock {
  // JavaScript would take much else for a number, such as the year in a string.
  let now = start instanceof Date ? start.getTime() : start;
  if (!Number.isFinite(now) || Math.abs(now) > latestMs) {
    const message = `manualClock: start must be a Date or milliseconds, got ${String(start)}, which is past the last date that there is`;
    throw beginAtCaller(new MockError(message), manualClock);
  }
  const clock: ManualClock = {
    now: () => now,
    advance(ms) {
      try {
        now += checkedMs("manualClock.advance", ms, now);
      } catch (error) {
        throw beginAtCaller(error, clock.advance);
      }
    },
  };
  return own(clock);
}

// Which clocks were made here: a memo of what they are, not a state.
const ownClocks = new WeakSet<Clock>();

function own<Made extends Clock>(clock: Made): Made {
  ownClocks.add(clock);
  return clock;
}

/** Whether a clock was made here: it never throws. */
export function isOwnClock(clock: Clock): boolean {
  return ownClocks.has(clock);
}

/** The mock's own time: its clock, and what `advance` and `settle` have added to it. */
export interface Time extends Clock {
  /** Moves time on by `ms` milliseconds; the clock below keeps its own pace. */
  advance(ms: number): void;
  /** Now as HTTP writes it. */
  httpDate(): string;
  /** Now, inside of `asOf` too. */
  latest(): number;
  /** How far time has been moved on, in milliseconds. */
  addedMs(): number;
  /** Runs something as if it were that time, in milliseconds since the epoch: what comes late is done as of when it was due. */
  asOf<Result>(ms: number, run: () => Result): Result;
  /** Puts `addedMs` back to an earlier value. */
  setAddedMs(ms: number): void;
}

/** Time on top of `clock`, not moved on yet. */
export function timeOf(clock: Clock): Time {
  let addedMs = 0;
  let asOfMs: number | undefined;
  let second = Number.NaN;
  let written = "";
  return {
    now: () => asOfMs ?? clock.now() + addedMs,
    httpDate() {
      // Every answer has it, and most are given within the second of the one before.
      const now = wholeSecond(clock.now() + addedMs);
      if (now !== second) {
        second = now;
        written = new Date(now).toUTCString();
      }
      return written;
    },
    advance(ms) {
      addedMs += checkedMs("advance", ms, clock.now() + addedMs);
    },
    latest: () => clock.now() + addedMs,
    addedMs: () => addedMs,
    asOf(ms, run) {
      const before = asOfMs;
      asOfMs = ms;
      try {
        return run();
      } finally {
        asOfMs = before;
      }
    },
    setAddedMs(ms) {
      addedMs = ms;
    },
  };
}

const lastDateMs = 8.64e15;
const thousandYearsMs = 31_557_600_000_000;

/**
 * The last moment that a mock's time can be, in milliseconds since the epoch: a thousand years before
 * JavaScript has no more dates, so that what is reckoned from it is still one. `assumed`
 */
export const latestMs = lastDateMs - thousandYearsMs;

function checkedMs(what: string, ms: number, nowMs: number): number {
  if (typeof ms !== "number" || !Number.isFinite(ms) || ms < 0) {
    throw new MockError(
      `${what}: milliseconds must be a finite number of at least 0, got ${String(ms)}`,
    );
  }
  if (nowMs + ms <= latestMs) return ms;
  throw new MockError(
    `${what}: ${ms} milliseconds from now is past the last date that there is; allowed are up to ${latestMs - nowMs}`,
  );
}

/** The second that a time is in: S3 keeps when things were made in whole seconds (recorded 2026). */
export function wholeSecond(ms: number): number {
  return ms - (ms % 1000);
}
