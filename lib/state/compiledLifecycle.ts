import type { CompiledPrefix } from "./replicationRules.js";

/**
 * A lifecycle configuration made ready for being asked about a key: its Enabled rules, in the order of
 * the document. Plain and immutable.
 */
export interface CompiledLifecycle {
  readonly rules: readonly CompiledLifecycleRule[];
  /** The distinct prefixes in sorted order. */
  readonly prefixes: readonly CompiledPrefix[];
}

/** One Enabled rule. */
export interface CompiledLifecycleRule {
  readonly id: string;
  readonly prefix: string;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  /** An object must be larger. */
  readonly sizeGreaterThanBytes: number | undefined;
  /** An object must be smaller. */
  readonly sizeLessThanBytes: number | undefined;
  readonly expiration: LifecycleTime | undefined;
  /** ExpiredObjectDeleteMarker. */
  readonly removesExpiredMarkers: boolean;
  readonly transitions: readonly CompiledTransition[];
  readonly noncurrentExpiration: NoncurrentTime | undefined;
  readonly noncurrentTransitions: readonly CompiledNoncurrentTransition[];
  /** AbortIncompleteMultipartUpload. */
  readonly abortAfterDays: number | undefined;
}

/** So many days after something, or at a date: milliseconds since the epoch. */
export type LifecycleTime = { readonly days: number } | { readonly date: number };

/** So many days after a version ceased to be the current one. */
export interface NoncurrentTime {
  readonly days: number;
  /** As many newer noncurrent versions must be there. */
  readonly newerVersions: number;
}

/** A move to another storage class. */
export interface CompiledTransition {
  readonly storageClass: string;
  /** Smaller objects stay where they are. */
  readonly minimumSizeBytes: number;
  readonly time: LifecycleTime;
}

/** A move of a noncurrent version to another storage class. */
export interface CompiledNoncurrentTransition extends Omit<CompiledTransition, "time"> {
  readonly time: NoncurrentTime;
}
