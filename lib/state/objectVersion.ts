import type { ChecksumAlgorithm } from "../base/checksums.js";
import type { CompiledConfiguration } from "./replicationRules.js";

/** A version of an object, or a delete marker. Immutable: a change replaces the record. */
export type ObjectVersion = DataVersion | DeleteMarker;

interface VersionRecord {
  readonly key: string;
  /** `"null"` for the null version. The same on a source and on its replicas. */
  readonly versionId: string;
  /** When it came to be among all versions of the mock; replicas keep their source's. */
  readonly sequence: number;
  /** Milliseconds since the epoch. S3 shows whole seconds. */
  readonly lastModified: number;
  /** The account that owns it. */
  readonly ownerId: string;
  /** True on what replication wrote into a destination. */
  readonly isReplica: boolean;
  /** The configuration that judged it when it was made; `explain` reads it. */
  readonly judgedBy: CompiledConfiguration | undefined;
  /** The ids of its replication work, accepted and ended; statuses are derived from it. */
  readonly workIds: readonly number[];
}

/** A delete marker. */
export interface DeleteMarker extends VersionRecord {
  readonly isDeleteMarker: true;
  /** The id of the lifecycle rule that made it; undefined where a request did. */
  readonly expiredBy: string | undefined;
}

/** A version that holds an object. */
export interface DataVersion extends VersionRecord {
  readonly isDeleteMarker: false;
  /** The bytes and what follows from them; a source and its replicas share one. */
  readonly content: Content;
  readonly systemMetadata: SystemMetadata;
  /** User metadata, names in lower case and without `x-amz-meta-`. */
  readonly userMetadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  readonly storageClass: string;
  readonly encryption: Encryption;
  readonly lock: ObjectLock;
  /** Undefined: private, so that its owner has full control and nobody else anything. */
  readonly acl: Acl | undefined;
  /** A copy brought back from an archive storage class. */
  readonly restore: Restore | undefined;
}

/** Bytes with their ETag and checksums. */
export interface Content {
  readonly bytes: Uint8Array;
  /** In quotes, as S3 prints it. */
  readonly etag: string;
  readonly checksum: Checksum | undefined;
  /** The parts of a multipart upload, in order. */
  readonly parts: readonly Part[] | undefined;
}

/** A checksum as S3 prints it: base64, with `-N` behind a composite one. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
  readonly type: "FULL_OBJECT" | "COMPOSITE";
}

/** One part of a multipart object, as GetObject with a part number and GetObjectAttributes need it. */
export interface Part {
  readonly partNumber: number;
  readonly sizeBytes: number;
  readonly etag: string;
  readonly checksum: string | undefined;
}

/** System-defined metadata that PutObject takes and GetObject gives back. */
export interface SystemMetadata {
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  /** Any text that was sent as a date. */
  readonly Expires?: Date | string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
}

/** A tag of an object or of a bucket. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** How an object is encrypted, on the names of S3's responses. */
export interface Encryption {
  readonly ServerSideEncryption?: "AES256" | "aws:kms" | "aws:kms:dsse";
  readonly SSEKMSKeyId?: string;
  readonly BucketKeyEnabled?: true;
  readonly SSECustomerAlgorithm?: "AES256";
  readonly SSECustomerKeyMD5?: string;
}

/** Retention and legal hold. */
export interface ObjectLock {
  readonly retention: Retention | undefined;
  readonly legalHold: "ON" | "OFF" | undefined;
}

export interface Retention {
  readonly mode: "GOVERNANCE" | "COMPLIANCE";
  /** Milliseconds since the epoch. */
  readonly retainUntil: number;
}

/** An access control list. */
export interface Acl {
  readonly grants: readonly Grant[];
}

export interface Grant {
  readonly Grantee: {
    readonly Type: "CanonicalUser" | "Group";
    /** A canonical user. */
    readonly ID?: string;
    readonly URI?: string;
  };
  readonly Permission: "FULL_CONTROL" | "WRITE" | "WRITE_ACP" | "READ" | "READ_ACP";
}

export interface Restore {
  /** When the restored copy is there, in milliseconds since the epoch. */
  readonly readyAt: number;
  /** When it goes away again. */
  readonly expiresAt: number;
}
