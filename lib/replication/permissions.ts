import type { S3 } from "../s3.js";
import type { Denial, ReplicationAction } from "../store/faults.js";
import type { Work } from "../store/work.js";

/** Whether the replication role may not do what a piece of work needs. Each call is one more asking. */
export function isDenied({ faults }: S3, work: Work, action: ReplicationAction): boolean {
  if (faults.denials.size === 0) return false;
  let denied = false;
  for (const denial of faults.denials.values()) {
    if (denial.action !== action || !isFor(denial, work)) continue;
    denial.asked++;
    if (denial.nth === undefined || denial.nth === denial.asked) denied = true;
  }
  return denied;
}

function isFor({ bucket, destination, ruleId, prefix = "", role }: Denial, work: Work): boolean {
  return (
    (bucket === undefined || bucket === work.bucket) &&
    (destination === undefined || destination === work.rule.destination.bucket) &&
    (ruleId === undefined || ruleId === work.rule.id) &&
    (role === undefined || role === work.role) &&
    work.key.startsWith(prefix)
  );
}
