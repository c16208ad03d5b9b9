import type {
  GetBucketLoggingOutput,
  LoggingEnabled,
  PutBucketLoggingCommandInput,
} from "@aws-sdk/client-s3";
import { fail } from "../../base/errors.js";
import { requireOneOf, requireValid } from "../../base/schemaRequirements.js";
import type { Bucket } from "../../state/bucket.js";
import type { S3 } from "../../state/s3.js";
import { bucketDocument, sent } from "./bucketDocument.js";

/**
 * Kept and given back; the mock writes no logs. Grants are taken as they are, but for those to an e-mail
 * address: S3 takes even those that the target's ownership controls rule out (recorded 2026).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html
 */
export const logging = bucketDocument<PutBucketLoggingCommandInput, GetBucketLoggingOutput>({
  name: "logging",
  read({ BucketLoggingStatus }, bucket, s3) {
    const { LoggingEnabled: enabled } = sent(BucketLoggingStatus);
    if (enabled === undefined) return undefined;
    checkSchema(enabled);
    checkGrantees(enabled);
    checkTarget(enabled, bucket, s3);
    return { LoggingEnabled: enabled };
  },
  missing: () => ({}),
});

const granteeTypes: ReadonlySet<unknown> = new Set([
  "AmazonCustomerByEmail",
  "CanonicalUser",
  "Group",
]);
const permissions: ReadonlySet<unknown> = new Set(["FULL_CONTROL", "READ", "WRITE"]);
const dateSources: ReadonlySet<unknown> = new Set(["DeliveryTime", "EventTime"]);

/** The values are documented; that others are no document of S3's is `assumed`, as for its other ones. */
function checkSchema({ TargetGrants = [], TargetObjectKeyFormat: format }: LoggingEnabled): void {
  for (const { Grantee, Permission } of TargetGrants) {
    requireOneOf(granteeTypes, Grantee?.Type);
    requireOneOf(permissions, Permission);
  }
  if (format === undefined) return;
  const { SimplePrefix, PartitionedPrefix } = format;
  requireValid((SimplePrefix === undefined) !== (PartitionedPrefix === undefined));
  const source = PartitionedPrefix?.PartitionDateSource;
  if (source !== undefined) requireOneOf(dateSources, source);
}

/** That it is 405 since October 2025 is documented; the elements are `assumed`, and that it comes first. */
function checkGrantees({ TargetGrants = [] }: LoggingEnabled): void {
  if (TargetGrants.every(({ Grantee }) => Grantee?.Type !== "AmazonCustomerByEmail")) return;
  fail("MethodNotAllowed", { Method: "PUT", ResourceType: "LOGGING" });
}

function checkTarget({ TargetBucket = "" }: LoggingEnabled, source: Bucket, s3: S3): void {
  const target = s3.buckets.get(TargetBucket);
  if (target === undefined) fail("InvalidTargetBucketForLogging", { TargetBucket });
  if (target.ownerId !== source.ownerId) {
    fail("InvalidTargetBucketForLogging", {
      // That the owner must be the same is documented, the text is `assumed`.
      message: "The owner for the bucket to be logged and the target bucket must be the same.",
      TargetBucket,
    });
  }
  if (target.region === source.region) return;
  fail("CrossLocationLoggingProhibitted", {
    // Buckets of us-east-1 do not name themselves (recorded 2026).
    ...(source.region !== "us-east-1" && { SourceBucketLocation: source.region }),
    TargetBucketLocation: target.region,
  });
}
