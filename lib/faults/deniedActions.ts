import type { ReplicationAction } from "../state/faults.js";
import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";
import { reportStruck } from "./faultText.js";
import { concerns, takesEffect, type WorkSubject } from "./workScope.js";

/** Whether the replication role may not do what a piece of work needs. Each call is one more asking. */
export function isDenied(s3: S3, work: Work, action: ReplicationAction): boolean {
  const { faults } = s3;
  if (faults.denials.size === 0) return false;
  let denied = false;
  for (const [id, denial] of faults.denials) {
    if (denial.action !== action || !concerns(denial, work) || !takesEffect(denial)) continue;
    denied = true;
    reportStruck(s3, id, work);
  }
  return denied;
}

/**
 * Whether Batch Replication may not begin with a version. That happens before there is work, and what is
 * refused so leaves the version as it was.
 *
 * @param subjects - the work that it would begin, for which it asks once
 */
export function isInitiationDenied({ faults }: S3, subjects: readonly WorkSubject[]): boolean {
  let denied = false;
  for (const denial of faults.denials.values()) {
    if (denial.action !== "s3:InitiateReplication") continue;
    if (!subjects.some((subject) => concerns(denial, subject)) || !takesEffect(denial)) continue;
    denied = true;
  }
  return denied;
}
