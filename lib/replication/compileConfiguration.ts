import type { ReplicationRuleFilter } from "@aws-sdk/client-s3";
import type {
  CompiledConfiguration,
  CompiledDestination,
  CompiledRule,
} from "../state/replicationRules.js";
import type { StoredConfiguration, StoredRule } from "./configuration.js";
import type { SchemaValidDestination } from "./configurationSchema.js";
import { compilePrefixes } from "./prefixIndex.js";
import { schemaVersionOf } from "./schemaVersion.js";
import { destinationBucket } from "./validateDestination.js";

/** Makes a stored configuration ready to be asked which rules replicate a key: plain data, made once. */
export function compileConfiguration(document: StoredConfiguration): CompiledConfiguration {
  const schemaVersion = schemaVersionOf(document.Rules);
  const rules = document.Rules.map((rule) => compileRule(rule, schemaVersion));
  return { document, role: document.Role, schemaVersion, rules, prefixes: compilePrefixes(rules) };
}

function compileRule(rule: StoredRule, schemaVersion: "V1" | "V2"): CompiledRule {
  const { Filter: filter = {}, SourceSelectionCriteria: criteria } = rule;
  return {
    id: rule.ID,
    isEnabled: rule.Status === "Enabled",
    schemaVersion,
    priority: rule.Priority ?? 0,
    prefix: rule.Prefix ?? filter.Prefix ?? filter.And?.Prefix ?? "",
    tags: compileTags(filter),
    // V1 has no such element: it replicates every delete marker that a user makes.
    replicatesDeleteMarkers:
      schemaVersion === "V1" || rule.DeleteMarkerReplication?.Status === "Enabled",
    replicatesReplicaModifications: criteria?.ReplicaModifications?.Status === "Enabled",
    replicatesKmsEncrypted: criteria?.SseKmsEncryptedObjects?.Status === "Enabled",
    destination: compileDestination(rule.Destination),
  };
}

function compileTags({ Tag, And }: ReplicationRuleFilter): CompiledRule["tags"] {
  const tags = Tag === undefined ? (And?.Tags ?? []) : [Tag];
  return tags.map(({ Key = "", Value = "" }) => ({ Key, Value }));
}

function compileDestination(destination: SchemaValidDestination): CompiledDestination {
  const { ReplicationTime, Metrics } = destination;
  return {
    bucket: destinationBucket(destination),
    accountId: destination.Account,
    storageClass: destination.StorageClass,
    overridesOwner: destination.AccessControlTranslation !== undefined,
    replicaKmsKeyId: destination.EncryptionConfiguration?.ReplicaKmsKeyID,
    replicationTimeMinutes:
      ReplicationTime?.Status === "Enabled" ? ReplicationTime.Time?.Minutes : undefined,
    hasMetrics: Metrics?.Status === "Enabled",
  };
}
