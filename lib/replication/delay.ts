import { latestMs } from "../base/clock.js";
import { MockError } from "../base/mockError.js";
import type { DelayValue, PlannedWork, S3 } from "../state/s3.js";

/** How long a piece of work takes that is being accepted. */
export function delayOf(s3: S3, planned: () => PlannedWork): DelayValue {
  if (typeof s3.delay !== "function") return s3.delay;
  return checkedDelay("the function given as delay returned", s3.delay(planned()));
}

/**
 * A delay as given by a user.
 *
 * @throws MockError that says what came and what is allowed
 */
export function checkedDelay(what: string, delay: unknown): DelayValue {
  const reads = (delay as { reads?: unknown } | null | undefined)?.reads;
  if (typeof delay === "number" && delay >= 0 && delay <= latestMs) return delay;
  if (typeof reads === "number" && reads >= 0 && Number.isInteger(reads)) return { reads };
  throw new MockError(
    `${what} ${describe(delay)}; allowed are milliseconds of at least 0, or { reads: n } with a whole number n of at least 0`,
  );
}

function describe(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
