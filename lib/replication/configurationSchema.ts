import type {
  Destination,
  Metrics,
  ReplicationConfiguration,
  ReplicationRule,
  ReplicationRuleFilter,
  ReplicationTime,
  SourceSelectionCriteria,
  Tag,
} from "@aws-sdk/client-s3";
import { requireValid } from "../base/schemaRequirements.js";
import { storageClasses } from "../base/storageClasses.js";

/** A `ReplicationConfiguration` that has what S3's schema demands. */
export interface SchemaValidConfiguration extends ReplicationConfiguration {
  Role: string;
  Rules: SchemaValidRule[];
}

/** A `ReplicationRule` that has what S3's schema demands. */
export interface SchemaValidRule extends ReplicationRule {
  Status: "Enabled" | "Disabled";
  Destination: SchemaValidDestination;
}

/** A `Destination` that has what S3's schema demands. */
export interface SchemaValidDestination extends Destination {
  Bucket: string;
}

const statuses: ReadonlySet<unknown> = new Set(["Enabled", "Disabled"]);

/**
 * Checks a document against S3's schema, which is stricter than the SDK's model.
 *
 * @throws S3Error MalformedXML
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationConfiguration.html
 */
export function checkSchema(
  document: ReplicationConfiguration,
): asserts document is SchemaValidConfiguration {
  const { Role, Rules } = document;
  requireValid(typeof Role === "string");
  requireValid(Array.isArray(Rules) && Rules.length > 0);
  for (const rule of Rules) checkRule(rule);
}

function checkRule(rule: ReplicationRule): void {
  requireValid(statuses.has(rule.Status));
  requireValid(isText(rule.ID));
  requireValid(isInt32(rule.Priority));
  // Recorded: both together and neither of them are refused, though the user guide shows the latter.
  requireValid((rule.Prefix === undefined) !== (rule.Filter === undefined));
  requireValid(isText(rule.Prefix));
  if (rule.Filter !== undefined) checkFilter(rule.Filter);
  // The model has it; S3 refuses it with either status (recorded).
  requireValid(rule.ExistingObjectReplication === undefined);
  checkStatus(rule.DeleteMarkerReplication);
  if (rule.SourceSelectionCriteria !== undefined) checkSelection(rule.SourceSelectionCriteria);
  requireValid(rule.Destination !== undefined);
  checkDestination(rule.Destination);
}

function checkFilter({ Prefix, Tag, And }: ReplicationRuleFilter): void {
  requireValid([Prefix, Tag, And].filter((child) => child !== undefined).length <= 1);
  requireValid(isText(Prefix));
  if (Tag !== undefined) checkTag(Tag);
  if (And === undefined) return;
  const { Prefix: prefix, Tags: tags = [] } = And;
  requireValid(isText(prefix));
  requireValid(tags.length + (prefix === undefined ? 0 : 1) >= 2);
  for (const tag of tags) checkTag(tag);
}

/** A Key is at least one character long in the SDK's model; that S3's schema says so too is `assumed`. */
function checkTag({ Key, Value }: Tag): void {
  requireValid(typeof Key === "string" && Key !== "");
  requireValid(typeof Value === "string");
}

function checkSelection(criteria: SourceSelectionCriteria): void {
  checkStatus(criteria.SseKmsEncryptedObjects);
  checkStatus(criteria.ReplicaModifications);
}

function checkDestination(destination: Destination): void {
  const { StorageClass, AccessControlTranslation, EncryptionConfiguration } = destination;
  requireValid(typeof destination.Bucket === "string");
  requireValid(isText(destination.Account));
  // EXPRESS_ONEZONE and unknown names: recorded as MalformedXML. OUTPOSTS, SNOW and FSX_*: `assumed`.
  requireValid(StorageClass === undefined || storageClasses.has(StorageClass));
  requireValid(
    AccessControlTranslation === undefined || AccessControlTranslation.Owner === "Destination",
  );
  requireValid(isText(EncryptionConfiguration?.ReplicaKmsKeyID));
  checkReplicationTime(destination.ReplicationTime);
  checkMetrics(destination.Metrics);
}

function checkReplicationTime(replicationTime: ReplicationTime | undefined): void {
  checkStatus(replicationTime);
  if (replicationTime === undefined) return;
  const minutes = replicationTime.Time?.Minutes;
  requireValid(minutes !== undefined && isInt32(minutes));
}

function checkMetrics(metrics: Metrics | undefined): void {
  checkStatus(metrics);
  requireValid(isInt32(metrics?.EventThreshold?.Minutes));
}

function checkStatus(element: { Status?: string | undefined } | undefined): void {
  requireValid(element === undefined || statuses.has(element.Status));
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function isInt32(value: unknown): boolean {
  return value === undefined || (Number.isInteger(value) && Number(value) === (Number(value) | 0));
}
