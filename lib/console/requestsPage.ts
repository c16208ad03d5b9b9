import { lastRequests, type RecordedRequest } from "../observe/requestHistory.js";
import type { S3 } from "../state/s3.js";
import { findVersion } from "../state/versions.js";
import { workOf } from "../state/workRecords.js";
import { shownJson } from "./shownJson.js";

/** A request that the mock has had. */
export interface RequestRow {
  readonly time: string;
  readonly operation: string;
  readonly method: string;
  readonly statusCode: number | undefined;
  readonly accountId: string;
  readonly attempt: number;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly input: string;
  readonly output: string;
  readonly error: string | undefined;
  /** The replication work of the version that it made, as it stands. */
  readonly caused: readonly string[];
}

const shownRequests = 100;
/** Of what each of them caused. */
const shownWork = 10;

/** The last requests, newest first. */
export function requestsPage(s3: S3): RequestRow[] {
  return lastRequests(s3, shownRequests)
    .reverse()
    .map((each) => rowOf(s3, each));
}

function rowOf(s3: S3, request: RecordedRequest): RequestRow {
  const { time, operation, method, statusCode, accountId, attempt, bucket, key, error } = request;
  return {
    time: time.toISOString(),
    operation: operation ?? "no operation",
    ...{ method, statusCode, accountId, attempt, bucket, key },
    input: shownJson(request.input),
    output: shownJson(request.output),
    error: error === undefined ? undefined : `${error.code}: ${error.message}`,
    caused: causedBy(s3, request),
  };
}

/** Reads name a version as well, but are no cause. */
function causedBy(s3: S3, { method, bucket: name, key, output }: RecordedRequest): string[] {
  const bucket = name === undefined ? undefined : s3.buckets.get(name);
  const versionId = output?.VersionId;
  if (method === "GET" || method === "HEAD" || bucket === undefined || key === undefined) return [];
  const version = typeof versionId === "string" ? findVersion(bucket, key, versionId) : undefined;
  if (version === undefined) return [];
  const work = workOf(s3, version);
  const lines = work
    .slice(0, shownWork)
    .map(
      ({ operation, rule, state, failureReason }) =>
        `${operation} to ${rule.destination.bucket}: ${state}${failureReason === undefined ? "" : ` (${failureReason})`}`,
    );
  const left = work.length - lines.length;
  return left > 0 ? [...lines, `And ${left} more: the object's page has them.`] : lines;
}
