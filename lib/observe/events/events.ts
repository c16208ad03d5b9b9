import type { FailureReason } from "../../state/failureReasons.js";
import type { MarkerOrigin, VersionOrigin } from "../../state/stateChange.js";
import type { WorkOperation } from "../../state/work.js";
import type { Notification } from "./notifications.js";

/** What a mock tells its listeners, by name. */
export interface ReplicationMockEvents {
  /** A piece of replication work was accepted. */
  pending: ReplicationEvent;
  /** It is COMPLETED. */
  replicated: EndedEvent;
  /**
   * It is FAILED. Told of every rule, and of partial failures too; S3's own notifications are only
   * about rules with metrics, and never about partial ones.
   */
  replicationFailed: FailedEvent;
  /** Under Replication Time Control it was still PENDING when its 15 minutes had passed. */
  missedThreshold: ReplicationEvent;
  /** Under Replication Time Control it is COMPLETED, after its 15 minutes. */
  replicatedAfterThreshold: EndedEvent;
  /** It came to nothing, because its version was deleted while it was PENDING. */
  notTracked: ReplicationEvent;
  /** An object version has come to be: written by a client, or by replication. */
  objectCreated: ObjectCreatedEvent;
  /** A delete marker has come to be, or a version or a delete marker is gone for good. */
  objectRemoved: ObjectRemovedEvent;
  /** A lifecycle rule has expired a version: it is hidden behind a delete marker, or gone for good. */
  expired: ExpiredEvent;
  /** A lifecycle rule has moved a version to another storage class. */
  transitioned: TransitionedEvent;
  /** An inventory report was due and could not be delivered; S3 itself tells nobody. */
  inventoryFailed: InventoryFailedEvent;
  /** A message that S3 sends to a queue, topic or function, as a bucket's notifications say. */
  notification: Notification;
}

export type EventName = keyof ReplicationMockEvents;

/** A listener for one kind of event. */
export type Listener<Name extends EventName> = (event: ReplicationMockEvents[Name]) => void;

/** Something about a version. */
export interface VersionEvent {
  /** When it happened, on the mock's clock. */
  readonly time: Date;
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
}

/** Something about a piece of replication work: one version, one operation, one destination. */
export interface ReplicationEvent extends VersionEvent {
  readonly operation: WorkOperation;
  readonly ruleId: string;
  readonly destinationBucket: string;
  /** When the work was accepted. */
  readonly requestTime: Date;
}

/** The end of a piece of replication work. */
export interface EndedEvent extends ReplicationEvent {
  /** How long it took. */
  readonly latencyMs: number;
}

/** The end of a piece of replication work that is FAILED. */
export interface FailedEvent extends EndedEvent {
  /** S3's failure reason, such as `DstBucketUnversioned`. */
  readonly failureReason: FailureReason;
  /** The object has arrived, without its tags. */
  readonly isPartial: boolean;
}

export interface ObjectCreatedEvent extends VersionEvent {
  readonly origin: VersionOrigin;
  readonly sizeBytes: number;
  /** In quotes, as S3 prints it. */
  readonly etag: string;
}

export interface ObjectRemovedEvent extends VersionEvent {
  readonly kind: "DeleteMarkerCreated" | "Delete";
  /**
   * What made the delete marker. Of a version that is gone for good: `lifecycle` where a rule expired it,
   * else undefined.
   */
  readonly origin: MarkerOrigin | undefined;
}

export interface ExpiredEvent extends VersionEvent {
  readonly ruleId: string;
  /** `DeleteMarkerCreated` where a delete marker hides the version, `Delete` where it is gone for good. */
  readonly kind: "DeleteMarkerCreated" | "Delete";
  /** The id of that delete marker. */
  readonly deleteMarkerVersionId: string | undefined;
}

export interface InventoryFailedEvent {
  /** When the report was due, on the mock's clock. */
  readonly time: Date;
  /** The bucket that it would have been about. */
  readonly bucket: string;
  readonly configurationId: string;
  /** With what to do. */
  readonly reason: string;
}

export interface TransitionedEvent extends VersionEvent {
  readonly ruleId: string;
  /** The storage class that it had. */
  readonly from: string;
  /** The storage class that it has. */
  readonly to: string;
}
