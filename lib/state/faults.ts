import type { FailureReason } from "./failureReasons.js";
import type { RequestFault, StaleConfiguration } from "./requestFault.js";

/** The faults that are in force: plain data, by the id of the handle that ends each. */
export interface Faults {
  /** The id of the fault that began last. */
  lastId: number;
  /** Every fault as it was asked for, in the order in which they began. */
  readonly begun: Map<number, BegunFault>;
  readonly denials: Map<number, Denial>;
  /** In the order in which they began. */
  readonly failures: Map<number, Failure>;
  readonly outages: Map<number, OutageInForce>;
  /** In the order in which they began. */
  readonly kmsKeys: Map<number, KmsKeyFault>;
  /** In the order in which they began. */
  readonly requests: Map<number, RequestFault>;
  readonly staleConfigurations: Map<number, StaleConfiguration>;
}

/** A fault as a test asked for it: plain data. */
export interface BegunFault {
  /** The name of the function of `mock.faults`. */
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A permission that the replication role lacks, for the work that it names. */
export interface Denial extends WorkScope {
  readonly action: ReplicationAction;
  /** How often the permission was asked for within the scope. */
  asked: number;
}

/** The end of the work that it names: FAILED. */
export interface Failure extends WorkScope {
  readonly reason: FailureReason;
  /** How much work has come within the scope. */
  asked: number;
}

/** The replication work that a fault is for; what is left open is for all. */
export interface WorkScope {
  /** The bucket that is replicated from. */
  readonly bucket?: string | undefined;
  /** The bucket that is replicated to. */
  readonly destination?: string | undefined;
  readonly ruleId?: string | undefined;
  /** What the key begins with. */
  readonly prefix?: string | undefined;
  /** The ARN of the role that does the work. */
  readonly role?: string | undefined;
  /** Only the nth time that it would take effect, from 1. */
  readonly nth?: number | undefined;
}

/** A bucket or a Region that replication cannot reach for the time being. */
export type Outage = { readonly bucket: string } | { readonly region: string };

/** An outage, and how often work was due that it held back. */
export type OutageInForce = Outage & { struck: number };

/** A KMS key that cannot be used, by the name under which configurations and objects know it. */
export interface KmsKeyFault {
  readonly key: string;
  readonly state: KmsKeyState;
  /** How often somebody needed it. */
  struck: number;
}

/** Why a KMS key cannot be used. */
export type KmsKeyState = "Disabled" | "PendingDeletion" | "Missing";

/**
 * What the replication role needs to be allowed.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
export const replicationActions = [
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "s3:GetObjectLegalHold",
  "s3:GetObjectRetention",
  "s3:GetObjectVersionAcl",
  "s3:GetObjectVersionForReplication",
  "s3:GetObjectVersionTagging",
  "s3:InitiateReplication",
  "s3:ObjectOwnerOverrideToBucketOwner",
  "s3:PutObjectLegalHold",
  "s3:PutObjectRetention",
  "s3:ReplicateDelete",
  "s3:ReplicateObject",
  "s3:ReplicateTags",
  "sts:AssumeRole",
] as const;

/** An action in the policies of the replication role, of its trust, and of what it reads and writes. */
export type ReplicationAction = (typeof replicationActions)[number];

/** No faults. */
export function noFaults(): Faults {
  return {
    lastId: 0,
    begun: new Map(),
    denials: new Map(),
    failures: new Map(),
    outages: new Map(),
    kmsKeys: new Map(),
    requests: new Map(),
    staleConfigurations: new Map(),
  };
}
