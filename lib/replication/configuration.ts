import type { ReplicationConfiguration } from "@aws-sdk/client-s3";
import { fail } from "../base/errors.js";
import { frozenCopy } from "../base/frozenCopy.js";
import { limits } from "../base/limits.js";
import { parseIamArn } from "./arns.js";
import {
  checkSchema,
  type SchemaValidConfiguration,
  type SchemaValidRule,
} from "./configurationSchema.js";
import { checkDestinationBuckets, type DestinationLookup } from "./validateDestinationBuckets.js";
import { checkRule, createSeenRules } from "./validateRule.js";

/** What validating a configuration needs to know about the world. */
export interface ConfigurationContext {
  /** The source bucket's name. */
  readonly bucket: string;
  /** The account that sends the configuration, which must own the role. */
  readonly accountId: string;
  /** Of the source bucket. */
  readonly isVersioningEnabled: boolean;
  readonly destination: DestinationLookup;
}

/** A validated configuration whose every rule has its ID: what GetBucketReplication gives back. */
export interface StoredConfiguration extends SchemaValidConfiguration {
  Rules: StoredRule[];
}

/** A rule of a stored configuration. */
export interface StoredRule extends SchemaValidRule {
  ID: string;
}

/**
 * Validates a configuration as PutBucketReplication does: schema, role, versioning of the source,
 * each rule in the order of the document, then the destination buckets.
 *
 * Judged elsewhere, before this:
 *
 * | Refused because                                   | By                       |
 * | ------------------------------------------------- | ------------------------ |
 * | the bucket does not exist                         | openBucket               |
 * | another owner was expected                        | openBucket               |
 * | the body's checksum or Content-MD5 is wrong       | reading the body         |
 * | the body has neither                              | reading the body         |
 * | the XML is not well-formed or has unknown parts   | reading the XML          |
 *
 * Not simulated: permissions to configure replication and to pass the role (there are no policies,
 * so all that is left of them is that the role is the caller's), Regions without Replication Time
 * Control, and OperationAborted (no two requests overlap). Object Lock is no reason to refuse
 * (recorded), with a token or without.
 *
 * That the role is judged before versioning and rules is `assumed`; that the source's versioning
 * is judged before the destination's, and the schema before everything, is recorded.
 *
 * @throws S3Error MalformedXML, InvalidArgument, InvalidRequest, AccessDenied
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html
 */
export function validateConfiguration(
  document: ReplicationConfiguration,
  context: ConfigurationContext,
): SchemaValidConfiguration {
  checkSchema(document);
  checkRole(document.Role, context.accountId);
  if (!context.isVersioningEnabled) {
    fail("InvalidRequest", {
      message: "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
    });
  }
  checkRuleCount(document.Rules.length);
  const seen = createSeenRules(document.Rules, context.bucket);
  for (const rule of document.Rules) checkRule(rule, seen);
  checkDestinationBuckets(document.Rules, context.destination);
  return document;
}

/** A copy of a configuration in which rules with no ID, or with an empty one, have one of `nextId`. */
export function withRuleIds(
  document: SchemaValidConfiguration,
  nextId: () => string,
): StoredConfiguration {
  const copy = frozenCopy(document);
  return { ...copy, Rules: copy.Rules.map((rule) => ({ ...rule, ID: rule.ID || nextId() })) };
}

/** S3 does not ask whether the role exists (recorded): replication fails later instead. */
function checkRole(role: string, accountId: string): void {
  const arn = parseIamArn(role);
  if (arn === undefined) failRole(role, "Invalid Role specified in replication configuration");
  if (!arn.relativeId.startsWith("role/")) failRole(role, "The relative id should start with role");
  // A role without a name and one in another partition than the bucket: `assumed`.
  if (arn.relativeId === "role/") {
    failRole(role, "Invalid Role specified in replication configuration");
  }
  if (arn.accountId !== accountId) fail("AccessDenied");
}

function failRole(role: string, message: string): never {
  return fail("InvalidArgument", { message, ArgumentName: "Role", ArgumentValue: role });
}

/** The code, and that it comes before the rules' own faults, is `assumed`: MalformedXML is as likely. */
function checkRuleCount(count: number): void {
  if (count <= limits.replicationRules) return;
  fail("InvalidRequest", {
    message: `Number of defined replication rules cannot exceed ${limits.replicationRules}`,
  });
}
