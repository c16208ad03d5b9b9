import type { ReplicationConfiguration } from "@aws-sdk/client-s3";
import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";
import {
  checkSchema,
  type SchemaValidConfiguration,
  type SchemaValidRule,
} from "../../replication/configurationSchema.js";
import type { Bucket } from "../../state/bucket.js";
import { destinationOf } from "./cosDestination.js";
import { s3StorageClass } from "./cosStorageClasses.js";

/** What validating a configuration needs to know about the world. */
export interface CosConfigurationContext {
  readonly source: Bucket;
  /** The account that sends the configuration. */
  readonly accountId: string;
  readonly lookup: (name: string) => Bucket | undefined;
}

const role = /^qcs::cam::uin\/\d+:uin\/\d+$/;

/** What S3's documents have and COS's tables do not, whatever the prose says of filters. */
const foreignToRules = [
  "ExistingObjectReplication",
  "Filter",
  "Priority",
  "SourceSelectionCriteria",
] as const satisfies readonly (keyof SchemaValidRule)[];
const foreignToDestinations = [
  "AccessControlTranslation",
  "Account",
  "EncryptionConfiguration",
  "Metrics",
  "ReplicationTime",
] as const satisfies readonly (keyof SchemaValidRule["Destination"])[];

/**
 * Validates a configuration as COS does: one destination for all rules, prefixes that do not overlap.
 * Codes and their order are `assumed` but where a line says otherwise; messages are all `assumed`.
 *
 * @throws S3Error MalformedXML, NotImplemented, InvalidArgument, InvalidRequest,
 *   BucketVersionNotOpen, NotSupportedStorageClass, MAZOperationNotSupportOnOAZBucket,
 *   UserNotSourceBucketOwner, UserNotTargetBucketOwner
 * @see https://cloud.tencent.com/document/product/436/19223
 */
export function validateCosConfiguration(
  document: ReplicationConfiguration,
  context: CosConfigurationContext,
): SchemaValidConfiguration {
  const { source, accountId } = context;
  checkCosSchema(document);
  if (!role.test(document.Role)) {
    failArgument("Role must be qcs::cam::uin/<OwnerUin>:uin/<SubUin>");
  }
  if (document.Rules.length > limits.replicationRules) {
    failRequest(`There cannot be more than ${limits.replicationRules} replication rules`);
  }
  if (source.ownerId !== accountId) fail("UserNotSourceBucketOwner");
  if (source.versioning !== "Enabled") fail("BucketVersionNotOpen");
  checkIds(document.Rules);
  checkPrefixes(document.Rules);
  checkDestination(document.Rules, context);
  return document;
}

function checkCosSchema(
  document: ReplicationConfiguration,
): asserts document is SchemaValidConfiguration {
  const { Rules = [] } = document;
  for (const rule of Rules) {
    const element =
      foreignToRules.find((name) => rule[name] !== undefined) ??
      foreignToDestinations.find((name) => rule.Destination?.[name] !== undefined);
    if (element !== undefined) {
      fail("NotImplemented", { message: `${element} in a rule of COS is not simulated` });
    }
  }
  // S3 has the prefix or a filter, and storage classes of its own: COS may leave it out (2024).
  checkSchema({
    ...document,
    Rules: Rules.map((rule) => ({
      ...rule,
      Prefix: rule.Prefix ?? "",
      Destination: rule.Destination && { Bucket: rule.Destination.Bucket },
    })),
  });
}

function checkIds(rules: readonly SchemaValidRule[]): void {
  const ids = rules.map(({ ID }) => ID).filter((id) => id !== undefined && id !== "");
  if (new Set(ids).size < ids.length) failArgument("Rule ID must be unique");
}

/** An error is documented, its code is not. */
function checkPrefixes(rules: readonly SchemaValidRule[]): void {
  const prefixes = rules.map(({ Prefix = "" }) => Prefix).sort();
  prefixes.forEach((prefix, index) => {
    // In order, whatever begins with a prefix comes right behind it.
    const next = prefixes[index + 1];
    if (next?.startsWith(prefix)) {
      failRequest(`Found overlapping prefixes '${prefix}' and '${next}'`);
    }
  });
}

function checkDestination(
  rules: readonly SchemaValidRule[],
  { source, accountId, lookup }: CosConfigurationContext,
): void {
  const names = new Set<string>();
  for (const { Destination } of rules) {
    const { region, bucket } =
      destinationOf(Destination.Bucket) ??
      failArgument("Bucket must be qcs::cos:<Region>::<BucketName-APPID>");
    if (Destination.StorageClass !== undefined) s3StorageClass(Destination.StorageClass);
    if (names.add(bucket).size > 1) {
      failRequest("All rules must have the same destination bucket");
    }
    if (bucket === source.name) failArgument("Destination bucket must not be the source bucket");
    const destination = lookup(bucket);
    if (destination?.region !== region) failArgument("Destination bucket must exist");
    if (destination.ownerId !== accountId) fail("UserNotTargetBucketOwner");
    if (destination.versioning !== "Enabled") fail("BucketVersionNotOpen");
  }
}

function failArgument(message: string): never {
  return fail("InvalidArgument", { message });
}

function failRequest(message: string): never {
  return fail("InvalidRequest", { message });
}
