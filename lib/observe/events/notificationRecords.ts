import { createHash } from "node:crypto";
import type { Bucket } from "../../state/bucket.js";
import type { FailureReason } from "../../state/failureReasons.js";
import type { ObjectVersion } from "../../state/objectVersion.js";
import type { Work } from "../../state/work.js";

/**
 * One record of a message, member for member as in S3's JSON.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export interface NotificationRecord {
  /** 2.6, recorded 2026; 2.3 for lifecycle's events, as documented. */
  readonly eventVersion: "2.6" | "2.3";
  readonly eventSource: "aws:s3";
  readonly awsRegion: string;
  /** ISO 8601 with milliseconds. */
  readonly eventTime: string;
  /** Without `s3:`. */
  readonly eventName: string;
  readonly userIdentity: { readonly principalId: string };
  readonly requestParameters: { readonly sourceIPAddress: string };
  readonly responseElements: {
    readonly "x-amz-request-id": string;
    readonly "x-amz-id-2": string;
  };
  readonly s3: {
    readonly s3SchemaVersion: "1.0";
    readonly configurationId: string;
    readonly bucket: {
      readonly name: string;
      readonly ownerIdentity: { readonly principalId: string };
      readonly arn: string;
    };
    readonly object: NotificationObject;
  };
  readonly replicationEventData?: ReplicationEventData;
  readonly lifecycleEventData?: LifecycleEventData;
}

export interface NotificationObject {
  /** URL-encoded, spaces as `+`. */
  readonly key: string;
  readonly size?: number;
  /** Without quotes. */
  readonly eTag?: string;
  /** Absent in a bucket that never had versioning. */
  readonly versionId?: string;
  /** Hexadecimal; for one key, the longer or greater one is newer. Absent where the class changes. */
  readonly sequencer?: string;
}

export interface LifecycleEventData {
  readonly transitionEventData: { readonly destinationStorageClass: string };
}

export interface ReplicationEventData {
  readonly replicationRuleId: string;
  readonly destinationBucket: string;
  readonly s3Operation: string;
  /** When the version was put: the eventTime of its ObjectCreated event (recorded 2026). */
  readonly requestTime: string;
  readonly failureReason?: FailureReason;
}

/** The request that made something happen. */
export interface Cause {
  readonly accountId: string;
  readonly requestId: string;
  readonly hostId: string;
}

/** What a record is about. */
export interface Occurrence {
  /** Without `s3:`. */
  readonly eventName: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly bucket: Bucket;
  readonly object: NotificationObject;
  /** For replication events. */
  readonly work?: Work;
  /** For transitions: where to. */
  readonly destinationStorageClass?: string;
  /** S3 itself did it, not a client. */
  readonly isByService: boolean;
}

/** One occurrence as a record for one of the configurations of the bucket's notifications. */
export function notificationRecord(
  { eventName, at, bucket, object, work, destinationStorageClass, isByService }: Occurrence,
  configurationId: string,
  cause: Cause | undefined,
): NotificationRecord {
  const byClient = isByService ? undefined : cause;
  return {
    eventVersion: eventName.startsWith("Lifecycle") ? "2.3" : "2.6",
    eventSource: "aws:s3",
    awsRegion: bucket.region,
    eventTime: new Date(at).toISOString(),
    eventName,
    // How a client is named, and from where it calls, is `assumed`.
    userIdentity: {
      principalId: byClient === undefined ? "s3.amazonaws.com" : `AWS:${byClient.accountId}`,
    },
    requestParameters: {
      sourceIPAddress: byClient === undefined ? "s3.amazonaws.com" : "127.0.0.1",
    },
    responseElements:
      byClient === undefined
        ? serviceIds(JSON.stringify([eventName, at, bucket.name, object, work?.id]))
        : { "x-amz-request-id": byClient.requestId, "x-amz-id-2": byClient.hostId },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId,
      bucket: {
        name: bucket.name,
        ownerIdentity: { principalId: bucket.ownerId },
        arn: `arn:aws:s3:::${bucket.name}`,
      },
      object,
    },
    ...(work && { replicationEventData: replicationEventData(work) }),
    ...(destinationStorageClass !== undefined && {
      lifecycleEventData: { transitionEventData: { destinationStorageClass } },
    }),
  };
}

/** A version or delete marker that is there. */
export function presentObject(bucket: Bucket, version: ObjectVersion): NotificationObject {
  return {
    key: encodedKey(version.key),
    // A delete marker has the ETag of no bytes: `assumed`.
    ...(version.isDeleteMarker
      ? { eTag: "d41d8cd98f00b204e9800998ecf8427e" }
      : { size: version.content.bytes.length, eTag: version.content.etag.replaceAll('"', "") }),
    ...versionIdMember(bucket, version),
    sequencer: sequencer(version.sequence, 0),
  };
}

/** A version that is in another storage class now: S3 gives no sequencer. */
export function transitionedObject(bucket: Bucket, version: ObjectVersion): NotificationObject {
  const { sequencer: _, ...object } = presentObject(bucket, version);
  return object;
}

/**
 * A version that is gone: S3 no longer says its size and ETag.
 *
 * @param order - where all ids stand by now, which is later than where they stood when it was made
 */
export function removedObject(
  bucket: Bucket,
  version: ObjectVersion,
  order: { readonly sequence: number; readonly drawnBytes: number },
): NotificationObject {
  return {
    key: encodedKey(version.key),
    ...versionIdMember(bucket, version),
    sequencer: sequencer(order.sequence, order.drawnBytes),
  };
}

function versionIdMember({ versioning }: Bucket, { versionId }: ObjectVersion) {
  return versioning === undefined ? {} : { versionId };
}

function replicationEventData(work: Work): ReplicationEventData {
  return {
    replicationRuleId: work.rule.id,
    destinationBucket: `arn:aws:s3:::${work.rule.destination.bucket}`,
    s3Operation: work.operation,
    requestTime: new Date(work.acceptedAt).toISOString(),
    ...(work.failureReason !== undefined && { failureReason: work.failureReason }),
  };
}

/** As HTML forms encode, but for the slash. Which characters beside letters stay is `assumed`. */
function encodedKey(key: string): string {
  const encoded = new URLSearchParams([["", key]]).toString().slice(1);
  return encoded.replaceAll("%2F", "/");
}

function sequencer(sequence: number, detail: number): string {
  const hex = (value: number, digits: number) =>
    value.toString(16).toUpperCase().padStart(digits, "0");
  return hex(sequence, 10) + hex(detail % 0x100000000, 8);
}

/**
 * What S3 does by itself has ids of its own, of the form of a UUID in its documentation. They are
 * made from what it is about: being listened to must not change the ids that follow.
 */
function serviceIds(about: string): NotificationRecord["responseElements"] {
  const digest = createHash("sha512").update(about).digest();
  const uuid = digest.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  return {
    "x-amz-request-id": uuid,
    "x-amz-id-2": digest.subarray(0, 56).toString("base64"),
  };
}
