import type { ReplicationAction } from "../state/faults.js";
import { report } from "../state/report.js";
import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";
import { denialOptions, faultText } from "./faultText.js";
import { concerns, strikes } from "./workScope.js";

/** Whether the replication role may not do what a piece of work needs. Each call is one more asking. */
export function isDenied(s3: S3, work: Work, action: ReplicationAction): boolean {
  const { faults } = s3;
  if (faults.denials.size === 0) return false;
  let denied = false;
  for (const denial of faults.denials.values()) {
    if (denial.action !== action || !concerns(denial, work)) continue;
    if (!strikes(denial)) continue;
    denied = true;
    report(s3, { type: "FaultStruck", work, fault: faultText(denialOptions(denial)) });
  }
  return denied;
}
