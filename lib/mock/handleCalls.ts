import { doDueTasks } from "../agenda/doDueTasks.js";
import { settle } from "../agenda/settle.js";
import { faultsInForce, type ListedFault } from "../faults/beginFault.js";
import { type UnusedFault, unusedFaults } from "../faults/faultOverview.js";
import { type ReplicationFaults, replicationFaults } from "../faults/replicationFaults.js";
import { type RequestFaults, requestFaults } from "../faults/requestFaults.js";
import type { S3 } from "../state/s3.js";

/** The means to make replication and requests go wrong, and a look at what was made to. */
export interface Faults extends ReplicationFaults, RequestFaults {
  /** The faults in force, in the order in which they began. */
  list(): readonly ListedFault[];
  /**
   * Those in force that never struck, or that name a bucket, a Region or a rule that is not there: a
   * test that means to see them has seen nothing.
   */
  unused(): readonly UnusedFault[];
}

/** What moves time, and tells it. */
export function timeCalls(s3: S3) {
  return {
    settle: () => settle(s3),
    advance(ms: number) {
      s3.time.advance(ms);
      doDueTasks(s3);
    },
    now: () => s3.time.now(),
  };
}

/** What makes things go wrong. */
export function faultCalls(s3: S3): Faults {
  return {
    ...replicationFaults(s3),
    ...requestFaults(s3),
    list: () => faultsInForce(s3),
    unused: () => unusedFaults(s3),
  };
}
