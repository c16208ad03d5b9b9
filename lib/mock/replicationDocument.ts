/** AWS's `ReplicationConfiguration`, in AWS's own names; the SDK's type of that name fits. */
export interface ReplicationConfigurationDocument {
  Role: string | undefined;
  Rules: ReplicationRuleDocument[] | undefined;
}

/** AWS's `ReplicationRule`. */
export interface ReplicationRuleDocument {
  ID?: string | undefined;
  Priority?: number | undefined;
  Prefix?: string | undefined;
  Filter?:
    | {
        Prefix?: string | undefined;
        Tag?: TagDocument | undefined;
        And?: { Prefix?: string | undefined; Tags?: TagDocument[] | undefined } | undefined;
      }
    | undefined;
  Status: StatusDocument | undefined;
  SourceSelectionCriteria?:
    | {
        SseKmsEncryptedObjects?: { Status: StatusDocument | undefined } | undefined;
        ReplicaModifications?: { Status: StatusDocument | undefined } | undefined;
      }
    | undefined;
  ExistingObjectReplication?: { Status: StatusDocument | undefined } | undefined;
  Destination: ReplicationDestinationDocument | undefined;
  DeleteMarkerReplication?: { Status?: StatusDocument | undefined } | undefined;
}

/** AWS's `Destination` of a replication rule. */
export interface ReplicationDestinationDocument {
  Bucket: string | undefined;
  Account?: string | undefined;
  StorageClass?: string | undefined;
  AccessControlTranslation?: { Owner: "Destination" | undefined } | undefined;
  EncryptionConfiguration?: { ReplicaKmsKeyID?: string | undefined } | undefined;
  ReplicationTime?:
    | { Status: StatusDocument | undefined; Time: { Minutes?: number | undefined } | undefined }
    | undefined;
  Metrics?:
    | {
        Status: StatusDocument | undefined;
        EventThreshold?: { Minutes?: number | undefined } | undefined;
      }
    | undefined;
}

/** Whether something of a rule is on. */
export type StatusDocument = "Enabled" | "Disabled";

/** AWS's `Tag`. */
export interface TagDocument {
  Key: string | undefined;
  Value: string | undefined;
}
