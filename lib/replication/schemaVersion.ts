import { fail } from "../base/errors.js";
import type { SchemaValidRule } from "./configurationSchema.js";

/**
 * The version of the configuration schema a document is written in.
 *
 * One rule with a `Prefix` of its own makes the whole document V1 (recorded; that the place of the
 * rule does not matter is `assumed`).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html#replication-backward-compat-considerations
 */
export function schemaVersionOf(rules: readonly SchemaValidRule[]): "V1" | "V2" {
  return rules.some(({ Prefix }) => Prefix !== undefined) ? "V1" : "V2";
}

/**
 * Checks that a rule has the elements its schema version demands, and none of the other's.
 *
 * @throws S3Error InvalidRequest
 */
export function checkElementsOfSchemaVersion(
  rule: SchemaValidRule,
  schemaVersion: "V1" | "V2",
): void {
  if (schemaVersion === "V1") {
    const stranger = elementsOnlyInV2(rule).find(([, element]) => element !== undefined);
    if (stranger !== undefined) failElement(stranger[0], "cannot be used");
    return;
  }
  if (rule.Priority === undefined) failElement("Priority", "must be specified");
  if (rule.DeleteMarkerReplication === undefined) {
    failElement("DeleteMarkerReplication", "must be specified");
  }
}

/**
 * The first two are recorded, and that they are complained about in a document that mixes the
 * versions. SseKmsEncryptedObjects, with which V1 was documented in 2017, is none of them. The others are `assumed`, both that V1 refuses them and with which words.
 */
function elementsOnlyInV2(rule: SchemaValidRule): [name: string, element: unknown][] {
  return [
    ["Priority", rule.Priority],
    ["DeleteMarkerReplication", rule.DeleteMarkerReplication],
    ["Filter", rule.Filter],
    ["ReplicaModifications", rule.SourceSelectionCriteria?.ReplicaModifications],
    ["ReplicationTime", rule.Destination.ReplicationTime],
  ];
}

function failElement(element: string, fault: "cannot be used" | "must be specified"): never {
  return fail("InvalidRequest", {
    message: `${element} ${fault} for this version of Cross Region Replication configuration schema. Please refer to S3 Developer Guide for more information.`,
  });
}
