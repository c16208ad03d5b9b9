import type { ReplicationAction } from "../state/faults.js";
import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";
import { concerns, strikes } from "./workScope.js";

/** Whether the replication role may not do what a piece of work needs. Each call is one more asking. */
export function isDenied({ faults }: S3, work: Work, action: ReplicationAction): boolean {
  if (faults.denials.size === 0) return false;
  let denied = false;
  for (const denial of faults.denials.values()) {
    if (denial.action !== action || !concerns(denial, work)) continue;
    if (strikes(denial)) denied = true;
  }
  return denied;
}
