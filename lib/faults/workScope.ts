import type { WorkScope } from "../state/faults.js";
import type { Work } from "../state/work.js";

/** Whether a fault is about a piece of work. */
export function concerns(
  { bucket, destination, ruleId, prefix = "", role }: WorkScope,
  work: Work,
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
