import { S3Error } from "../base/errors.js";
import { explain } from "../observe/explain/explain.js";
import type { ExplainedWork, Explanation } from "../observe/explain/explanation.js";
import { operations } from "../operations/operations.js";
import type { Bucket } from "../state/bucket.js";
import { restoreCheckpoint, takeCheckpoint } from "../state/checkpoint.js";
import type { DataVersion, ObjectVersion, Tag } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import { currentVersion, findVersion } from "../state/versions.js";
import type { WorkState } from "../state/work.js";
import { operationModel } from "../wire/model.js";
import { writeResponse } from "../wire/writeResponse.js";
import { cutText } from "./shownJson.js";

/** A version as the AWS console's Overview shows it, and what the mock knows beside that. */
export interface ObjectPage {
  readonly kind: Explanation["kind"];
  readonly versionId: string | undefined;
  readonly replicationStatus: string | undefined;
  /** Names and values, in the order of the AWS console. */
  readonly properties: readonly Property[];
  readonly tags: readonly Tag[];
  readonly metadata: readonly Property[];
  readonly lock: readonly Property[];
  /** The first ones: where there are many, those that did not end well before others. */
  readonly work: readonly ExplainedWork[];
  readonly workCount: number;
  /** What lifecycle will do with it, a sentence each. */
  readonly lifecycle: readonly string[];
  /** What `explain` says. */
  readonly explanation: string;
  /** The status and the headers of a HEAD. */
  readonly head: readonly Property[];
}

export type Property = readonly [name: string, value: string];

/** A version of an object, or why there is none. */
export function objectPage(
  s3: S3,
  object: {
    readonly bucket: string;
    readonly key: string;
    readonly versionId: string | undefined;
  },
): ObjectPage {
  const { bucket: name, key, versionId } = object;
  const bucket = s3.buckets.get(name);
  const version =
    bucket === undefined
      ? undefined
      : versionId === undefined
        ? currentVersion(bucket, key)
        : findVersion(bucket, key, versionId);
  const explained = explain(s3, { Bucket: name, Key: key, VersionId: versionId });
  return {
    kind: explained.kind,
    versionId: version?.versionId,
    replicationStatus: explained.replicationStatus,
    work: firstWork(explained.work),
    workCount: explained.work.length,
    lifecycle: explained.lifecycle?.details ?? [],
    explanation: cutText(explained.text),
    ...(bucket === undefined || version === undefined ? nothing : detailsOf(s3, bucket, version)),
  };
}

const shownWork = 100;

function firstWork(work: readonly ExplainedWork[]): readonly ExplainedWork[] {
  if (work.length <= shownWork) return work;
  const inState = (state: WorkState) => work.filter((each) => each.state === state);
  const ordered = [...inState("FAILED"), ...inState("PENDING"), ...inState("COMPLETED")];
  return ordered.slice(0, shownWork);
}

type Details = Pick<ObjectPage, "properties" | "tags" | "metadata" | "lock" | "head">;

const nothing: Details = { properties: [], tags: [], metadata: [], lock: [], head: [] };

function detailsOf(s3: S3, bucket: Bucket, version: ObjectVersion): Details {
  const properties = propertiesOf(bucket, version);
  if (version.isDeleteMarker) return { ...nothing, properties };
  return {
    properties,
    tags: version.tags,
    metadata: metadataOf(version),
    lock: lockOf(version),
    head: headOf(s3, bucket, version),
  };
}

function propertiesOf(bucket: Bucket, version: ObjectVersion): Property[] {
  const { ownerId, lastModified, versionId } = version;
  const content = version.isDeleteMarker ? undefined : version.content;
  return present([
    ["Owner", ownerId],
    ["AWS Region", bucket.region],
    ["Last modified", new Date(lastModified).toISOString()],
    ["Size", content && `${content.bytes.length} B`],
    ["Key", version.key],
    ["S3 URI", `s3://${bucket.name}/${version.key}`],
    ["Version ID", versionId],
    ["Entity tag (ETag)", content?.etag],
    ["Checksum", content?.checksum && `${content.checksum.algorithm} ${content.checksum.value}`],
    ["Storage class", version.isDeleteMarker ? undefined : version.storageClass],
    ["Encryption", version.isDeleteMarker ? undefined : encryptionText(version)],
    ["Replica", version.isReplica ? "yes" : "no"],
  ]);
}

function encryptionText({ encryption }: DataVersion): string {
  const { ServerSideEncryption, SSEKMSKeyId, SSECustomerAlgorithm } = encryption;
  if (SSECustomerAlgorithm !== undefined) return `${SSECustomerAlgorithm} under a customer's key`;
  if (ServerSideEncryption === undefined) return "none";
  return SSEKMSKeyId === undefined
    ? ServerSideEncryption
    : `${ServerSideEncryption} under ${SSEKMSKeyId}`;
}

function metadataOf({ systemMetadata, userMetadata }: DataVersion): Property[] {
  const system = Object.entries(systemMetadata).map(([name, value]): [string, string] => [
    name,
    value instanceof Date ? value.toUTCString() : String(value),
  ]);
  const user = Object.entries(userMetadata);
  return [...system, ...user.map(([name, value]): Property => [`x-amz-meta-${name}`, value])];
}

function lockOf({ lock: { retention, legalHold } }: DataVersion): Property[] {
  return present([
    ["Retention", retention?.mode],
    ["Retain until", retention && new Date(retention.retainUntil).toISOString()],
    ["Legal hold", legalHold],
  ]);
}

/** What a HEAD would answer, but for the ids that each answer has of its own. */
function headOf(s3: S3, bucket: Bucket, { key, versionId }: DataVersion): Property[] {
  const input = { Bucket: bucket.name, Key: key, VersionId: versionId };
  const requester = { accountId: bucket.ownerId, region: undefined, bucket };
  // A HEAD of a client may be what replication waits for; a look is none.
  const before = takeCheckpoint(s3);
  try {
    const output = operations.HeadObject(s3, input, requester);
    const { statusCode, headers } = writeResponse(operationModel("HeadObject"), output);
    return [["HTTP status", String(statusCode)], ...Object.entries(headers)];
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return [["HTTP status", `${error.statusCode} (${error.code}: ${error.message})`]];
  } finally {
    restoreCheckpoint(s3, before);
  }
}

function present(properties: readonly (readonly [string, string | undefined])[]): Property[] {
  return properties.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}
