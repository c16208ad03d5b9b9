import type { FailureReason } from "../../state/failureReasons.js";
import type { WorkOperation } from "../../state/work.js";

/** Something that happened to a version. */
export interface TimelineEvent {
  readonly at: Date;
  readonly kind: TimelineEventKind;
  /** Where it happened; for replication, the bucket that is replicated from. */
  readonly bucket: string;
  /** The bucket that is replicated to. */
  readonly destinationBucket: string | undefined;
  readonly ruleId: string | undefined;
  readonly operation: WorkOperation | undefined;
  readonly failureReason: FailureReason | undefined;
  /** What happened, in words. */
  readonly text: string;
}

export type TimelineEventKind =
  /** The version, or the delete marker, has come to be. */
  | "made"
  /** A rule matches: its replication is PENDING. */
  | "matched"
  /** No rule replicates it. */
  | "unmatched"
  /** An outage holds it back, or it is on its way at the moment of asking. */
  | "waiting"
  /** A fault of the test's struck its replication. */
  | "struck"
  /** Replication has brought it, or a change of it, to a destination. */
  | "arrived"
  /** Its tags, ACL, retention or legal hold were changed. */
  | "changed"
  /** Lifecycle has moved it to another storage class. */
  | "transitioned"
  /** Its replication is FAILED. */
  | "failed"
  /** It was removed while its replication was PENDING, which came to nothing. */
  | "dropped"
  /** A delete marker was put on top of it. */
  | "hidden"
  /** Lifecycle has put a delete marker on top of it. */
  | "expired"
  /** It is gone for good. */
  | "removed";
