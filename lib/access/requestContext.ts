import { defaultLock } from "../defaults/defaultLock.js";
import type { Bucket } from "../state/bucket.js";
import type { DataVersion, Retention, Tag } from "../state/objectVersion.js";
import type { AccessRequest } from "./actions.js";
import type { ConditionContext, ContextValue } from "./policies/language/conditionContext.js";
import { s3ActionsWithKey } from "./policies/reference/s3Lookup.js";
import type { Requester } from "./requester.js";

/** What conditions can ask of a request. */
export interface JudgedRequest {
  readonly request: AccessRequest;
  readonly requester: Requester;
  /** Undefined for what is asked of the service. */
  readonly bucket: Bucket | undefined;
  /** The object as it is before the request. */
  readonly version: DataVersion | undefined;
  readonly versionId: string | undefined;
  /** Such as `s3:GetObject`. */
  readonly action: string;
  /** What the keys to be listed begin with, where the request does not say it itself. */
  readonly prefix?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

type Source = (judged: JudgedRequest) => ContextValue;

/** Where a client is that nobody says it of: on this machine, as in the records of events. */
const thisMachine = "127.0.0.1";
const dayMs = 86_400_000;

const header =
  (name: string): Source =>
  ({ request }) =>
    request.headers[name];
const parameter =
  (name: string): Source =>
  ({ request }) => {
    const value = request.query[name];
    return typeof value === "string" ? value : undefined;
  };

/**
 * What each condition key stands for. That requests come by HTTPS is `assumed` of those to a test's
 * server too, which stands for S3's endpoint.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys
 */
const written: Readonly<Record<string, Source>> = {
  "aws:CurrentTime": ({ now }) => new Date(now).toISOString(),
  "aws:EpochTime": ({ now }) => String(Math.floor(now / 1_000)),
  "aws:Referer": header("referer"),
  "aws:RequestedRegion": ({ requester, bucket }) => requester.region ?? bucket?.region,
  "aws:ResourceAccount": ({ bucket }) => bucket?.ownerId,
  "aws:SecureTransport": () => "true",
  "aws:SourceAccount": ({ requester }) => requester.service?.sourceArn && requester.accountId,
  "aws:SourceArn": ({ requester }) => requester.service?.sourceArn,
  "aws:SourceIp": ({ requester }) =>
    requester.service === undefined ? (requester.sourceIp ?? thisMachine) : undefined,
  "aws:TagKeys": (judged) => bucketTags(judged)?.map(({ Key }) => Key ?? ""),
  "aws:UserAgent": header("user-agent"),
  "s3:ObjectCreationOperation": ({ request }) => String(request.query.partNumber === undefined),
  "s3:RequestObjectTagKeys": (judged) => requestTags(judged)?.map(({ Key }) => Key ?? ""),
  "s3:ResourceAccount": ({ bucket }) => bucket?.ownerId,
  "s3:TlsVersion": () => "1.3",
  "s3:VersionId": ({ versionId }) => versionId,
  "s3:authType": ({ request, requester }) => {
    if (requester.accountId === "") return undefined;
    if (requester.isPostForm === true) return "POST";
    return request.query["X-Amz-Signature"] === undefined ? "REST-HEADER" : "REST-QUERY-STRING";
  },
  "s3:delimiter": parameter("delimiter"),
  "s3:if-match": header("if-match"),
  "s3:if-none-match": header("if-none-match"),
  "s3:max-keys": parameter("max-keys"),
  "s3:locationconstraint": ({ request }) => request.body?.().locationConstraint,
  "s3:object-lock-legal-hold": ({ request }) =>
    request.headers["x-amz-object-lock-legal-hold"] ?? request.body?.().legalHold,
  "s3:object-lock-mode": (judged) =>
    judged.request.headers["x-amz-object-lock-mode"] ??
    judged.request.body?.().lockMode ??
    defaultRetention(judged)?.mode,
  "s3:object-lock-remaining-retention-days": remainingDays,
  "s3:object-lock-retain-until-date": retainUntil,
  "s3:prefix": (judged) => judged.prefix ?? parameter("prefix")(judged),
  "s3:signatureversion": ({ requester }) =>
    requester.accountId === "" ? undefined : "AWS4-HMAC-SHA256",
  ...Object.fromEntries(
    [
      "x-amz-acl",
      "x-amz-content-sha256",
      "x-amz-copy-source",
      "x-amz-grant-full-control",
      "x-amz-grant-read",
      "x-amz-grant-read-acp",
      "x-amz-grant-write",
      "x-amz-grant-write-acp",
      "x-amz-metadata-directive",
      "x-amz-object-ownership",
      "x-amz-server-side-encryption",
      "x-amz-server-side-encryption-aws-kms-key-id",
      "x-amz-server-side-encryption-customer-algorithm",
      "x-amz-storage-class",
      "x-amz-website-redirect-location",
    ].map((name) => [`s3:${name}`, header(name)]),
  ),
};

/** A source with the actions whose requests have the key at all. */
interface KeySource {
  readonly read: Source;
  readonly actions: ReadonlySet<string> | "any";
}

const sources: ReadonlyMap<string, KeySource> = new Map(
  Object.entries(written).map(([key, read]) => [
    key.toLowerCase(),
    { read, actions: s3ActionsWithKey(key) ?? "any" },
  ]),
);
const actionsOnExisting = s3ActionsWithKey("s3:ExistingObjectTag/k") ?? "any";
const actionsOnRequested = s3ActionsWithKey("s3:RequestObjectTag/k") ?? "any";

/** The values of a request, each of them looked for when a condition asks for it. */
export function requestContext(judged: JudgedRequest): ConditionContext {
  const has = (actions: ReadonlySet<string> | "any") =>
    actions === "any" || actions.has(judged.action.slice("s3:".length));
  return {
    get(key) {
      const source = sources.get(key);
      if (source !== undefined) return has(source.actions) ? source.read(judged) : undefined;
      if (key.startsWith("s3:existingobjecttag/")) {
        return has(actionsOnExisting) ? tagValue(judged.version?.tags, key) : undefined;
      }
      if (key.startsWith("s3:requestobjecttag/")) {
        return has(actionsOnRequested) ? tagValue(requestTags(judged), key) : undefined;
      }
      if (key.startsWith("aws:requesttag/")) return tagValue(bucketTags(judged), key);
      return undefined;
    },
  };
}

/** Keys of conditions come without case; of tags that differ in it alone the first counts. */
function tagValue(tags: readonly Tag[] | undefined, key: string): string | undefined {
  const name = key.slice(key.indexOf("/") + 1);
  return tags?.find(({ Key }) => Key?.toLowerCase() === name)?.Value ?? undefined;
}

/** The tags that a request brings for an object: in its header, or in the body of PutObjectTagging. */
function requestTags({ request }: JudgedRequest): readonly Tag[] | undefined {
  const tagging = request.headers["x-amz-tagging"];
  if (tagging !== undefined) {
    return Array.from(new URLSearchParams(tagging), ([Key, Value]) => ({ Key, Value }));
  }
  return request.body?.().tags;
}

/**
 * The tags that CreateBucket gives a bucket.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
function bucketTags({ action, request }: JudgedRequest): readonly Tag[] | undefined {
  const isTagging = action === "s3:CreateBucket" || action === "s3:TagResource";
  return isTagging ? request.body?.().tags : undefined;
}

/** What a bucket's default adds to a write, and conditions see of it; to no change of a lock (recorded 2026). */
function defaultRetention({ action, bucket, now }: JudgedRequest): Retention | undefined {
  if (action !== "s3:PutObject" || bucket === undefined) return undefined;
  return defaultLock(bucket, now).retention;
}

/** As the request says it, or else as the bucket's default has it. */
function retainUntil(judged: JudgedRequest): string | undefined {
  const { headers, body } = judged.request;
  const asked =
    headers["x-amz-object-lock-retain-until-date"] ?? body?.().retainUntil?.toISOString();
  if (asked !== undefined) return asked;
  const byDefault = defaultRetention(judged);
  return byDefault && new Date(byDefault.retainUntil).toISOString();
}

/** That a day that has begun counts as one is `assumed`. */
function remainingDays(judged: JudgedRequest): string | undefined {
  const until = retainUntil(judged);
  return until && String(Math.ceil((Date.parse(until) - judged.now) / dayMs));
}
