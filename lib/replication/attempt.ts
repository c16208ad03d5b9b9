import type { Bucket } from "../state/bucket.js";
import type { DataVersion, ObjectVersion } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";

/** A piece of work whose time has come, with both its ends. */
export interface Attempt<Version extends ObjectVersion = DataVersion> {
  readonly s3: S3;
  readonly work: Work;
  readonly bucket: Bucket;
  readonly source: Version;
  readonly destination: Bucket;
  /** When it is done, in milliseconds since the epoch. */
  readonly endedAt: number;
}
