import type { WorkScope } from "../state/faults.js";
import type { Work } from "../state/work.js";

/** What a piece of work is about; known before there is any. */
export type WorkSubject = Pick<Work, "bucket" | "key" | "rule" | "role">;

/** Whether a fault is about a piece of work. */
export function concerns(
  { bucket, destination, ruleId, prefix = "", role }: WorkScope,
  work: WorkSubject,
): boolean {
  return (
    (bucket === undefined || bucket === work.bucket) &&
    (destination === undefined || destination === work.rule.destination.bucket) &&
    (ruleId === undefined || ruleId === work.rule.id) &&
    (role === undefined || role === work.role) &&
    work.key.startsWith(prefix)
  );
}

/** Whether a fault that is asked about once more takes effect this time. */
export function takesEffect(fault: WorkScope & { asked: number }): boolean {
  fault.asked++;
  return fault.nth === undefined || fault.nth === fault.asked;
}
