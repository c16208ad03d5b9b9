import { bucket } from "./bucketSchema.js";
import { faults } from "./faultSchema.js";
import { iam } from "./iamSchema.js";
import { job } from "./jobSchema.js";
import { bucketName, counter, moment, objectKey, versionId } from "./nameSchema.js";
import { work } from "./replicationSchema.js";
import {
  bytes,
  count,
  flag,
  list,
  mapOf,
  optional,
  record,
  type Schema,
  text,
  time,
  tuple,
} from "./schema.js";

/** All of a saved state, but for what its parts say of each other. */
export const stateSchema: Schema = record({
  now: moment,
  ids: record({ drawnBytes: counter, sequence: counter }),
  buckets: list(bucket),
  accessPoints: mapOf(text, list(bucketName)),
  work: list(tuple(count, work)),
  held: list(count),
  faults,
  allowances: mapOf(count, record({ account: text, bucket: bucketName, actions: list(text) })),
  iam,
  endedWork: mapOf(
    text,
    record({ sourceBucket: text, failedOperations: count, lastLatencyMs: time }),
  ),
  jobs: list(tuple(text, job)),
  removals: mapOf(
    text,
    record({
      bucket: bucketName,
      key: objectKey,
      versionId,
      isDeleteMarker: flag,
      isReplica: flag,
      lastModified: time,
      removedAt: time,
      expiredBy: optional(text),
      pendingDestinations: list(text),
      completedDestinations: list(text),
    }),
  ),
});

/** The bodies of a saved state. */
export const bodiesSchema: Schema = list(bytes);
