import type { DataVersion, DeleteMarker, ObjectVersion } from "./objectVersion.js";
import type { Work, WorkOperation } from "./work.js";

/**
 * Something that happened in a simulated S3, told when all that belongs to it is done. Events, metrics
 * and explanations are made of these.
 */
export type StateChange =
  | WorkAccepted
  | WorkEnded
  | WorkDropped
  | ThresholdMissed
  | WorkHeld
  | FaultStruck
  | VersionChanged
  | VersionCreated
  | DeleteMarkerCreated
  | VersionRemoved
  | VersionExpired
  | VersionTransitioned
  | InventoryFailed;

interface Dated {
  /** When it happened, in milliseconds since the epoch. */
  readonly at: number;
}

/** A piece of replication work has begun: its status is PENDING. */
export interface WorkAccepted extends Dated {
  readonly type: "WorkAccepted";
  readonly work: Work;
}

/** A piece of replication work is COMPLETED, or FAILED for the reason it has with it. */
export interface WorkEnded extends Dated {
  readonly type: "WorkEnded";
  /** As it ended. */
  readonly work: Work;
}

/** A piece of replication work came to nothing, because its version was deleted while it was PENDING. */
export interface WorkDropped extends Dated {
  readonly type: "WorkDropped";
  /** As it was: PENDING. */
  readonly work: Work;
}

/** A piece of replication work is PENDING for longer than Replication Time Control promises. */
export interface ThresholdMissed extends Dated {
  readonly type: "ThresholdMissed";
  readonly work: Work;
}

/** An outage keeps a piece of replication work from being done, which was due. */
export interface WorkHeld extends Dated {
  readonly type: "WorkHeld";
  readonly work: Work;
}

/** A fault of the test's has struck a piece of replication work. */
export interface FaultStruck extends Dated {
  readonly type: "FaultStruck";
  readonly work: Work;
  /** The call that began it. */
  readonly fault: string;
}

/** What a version carries beside its bytes has been changed by a client. */
export interface VersionChanged extends Dated {
  readonly type: "VersionChanged";
  readonly bucket: string;
  readonly version: DataVersion;
  readonly modification: WorkOperation;
}

/** An object version has come to be. */
export interface VersionCreated extends Dated {
  readonly type: "VersionCreated";
  readonly bucket: string;
  readonly version: DataVersion;
  readonly origin: VersionOrigin;
}

/** A delete marker has come to be. */
export interface DeleteMarkerCreated extends Dated {
  readonly type: "DeleteMarkerCreated";
  readonly bucket: string;
  readonly version: DeleteMarker;
  readonly origin: MarkerOrigin;
}

/** A version or a delete marker is gone for good, by its id or because its bucket keeps no versions. */
export interface VersionRemoved extends Dated {
  readonly type: "VersionRemoved";
  readonly bucket: string;
  readonly version: ObjectVersion;
  /** Its replication work as it was. */
  readonly work: readonly Work[];
  /** The id of the lifecycle rule that removed it; undefined where a request did. */
  readonly expiredBy: string | undefined;
}

/** A lifecycle rule has expired a version: with it is told what came of that. */
export interface VersionExpired extends Dated {
  readonly type: "VersionExpired";
  readonly bucket: string;
  readonly version: ObjectVersion;
  readonly ruleId: string;
  /** What hides it from now on; undefined where the version is gone for good. */
  readonly marker: DeleteMarker | undefined;
}

/** A lifecycle rule has moved a version to another storage class. */
export interface VersionTransitioned extends Dated {
  readonly type: "VersionTransitioned";
  readonly bucket: string;
  /** In its new storage class. */
  readonly version: DataVersion;
  readonly ruleId: string;
  /** The storage class that it had. */
  readonly from: string;
}

/** An inventory report was due and could not be delivered. */
export interface InventoryFailed extends Dated {
  readonly type: "InventoryFailed";
  readonly bucket: string;
  readonly configurationId: string;
  /** A sentence, with what to do. */
  readonly reason: string;
}

/** What made an object version. */
export type VersionOrigin =
  | "PutObject"
  | "PostObject"
  | "CopyObject"
  | "CompleteMultipartUpload"
  | "replication";

/** What made a delete marker. */
export type MarkerOrigin = "DeleteObject" | "lifecycle" | "replication";

/** Is told every change, in the order in which they happened. It must not change the simulated S3. */
export type Observer = (change: StateChange) => void;
