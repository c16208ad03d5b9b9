import { compilePrefixes } from "../replication/prefixIndex.js";
import { failureReasons } from "../state/failureReasons.js";
import type { CompiledConfiguration } from "../state/replicationRules.js";
import { structured } from "./documentSchema.js";
import { bucketName, objectKey, versionId } from "./nameSchema.js";
import {
  both,
  count,
  flag,
  list,
  oneOf,
  optional,
  plain,
  record,
  type Schema,
  shared,
  text,
  time,
  timeOrNever,
} from "./schema.js";

/** Tags of an object. */
export const tags = list(record({ Key: text, Value: text }));

const integer = plain("a whole number", Number.isSafeInteger);

const rule = record({
  id: text,
  isEnabled: flag,
  schemaVersion: oneOf("V1", "V2"),
  priority: integer,
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
    // The one time that there is.
    replicationTimeMinutes: optional(oneOf(15)),
    hasMetrics: flag,
  }),
});

const prefix = record({ prefix: text, parent: integer, rules: list(count) });

/** The index leads from prefix to prefix, and one that leads in a circle has no end: it follows from the rules. */
const indexed: Schema = (value, path) => {
  // The schema has found it to be one.
  const { rules, prefixes } = value as CompiledConfiguration;
  const isRight = JSON.stringify(prefixes) === JSON.stringify(compilePrefixes(rules));
  return isRight ? undefined : `${path}.prefixes are not those of its rules`;
};

/** A replication configuration as a bucket keeps it; its versions share it. */
export const configuration = shared(
  both(
    record({
      document: structured("ReplicationConfiguration"),
      role: text,
      schemaVersion: oneOf("V1", "V2"),
      rules: list(rule),
      prefixes: list(prefix),
    }),
    indexed,
  ),
);

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
  bucket: bucketName,
  key: objectKey,
  versionId,
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
