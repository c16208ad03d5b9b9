import { systemClock } from "../clock.js";
import { fail } from "../errors.js";
import type { S3 } from "../s3.js";
import { resolveAddress } from "../wire/addressing.js";
import { ArrivingBody } from "../wire/body.js";
import { checkHeaders } from "../wire/headers.js";
import type { HttpRequest, HttpResponse } from "../wire/http.js";
import { operationModel } from "../wire/model.js";
import { type PostForm, readPostForm } from "../wire/postForm.js";
import { readXml } from "../wire/xmlReader.js";
import { postAnswer } from "./postAnswer.js";
import { checkPolicy } from "./postPolicy.js";
import type { RequestHead } from "./requestHead.js";
import type { Caller, RequestVerifier } from "./requestVerifier.js";
import { checkDay, readScope, readSigningTime, refuseHeader } from "./signatureClaim.js";

/** What a form is turned into an object with. */
export interface PostSite {
  readonly body: ArrivingBody | undefined;
  readonly verifier: RequestVerifier | undefined;
  /** Runs the PutObject that the form means. */
  readonly put: (head: RequestHead, caller: Caller, body: ArrivingBody) => Promise<HttpResponse>;
}

/** Whether a request is an upload from a browser's form. */
export function isPostForm({ method, headers, query }: HttpRequest): boolean {
  if (method !== "POST" || Object.keys(query).length > 0) return false;
  return headers["content-type"]?.toLowerCase().startsWith("multipart/form-data") ?? false;
}

/**
 * Runs POST Object: the form is a PutObject in other clothes.
 *
 * @throws S3Error for a form or a policy that is wrong
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export async function answerPostForm(
  s3: S3,
  { request, bucket }: RequestHead,
  { body, verifier, put }: PostSite,
): Promise<HttpResponse> {
  const address = resolveAddress(request, bucket);
  if (address.bucket === undefined || address.key !== undefined) {
    fail("MethodNotAllowed", { Method: "POST", ResourceType: "OBJECT" });
  }
  const sent = (await body?.arrive()) ?? fail("MalformedPOSTRequest");
  const form = readPostForm(request.headers["content-type"] ?? "", sent);
  const caller = verifier ? await verified(verifier, form) : { accountId: s3.accountId };
  const { fields, file } = form;
  const key = required(fields, "key").replace(/\$\{filename\}/g, () => file.name);
  const policy = fields.get("policy");
  if (policy !== undefined) {
    const subject = { bucket: address.bucket, key, fields, fileBytes: file.bytes.length };
    checkPolicy(policy, subject, [systemClock(), s3.time]);
  }
  const path = `${request.path.replace(/\/$/, "")}/${key.split("/").map(encodeURIComponent).join("/")}`;
  const headers = objectHeaders(form);
  const head = { request: { ...request, method: "PUT", path, headers }, bucket };
  const answer = await put(head, caller, new ArrivingBody(async () => ownBytes(form, sent)));
  if (answer.statusCode !== 200) return answer;
  const { host = request.hostname } = request.headers;
  return postAnswer(answer, {
    bucket: address.bucket,
    key,
    location: `http://${host}${path}`,
    redirect: fields.get("success_action_redirect") ?? fields.get("redirect"),
    status: fields.get("success_action_status"),
  });
}

async function verified(verifier: RequestVerifier, { fields }: PostForm): Promise<Caller> {
  const policy = fields.get("policy") ?? fail("AccessDenied");
  const algorithm = required(fields, "x-amz-algorithm");
  if (algorithm !== "AWS4-HMAC-SHA256") {
    fail("InvalidArgument", {
      // `assumed`
      message: `X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"`,
      ArgumentName: "x-amz-algorithm",
      ArgumentValue: algorithm,
    });
  }
  const scope = readScope(required(fields, "x-amz-credential"), refuseHeader);
  const time =
    readSigningTime(required(fields, "x-amz-date")) ??
    fail("AccessDenied", { message: "AWS authentication requires a valid Date or x-amz-date" });
  checkDay(scope, time, refuseHeader);
  const signature = required(fields, "x-amz-signature");
  const sessionToken = fields.get("x-amz-security-token");
  return verifier.verifyPolicy({ policy, scope, signature, sessionToken });
}

function required(fields: ReadonlyMap<string, string>, name: string): string {
  return (
    fields.get(name) ??
    fail("InvalidArgument", {
      // `assumed`
      message: `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`,
      ArgumentName: name,
      ArgumentValue: "",
    })
  );
}

/** Fields that are headers by the same name, but for those of S3's own. */
const plainHeaders: ReadonlySet<string> = new Set([
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-md5",
  "content-type",
  "expires",
]);

/** Fields that are about the form. */
const ofForm = /^x-amz-(?:algorithm|credential|date|signature|security-token)$/;

function objectHeaders({ fields, file }: PostForm): Record<string, string> {
  const headers: Record<string, string> = { "content-length": String(file.bytes.length) };
  for (const [name, value] of fields) {
    if (name === "acl") headers["x-amz-acl"] = value;
    else if (name === "tagging") headers["x-amz-tagging"] = taggingHeader(value);
    else if (plainHeaders.has(name)) headers[name] = value;
    else if (name.startsWith("x-amz-") && !ofForm.test(name)) headers[name] = value;
  }
  try {
    return checkHeaders(headers);
  } catch {
    // Of a form that a header cannot carry; the message is `assumed`.
    return fail("InvalidArgument", {
      message: "Header value cannot be represented using ISO-8859-1.",
    });
  }
}

interface Tagging {
  readonly TagSet?: readonly { readonly Key: string; readonly Value: string }[];
}

/** What a form says in XML, the header says as a query. */
function taggingHeader(xml: string): string {
  const { body } = operationModel("PutObjectTagging").input;
  if (body?.kind !== "document") throw new Error("PutObjectTagging has no document in the model.");
  // What the model makes of it, on the SDK's names.
  const { TagSet = [] } = readXml(body.document, xml) as Tagging;
  return new URLSearchParams(
    TagSet.map(({ Key, Value }): [string, string] => [Key, Value]),
  ).toString();
}

/** A small file must not keep all of its form. */
function ownBytes({ file: { bytes } }: PostForm, form: Buffer): Buffer {
  return bytes.length >= form.length * 0.75 ? bytes : Buffer.from(bytes);
}
