import type { CompiledRule } from "../state/replicationRules.js";

/** What a replication rule does, a sentence each. */
export function ruleInWords(rule: CompiledRule): string[] {
  const { destination } = rule;
  return [
    rule.isEnabled
      ? `Replicates ${whatOf(rule)} to ${destination.bucket}.`
      : `Would replicate ${whatOf(rule)} to ${destination.bucket}, but its Status is Disabled.`,
    `Among rules for the same destination it has priority ${rule.priority}: the highest one decides.`,
    rule.replicatesDeleteMarkers
      ? "Delete markers are replicated too."
      : "Delete markers are not replicated.",
    ...(rule.replicatesKmsEncrypted
      ? [`Objects under KMS keys too; replicas get the key ${destination.replicaKmsKeyId}.`]
      : ["Objects under KMS keys stay out."]),
    ...(rule.replicatesReplicaModifications
      ? ["Changes to the metadata of replicas are synchronized back."]
      : []),
    ...(destination.storageClass === undefined
      ? []
      : [`Replicas are stored as ${destination.storageClass}.`]),
    ...(destination.overridesOwner
      ? [`Replicas belong to the account ${destination.accountId}.`]
      : []),
    ...(destination.replicationTimeMinutes === undefined
      ? []
      : [`Replication Time Control promises ${destination.replicationTimeMinutes} minutes.`]),
    ...(destination.hasMetrics ? ["Metrics are on."] : []),
  ];
}

function whatOf({ prefix, tags }: CompiledRule): string {
  const tagged = tags.map(({ Key, Value }) => `${Key}=${Value}`).join(" and ");
  const begin =
    prefix === "" ? "every new object" : `new objects whose key begins with ${shown(prefix)}`;
  return tags.length === 0 ? begin : `${begin}, if tagged ${tagged}`;
}

function shown(text: string): string {
  return JSON.stringify(text);
}
