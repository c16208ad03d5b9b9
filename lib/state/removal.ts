/** What is remembered of a version that is gone for good: `explain` answers for it. */
export interface Removal {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  readonly isDeleteMarker: boolean;
  readonly isReplica: boolean;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  readonly removedAt: number;
  /** The id of the lifecycle rule that removed it; undefined where a request did. */
  readonly expiredBy: string | undefined;
  /** Where its replicas were on their way to, and where they had come to. */
  readonly pendingDestinations: readonly string[];
  readonly completedDestinations: readonly string[];
}
