/** AWS's `ReplicationConfiguration`, in AWS's own names; the SDK's type of that name fits. */
export interface ReplicationConfigurationDocument {
  readonly Role: string | undefined;
  readonly Rules: readonly ReplicationRuleDocument[] | undefined;
}

/** AWS's `ReplicationRule`. */
export interface ReplicationRuleDocument {
  readonly ID?: string | undefined;
  readonly Priority?: number | undefined;
  readonly Prefix?: string | undefined;
  readonly Filter?:
    | {
        readonly Prefix?: string | undefined;
        readonly Tag?: TagDocument | undefined;
        readonly And?:
          | {
              readonly Prefix?: string | undefined;
              readonly Tags?: readonly TagDocument[] | undefined;
            }
          | undefined;
      }
    | undefined;
  readonly Status: StatusDocument | undefined;
  readonly SourceSelectionCriteria?:
    | {
        readonly SseKmsEncryptedObjects?:
          | { readonly Status: StatusDocument | undefined }
          | undefined;
        readonly ReplicaModifications?: { readonly Status: StatusDocument | undefined } | undefined;
      }
    | undefined;
  readonly ExistingObjectReplication?: { readonly Status: StatusDocument | undefined } | undefined;
  readonly Destination: ReplicationDestinationDocument | undefined;
  readonly DeleteMarkerReplication?: { readonly Status?: StatusDocument | undefined } | undefined;
}

/** AWS's `Destination` of a replication rule. */
export interface ReplicationDestinationDocument {
  readonly Bucket: string | undefined;
  readonly Account?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly AccessControlTranslation?: { readonly Owner: "Destination" | undefined } | undefined;
  readonly EncryptionConfiguration?: { readonly ReplicaKmsKeyID?: string | undefined } | undefined;
  readonly ReplicationTime?:
    | {
        readonly Status: StatusDocument | undefined;
        readonly Time: { readonly Minutes?: number | undefined } | undefined;
      }
    | undefined;
  readonly Metrics?:
    | {
        readonly Status: StatusDocument | undefined;
        readonly EventThreshold?: { readonly Minutes?: number | undefined } | undefined;
      }
    | undefined;
}

/** Whether something of a rule is on. */
export type StatusDocument = "Enabled" | "Disabled";

/** AWS's `Tag`. */
export interface TagDocument {
  readonly Key: string | undefined;
  readonly Value: string | undefined;
}
