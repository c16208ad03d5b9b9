import type { InventorySchedule } from "./inventorySchedule.js";
import { compareKeys } from "./keyOrder.js";
import type { BucketLifecycle } from "./lifecycleSchedule.js";
import type { Acl, Retention } from "./objectVersion.js";
import type { CompiledConfiguration } from "./replicationRules.js";
import { type SortedMap, sortedMap } from "./sortedMap.js";
import type { CompletedUpload, Upload } from "./upload.js";
import type { VersionStack } from "./versionStack.js";

/** A bucket: what it holds, in key order, and how it is configured. */
export interface Bucket {
  readonly name: string;
  readonly region: string;
  /** The account that owns it. */
  readonly ownerId: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Undefined while versioning was never set. */
  versioning: "Enabled" | "Suspended" | undefined;
  replication: CompiledConfiguration | undefined;
  /** Later ones that a fault still keeps from being seen, in the order of their changes. */
  unseenConfigurations: readonly UnseenConfiguration[];
  /** Undefined without an Enabled lifecycle rule. */
  lifecycle: BucketLifecycle | undefined;
  /** Object Lock; once it is on, it stays on. */
  objectLock: BucketObjectLock | undefined;
  encryption: BucketEncryption;
  /** Undefined: private. */
  acl: Acl | undefined;
  /** The versions of each key, newest first; a key without versions is not there. */
  readonly versions: SortedMap<string, VersionStack>;
  /** Whose trees may be changed in place: a checkpoint leaves those of before to itself. */
  generation: object;
  /** The multipart uploads in progress of each key, in the order in which they were initiated. */
  readonly uploads: SortedMap<string, readonly Upload[]>;
  /** When the inventory reports are due, and what became of the last, by the id of their configuration. */
  readonly inventories: Map<string, InventorySchedule>;
  /** What the last uploads became, by their ids. */
  readonly completedUploads: SortedMap<string, CompletedUpload>;
  /** Configurations that are kept as they were sent, by the name of their sub-resource. */
  readonly documents: Map<string, unknown>;
}

/** A replication configuration, or its removal, that is seen only later. */
export interface UnseenConfiguration {
  /** Milliseconds since the epoch. */
  readonly visibleAt: number;
  /** Its place among all that came to be. */
  readonly sequence: number;
  readonly configuration: CompiledConfiguration | undefined;
}

/** Object Lock of a bucket, with the retention that new versions get. */
export interface BucketObjectLock {
  readonly defaultRetention: DefaultRetention | undefined;
}

export interface DefaultRetention {
  readonly mode: Retention["mode"];
  readonly unit: "Days" | "Years";
  readonly count: number;
}

/** How a bucket encrypts new objects that come without a word about it, and what it refuses. */
export interface BucketEncryption {
  /** Whether PutBucketEncryption has said so: copies onto themselves ask. */
  readonly isConfigured: boolean;
  readonly algorithm: "AES256" | "aws:kms" | "aws:kms:dsse";
  /** As it was put: an ARN, an id or an alias. Undefined: the AWS managed key. */
  readonly kmsKeyId: string | undefined;
  readonly usesBucketKey: boolean;
  /** Whether writes under a customer's key are refused. */
  readonly blocksCustomerKeys: boolean;
}

/** Since April 2026 new buckets refuse writes under a customer's key. */
export const newBucketEncryption: BucketEncryption = {
  isConfigured: false,
  algorithm: "AES256",
  kmsKeyId: undefined,
  usesBucketKey: false,
  blocksCustomerKeys: true,
};

/** An empty bucket. */
export function createBucket(
  bucket: Pick<Bucket, "name" | "region" | "ownerId" | "createdAt">,
): Bucket {
  return {
    ...bucket,
    versioning: undefined,
    replication: undefined,
    unseenConfigurations: [],
    lifecycle: undefined,
    objectLock: undefined,
    encryption: newBucketEncryption,
    acl: undefined,
    versions: sortedMap(compareKeys),
    uploads: sortedMap(compareKeys),
    inventories: new Map(),
    completedUploads: sortedMap(compareKeys),
    documents: new Map(),
    generation: {},
  };
}
