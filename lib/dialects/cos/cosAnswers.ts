import type { HttpResponse } from "../../base/http.js";
import type { S3 } from "../../state/s3.js";
import type { Answered } from "../dialect.js";
import { objectHeaders, replicationHeaders } from "./cosAnswerHeaders.js";
import { cosRequestId } from "./cosErrors.js";
import { cosStorageClass } from "./cosStorageClasses.js";

/** Only `Replica` has been seen, in a public sample; the other spellings are `assumed` after it. */
const statuses: Readonly<Record<string, string>> = {
  REPLICA: "Replica",
  PENDING: "Pending",
  COMPLETED: "Completed",
  FAILED: "Failed",
};

/** Headers whose values COS spells differently, by the name without its `x-amz-`. */
const values: Readonly<Record<string, (value: string) => string>> = {
  "replication-status": (value) => statuses[value] ?? value,
  "request-id": cosRequestId,
  "storage-class": cosStorageClass,
};

/** What S3 alone has, by the name without its `x-amz-`. */
const foreign = /^(?:id-2|checksum-.*|bucket-arn|access-point-alias)$/;

/**
 * An answer of S3 in COS's terms: what is `x-amz-` there is `x-cos-` here.
 *
 * @see https://cloud.tencent.com/document/product/436/7729
 */
export function writeCosAnswer(s3: S3, answer: HttpResponse, answered: Answered): HttpResponse {
  const { method, operation, input } = answered;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    const own = /^x-amz-(.+)$/.exec(name)?.[1];
    if (own === undefined) headers[name] = value;
    else if (!isForeign(own, value)) headers[`x-cos-${own}`] = values[own]?.(value) ?? value;
  }
  headers.server = "tencent-cos";
  const traceId = answer.headers["x-amz-id-2"];
  const isTraced = operation === undefined || method === "PUT" || method === "DELETE";
  if (isTraced && traceId !== undefined) headers["x-cos-trace-id"] = traceId;
  if (answer.statusCode === 204) headers["content-length"] = "0";
  const response = { ...answer, headers };
  if (operation === undefined || input === undefined) return response;
  const done = { operation, input, versionId: headers["x-cos-version-id"] };
  Object.assign(headers, objectHeaders(s3, done), replicationHeaders(s3, done));
  const { body, isObject } = answer;
  if (body === undefined || isObject || headers["content-type"] !== "application/xml") {
    return response;
  }
  const document = cosDocument(Buffer.from(body).toString());
  const isReplication = operation === "GetBucketReplication";
  return { ...response, body: Buffer.from(isReplication ? inOrder(document) : document) };
}

/**
 * S3 encrypts whatever it stores and says so. COS says it of what a client wanted encrypted, which
 * can no longer be told apart: `assumed` not to be said at all.
 */
function isForeign(name: string, value: string): boolean {
  return foreign.test(name) || (name === "server-side-encryption" && value === "AES256");
}

/** COS's samples of a replication configuration have neither; that others have none is `assumed`. */
const declarationAndNamespace = /^<\?xml[^>]*\?>\s*(<\w+) xmlns="[^"]*"/;
const checksums = /<(Checksum\w+)>[^<]*<\/\1>/g;
const storageClasses = /(?<=<StorageClass>)[^<]*(?=<\/StorageClass>)/g;

function cosDocument(xml: string): string {
  return xml
    .replace(declarationAndNamespace, "$1")
    .replace(checksums, "")
    .replaceAll("http://acs.amazonaws.com/groups/", "http://cam.qcloud.com/groups/")
    .replace(storageClasses, cosStorageClass);
}

/** A rule's elements, as the documentation lists them. @see https://cloud.tencent.com/document/product/436/19222 */
const ruleElements = ["ID", "Status", "Prefix", "DeleteMarkerReplication", "Destination"].map(
  (name) => new RegExp(`<${name}>.*?</${name}>`, "s"),
);

/** Clients of COS have been seen to depend on the order of elements. */
function inOrder(xml: string): string {
  return xml.replace(/(?<=<Rule>).*?(?=<\/Rule>)/gs, (rule) =>
    ruleElements.map((element) => element.exec(rule)?.[0] ?? "").join(""),
  );
}
