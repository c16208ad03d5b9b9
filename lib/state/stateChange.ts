import type { DataVersion, DeleteMarker, ObjectVersion } from "./objectVersion.js";
import type { Work, WorkOperation } from "./work.js";

/**
 * Something that happened in a simulated S3, told when it is done. Events, metrics and explanations
 * are made of these.
 */
export type Fact =
  | WorkAccepted
  | WorkEnded
  | WorkDropped
  | WorkHeld
  | FaultStruck
  | VersionChanged
  | VersionCreated
  | DeleteMarkerCreated
  | VersionRemoved;

/** A piece of replication work has begun: its status is PENDING. */
export interface WorkAccepted {
  readonly type: "WorkAccepted";
  readonly work: Work;
}

/** A piece of replication work is COMPLETED, or FAILED for the reason it has with it. */
export interface WorkEnded {
  readonly type: "WorkEnded";
  /** As it ended. */
  readonly work: Work;
}

/** A piece of replication work came to nothing, because its version was deleted while it was PENDING. */
export interface WorkDropped {
  readonly type: "WorkDropped";
  /** As it was: PENDING. */
  readonly work: Work;
  /** Milliseconds since the epoch. */
  readonly droppedAt: number;
}

/** An outage keeps a piece of replication work from being done, which was due. */
export interface WorkHeld {
  readonly type: "WorkHeld";
  readonly work: Work;
}

/** A fault of the test's has struck a piece of replication work. */
export interface FaultStruck {
  readonly type: "FaultStruck";
  readonly work: Work;
  /** The call that began it. */
  readonly fault: string;
}

/** What a version carries beside its bytes has been changed by a client. */
export interface VersionChanged {
  readonly type: "VersionChanged";
  readonly bucket: string;
  readonly version: DataVersion;
  readonly modification: WorkOperation;
}

/** An object version has come to be. */
export interface VersionCreated {
  readonly type: "VersionCreated";
  readonly bucket: string;
  readonly version: DataVersion;
  readonly origin: VersionOrigin;
}

/** A delete marker has come to be. */
export interface DeleteMarkerCreated {
  readonly type: "DeleteMarkerCreated";
  readonly bucket: string;
  readonly version: DeleteMarker;
  readonly origin: MarkerOrigin;
}

/** A version or a delete marker is gone for good, by its id or because its bucket keeps no versions. */
export interface VersionRemoved {
  readonly type: "VersionRemoved";
  readonly bucket: string;
  readonly version: ObjectVersion;
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

/** Is told every fact, in the order in which they happen. It must not change the simulated S3. */
export type Observer = (fact: Fact) => void;
