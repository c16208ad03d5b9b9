import { doDueTasks } from "../agenda/doDueTasks.js";
import { settle } from "../agenda/settle.js";
import { faultsInForce, type ListedFault } from "../faults/beginFault.js";
import { type ReplicationFaults, replicationFaults } from "../faults/replicationFaults.js";
import { type RequestFaults, requestFaults } from "../faults/requestFaults.js";
import { viewBucket } from "../observe/bucketView.js";
import { type ExplainInput, explain } from "../observe/explain/explain.js";
import { inventoryRows } from "../observe/inventoryRows.js";
import { metricsOf } from "../observe/metrics.js";
import { queryInventory } from "../observe/queryInventory.js";
import type { S3 } from "../state/s3.js";

/** The means to make replication and requests go wrong, and a look at what was made to. */
export interface Faults extends ReplicationFaults, RequestFaults {
  /** The faults in force, in the order in which they began. */
  list(): readonly ListedFault[];
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

/** What looks in. */
export function viewCalls(s3: S3) {
  return {
    metrics: (bucket: string) => metricsOf(s3, bucket),
    explain: (object: ExplainInput) => explain(s3, object),
    inventory: (bucket: string, id?: string) => inventoryRows(s3, bucket, id),
    query: (sql: string) => queryInventory(s3, sql),
    bucket: (name: string, options?: { readonly prefix?: string }) => viewBucket(s3, name, options),
  };
}

/** What makes things go wrong. */
export function faultCalls(s3: S3): Faults {
  return {
    ...replicationFaults(s3),
    ...requestFaults(s3),
    list: () => faultsInForce(s3),
  };
}
