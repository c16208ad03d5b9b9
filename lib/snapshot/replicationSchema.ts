import { failureReasons } from "../state/failureReasons.js";
import {
  count,
  document,
  flag,
  list,
  oneOf,
  optional,
  record,
  type Schema,
  text,
  time,
  timeOrNever,
} from "./schema.js";

/** Tags of an object. */
export const tags = list(record({ Key: text, Value: text }));

const rule = record({
  id: text,
  isEnabled: flag,
  schemaVersion: oneOf("V1", "V2"),
  priority: count,
  prefix: text,
  tags,
  replicatesDeleteMarkers: flag,
  replicatesReplicaModifications: flag,
  replicatesKmsEncrypted: flag,
  destination: record({
    bucket: text,
    accountId: optional(text),
    storageClass: optional(text),
    overridesOwner: flag,
    replicaKmsKeyId: optional(text),
    replicationTimeMinutes: optional(count),
    hasMetrics: flag,
  }),
});

const index: Schema = (value, path) =>
  value === -1 || Number.isSafeInteger(value) ? undefined : `${path} is not a whole number`;

/** A replication configuration as a bucket keeps it. */
export const configuration = record({
  document,
  role: text,
  schemaVersion: oneOf("V1", "V2"),
  rules: list(rule),
  prefixes: list(record({ prefix: text, parent: index, rules: list(count) })),
});

/** A piece of replication work. */
export const work = record({
  id: count,
  operation: oneOf(
    "OBJECT_PUT",
    "DELETE_MARKER",
    "TAGGING_PUT",
    "ACL_PUT",
    "RETENTION_PUT",
    "LEGAL_HOLD_PUT",
  ),
  bucket: text,
  key: text,
  versionId: text,
  rule,
  role: text,
  acceptedAt: time,
  dueAt: timeOrNever,
  readsLeft: optional(count),
  state: oneOf("PENDING", "COMPLETED", "FAILED"),
  endedAt: optional(time),
  failureReason: optional(oneOf(...failureReasons)),
  isPartial: flag,
  arrivedAt: optional(time),
  isBatch: flag,
  jobTasks: list(record({ jobId: text, index: count })),
});
