import type {
  RestoreObjectCommandInput,
  RestoreObjectCommandOutput,
  RestoreRequest,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { requireValid } from "../../base/schemaRequirements.js";
import { isArchived } from "../../replication/decide.js";
import type { DataVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { insertVersion } from "../../state/versions.js";
import { openVersion } from "./versionLookup.js";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * How long a retrieval takes at the most, as documented: nothing is promised to be there earlier.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html
 */
const retrievalMs: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  GLACIER: { Expedited: 5 * minuteMs, Standard: 5 * hourMs, Bulk: 12 * hourMs },
  DEEP_ARCHIVE: { Standard: 12 * hourMs, Bulk: 48 * hourMs },
};

/**
 * Brings a copy of an archived version back for some days; asked again while the copy is there, it
 * changes how long.
 *
 * @throws S3Error InvalidObjectState, ObjectAlreadyInActiveTierError, RestoreAlreadyInProgress,
 *   InvalidArgument, MalformedXML
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html
 */
export function restoreObject(
  s3: S3,
  input: RestoreObjectCommandInput,
  requester: Requester,
): RestoreObjectCommandOutput {
  const bucket = openBucket(s3, input, requester);
  const { Key: key = "", VersionId: versionId, RestoreRequest: request } = input;
  const version = openVersion(bucket, { key, versionId, method: "POST" });
  checkArchived(version);
  if (request === undefined) fail("MalformedXML");
  if (request.Type !== undefined) {
    fail("NotImplemented", { message: "A restore that selects is not simulated" });
  }
  const days = checkedDays(request);
  const tookMs = retrievalTime(version, request);
  const readyAt = readyTime(version, s3.time.now(), tookMs);
  const restore = { readyAt, expiresAt: expiryTime(readyAt, s3.time.now(), days) };
  insertVersion(bucket, { ...version, restore });
  // A copy that is there already is only kept for longer.
  return { $metadata: { httpStatusCode: readyAt <= s3.time.now() ? 200 : 202 } };
}

function checkArchived({ storageClass }: DataVersion): void {
  if (isArchived(storageClass)) return;
  // Nothing is ever moved to the archive tiers of Intelligent-Tiering here.
  if (storageClass === "INTELLIGENT_TIERING") fail("ObjectAlreadyInActiveTierError");
  fail("InvalidObjectState", {
    // `assumed`
    message: "Restore is not allowed for the object's current storage class",
    StorageClass: storageClass,
  });
}

function checkedDays({ Days: days }: RestoreRequest): number {
  if (days === undefined) fail("MalformedXML");
  if (days > 0) return days;
  return fail("InvalidArgument", {
    // `assumed`
    message: "restoration days should be at least 1",
    ArgumentName: "Days",
    ArgumentValue: String(days),
  });
}

function retrievalTime({ storageClass }: DataVersion, request: RestoreRequest): number {
  const tier = request.GlacierJobParameters?.Tier ?? request.Tier ?? "Standard";
  const tookMs = retrievalMs[storageClass]?.[tier];
  if (tookMs !== undefined) return tookMs;
  // That an unknown tier is no document of S3's is `assumed`.
  requireValid(Object.hasOwn(retrievalMs.GLACIER ?? {}, tier));
  // DEEP_ARCHIVE has no Expedited; the text is `assumed`.
  return fail("InvalidArgument", {
    message: `Retrieval option is not supported by this storage class: ${tier}`,
    ArgumentName: "Tier",
    ArgumentValue: tier,
  });
}

/** When the copy is there: at once if it is already, earlier than planned with a faster tier. */
function readyTime({ restore }: DataVersion, nowMs: number, tookMs: number): number {
  if (restore === undefined || nowMs >= restore.expiresAt) return nowMs + tookMs;
  if (restore.readyAt <= nowMs) return restore.readyAt;
  if (nowMs + tookMs < restore.readyAt) return nowMs + tookMs;
  return fail("RestoreAlreadyInProgress");
}

/** So many days after the copy is there or was asked for again, and then the next midnight. */
function expiryTime(readyAt: number, nowMs: number, days: number): number {
  const from = Math.max(readyAt, nowMs) + days * dayMs;
  return Math.ceil(from / dayMs) * dayMs;
}
