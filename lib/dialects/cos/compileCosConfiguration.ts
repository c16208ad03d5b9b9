import { compileConfiguration } from "../../replication/compileConfiguration.js";
import { type StoredRule, withRuleIds } from "../../replication/configuration.js";
import type { SchemaValidConfiguration } from "../../replication/configurationSchema.js";
import type { CompiledConfiguration } from "../../state/replicationRules.js";
import { destinationOf } from "./cosDestination.js";
import { s3StorageClass } from "./cosStorageClasses.js";

/**
 * Makes a validated configuration of COS ready to be asked which rules replicate a key: its rules are
 * S3's of the second version, of which no two meet. The document stays as it was sent; that COS gives
 * no IDs to rules without one is `assumed`.
 */
export function compileCosConfiguration(
  document: SchemaValidConfiguration,
  nextId: () => string,
): CompiledConfiguration {
  const Rules = withRuleIds(document, nextId).Rules.map(s3Rule);
  return { ...compileConfiguration({ Role: document.Role, Rules }), document };
}

function s3Rule(rule: StoredRule, index: number): StoredRule {
  const { ID, Status, Prefix = "", DeleteMarkerReplication, Destination } = rule;
  const { StorageClass } = Destination;
  return {
    ID,
    Status,
    Priority: index,
    Filter: { Prefix },
    // COS replicates delete markers unless it is told not to.
    DeleteMarkerReplication: { Status: DeleteMarkerReplication?.Status ?? "Enabled" },
    Destination: {
      Bucket: `arn:aws:s3:::${destinationOf(Destination.Bucket)?.bucket}`,
      ...(StorageClass !== undefined && {
        // S3 has a class for each of COS's.
        StorageClass: s3StorageClass(StorageClass) as typeof StorageClass,
      }),
    },
  };
}
