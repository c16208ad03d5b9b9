/** What IAM and KMS know of principals and keys that somebody described, by ARN. */
export interface Iam {
  readonly roles: Map<string, IamRole>;
  readonly users: Map<string, IamUser>;
  readonly keys: Map<string, KmsKey>;
}

/** An IAM user. Immutable. */
export interface IamUser {
  readonly arn: string;
  readonly policies: readonly NamedPolicy[];
  /** JSON. Undefined: nothing limits what the policies allow. */
  readonly permissionsBoundary: string | undefined;
  /** Whether it is no longer there; what nobody described is. */
  readonly isDeleted: boolean;
}

/** A role. Immutable. */
export interface IamRole extends IamUser {
  /** JSON. Undefined: S3 may assume it. */
  readonly trustPolicy: string | undefined;
}

/** A policy of a user or role. */
export interface NamedPolicy {
  readonly name: string;
  /** JSON. */
  readonly document: string;
}

/** A KMS key. Immutable. */
export interface KmsKey {
  readonly arn: string;
  /** JSON. Undefined: KMS's default, which leaves it to the key's account. */
  readonly policy: string | undefined;
  readonly state: "Enabled" | "Disabled" | "PendingDeletion" | "Missing";
  /** With their `alias/`. */
  readonly aliases: readonly string[];
}

/** Nobody described anything. */
export function emptyIam(): Iam {
  return { roles: new Map(), users: new Map(), keys: new Map() };
}

/**
 * The key that was described under a name: an ARN, an id or an alias, in the account and Region of an
 * ARN where the name is one.
 */
export function describedKey({ keys }: Iam, name: string): KmsKey | undefined {
  if (keys.size === 0) return undefined;
  const known = keys.get(name);
  if (known !== undefined) return known;
  const isArn = name.startsWith("arn:");
  const resource = isArn ? name.slice(name.lastIndexOf(":") + 1) : name;
  const place = isArn ? name.slice(0, name.lastIndexOf(":") + 1) : "";
  return [...keys.values()].find(
    ({ arn, aliases }) =>
      arn.startsWith(place) &&
      (aliases.includes(resource) || (!isArn && arn.endsWith(`:key/${resource}`))),
  );
}
