/**
 * A replication configuration as a bucket keeps it: the document as it was sent, and the rules
 * made ready for being asked about a key. Plain and immutable.
 */
export interface CompiledConfiguration {
  /** What PutBucketReplication sent and GetBucketReplication gives back. */
  readonly document: ReplicationDocument;
  readonly role: string;
  readonly schemaVersion: "V1" | "V2";
  /** In the order of the document. */
  readonly rules: readonly CompiledRule[];
  /** The distinct prefixes in sorted order. */
  readonly prefixes: readonly CompiledPrefix[];
}

/** AWS's `ReplicationConfiguration`; nothing here reads it but the code that compiles it. */
export type ReplicationDocument = object;

export interface CompiledPrefix {
  readonly prefix: string;
  /** Index of the longest other prefix that this one begins with; -1 where there is none. */
  readonly parent: number;
  /** Indexes of the rules with exactly this prefix. */
  readonly rules: readonly number[];
}

/** One rule, its defaults resolved. */
export interface CompiledRule {
  readonly id: string;
  readonly isEnabled: boolean;
  readonly schemaVersion: "V1" | "V2";
  /** 0 in V1, where rules never overlap. */
  readonly priority: number;
  readonly prefix: string;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly replicatesDeleteMarkers: boolean;
  readonly replicatesReplicaModifications: boolean;
  readonly replicatesKmsEncrypted: boolean;
  readonly destination: CompiledDestination;
}

export interface CompiledDestination {
  readonly bucket: string;
  readonly accountId: string | undefined;
  readonly storageClass: string | undefined;
  /** AccessControlTranslation: the replica belongs to the destination bucket's owner. */
  readonly overridesOwner: boolean;
  readonly replicaKmsKeyId: string | undefined;
  /** Replication Time Control: 15, or undefined where it is off. */
  readonly replicationTimeMinutes: number | undefined;
  readonly hasMetrics: boolean;
}
