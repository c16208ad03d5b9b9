import type {
  KeyDescription,
  RoleDescription,
  UserDescription,
} from "../../access/iam/iamDescriptions.js";
import type { ReplicationConfigurationDocument } from "../replicationDocument.js";

/** Something of a deployment that was left out, and why. */
export interface Unresolved {
  /** Its logical id or address. */
  readonly resource: string;
  readonly reason: string;
}

/** What a deployment says of permissions and replication, each with the name of its resource. */
export interface DeployedDocuments {
  readonly roles: readonly Named<RoleDescription>[];
  readonly users: readonly Named<UserDescription>[];
  readonly keys: readonly Named<KeyDescription>[];
  readonly bucketPolicies: readonly Named<{ readonly bucket: string; readonly policy: unknown }>[];
  readonly replications: readonly Named<{
    readonly bucket: string;
    readonly configuration: ReplicationConfigurationDocument;
  }>[];
  readonly unresolved: readonly Unresolved[];
}

/** A part of a deployment. */
export interface Named<Value> {
  readonly resource: string;
  readonly value: Value;
}

/** Part by part, with what could not be read listed. */
export function collector() {
  const unresolved: Unresolved[] = [];
  return {
    unresolved,
    /** What of these resources can be read. */
    collect<Source, Value>(
      sources: readonly Named<Source>[],
      read: (source: Source, resource: string) => Value | undefined,
    ): Named<Value>[] {
      return sources.flatMap(({ resource, value: source }) => {
        try {
          const value = read(source, resource);
          return value === undefined ? [] : [{ resource, value }];
        } catch (error) {
          if (!(error instanceof UnresolvedError)) throw error;
          unresolved.push({ resource, reason: error.message });
          return [];
        }
      });
    },
  };
}

/** A value that the deployment does not say plainly. */
export class UnresolvedError extends Error {}

/** A value as text. @throws UnresolvedError when it is none */
export function textOf(value: unknown, what: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new UnresolvedError(`${what} is not known before it is deployed`);
}
