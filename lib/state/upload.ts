import type { ChecksumAlgorithm } from "../base/checksums.js";
import type { Checksum, DataVersion } from "./objectVersion.js";
import type { SortedMap } from "./sortedMap.js";

/** What a write says about an object beside its bytes. */
export type ObjectDescription = Pick<
  DataVersion,
  | "ownerId"
  | "systemMetadata"
  | "userMetadata"
  | "tags"
  | "storageClass"
  | "encryption"
  | "lock"
  | "acl"
>;

/** A multipart upload in progress. Immutable: a part replaces the record. */
export interface Upload {
  readonly key: string;
  readonly uploadId: string;
  /** The account that initiated it. */
  readonly initiatorId: string;
  /** Milliseconds since the epoch. */
  readonly initiatedAt: number;
  /** When it was initiated among all versions of the mock. */
  readonly sequence: number;
  /** Whether the key had an object when it was initiated: a conditional completion asks for it. */
  readonly hadObject: boolean;
  /** The algorithm that the request named; S3 uses CRC64NVME where it named none. */
  readonly checksumAlgorithm: ChecksumAlgorithm | undefined;
  readonly checksumType: Checksum["type"];
  /** What the object will be like. */
  readonly description: ObjectDescription;
  /** By part number. Never changed in place: a clone shares what stays the same. */
  readonly parts: SortedMap<number, UploadedPart>;
}

/** What became of an upload: S3 answers a completion that comes again as it did the first. */
export interface CompletedUpload {
  readonly key: string;
  readonly versionId: string;
  /** When the version came to be, among all that did. */
  readonly sequence: number;
}

/** A part that has been uploaded. */
export interface UploadedPart {
  readonly partNumber: number;
  readonly bytes: Uint8Array;
  /** In quotes, as S3 prints it. */
  readonly etag: string;
  readonly checksum: Checksum;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
}
