import { anonymousAccountId } from "../access/requester.js";
import { systemClock } from "../base/clock.js";
import { fail } from "../base/errors.js";
import type { HttpRequest, HttpResponse } from "../base/http.js";
import { MockError } from "../base/mockError.js";
import type { AddressedRequest } from "../pipeline/addressRequest.js";
import type { S3 } from "../state/s3.js";
import { checkKeyPath } from "../wire/addressing.js";
import { ArrivingBody } from "../wire/body.js";
import { checkHeaders } from "../wire/headers.js";
import { operationModel } from "../wire/model.js";
import { type PostForm, readPostForm } from "../wire/postForm.js";
import { readXml } from "../wire/xmlReader.js";
import { checkDay, readScope, readSigningTime, refuseField } from "./credentialScope.js";
import { postAnswer } from "./postAnswer.js";
import { checkPolicy } from "./postPolicy.js";
import { urlOf } from "./requestHead.js";
import { isSignatureV2, refuseSignatureV2, refuseSignatureV4A } from "./requestSignature.js";
import type { Caller, RequestVerifier } from "./requestVerifier.js";

/** A form that has been read: the PutObject that it means, and how its answer is written. */
export interface PostedForm extends AddressedRequest {
  readonly caller: Caller;
  readonly body: ArrivingBody;
  /** The answer of POST Object, from that to the PutObject. */
  readonly writeAnswer: (answer: HttpResponse) => HttpResponse;
}

/** Whether a request is an upload from a browser's form. */
export function isPostForm({ method, headers, query }: HttpRequest): boolean {
  if (method !== "POST" || Object.keys(query).length > 0) return false;
  return headers["content-type"]?.toLowerCase().startsWith("multipart/form-data") ?? false;
}

/**
 * Reads POST Object: the form is a PutObject in other clothes.
 *
 * @param sentBody - the form, undefined where none was sent
 * @param verifier - absent where anyone may call
 * @throws S3Error for a form or a policy that is wrong
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export async function readPostedForm(
  s3: S3,
  { request, address }: AddressedRequest,
  sentBody: ArrivingBody | undefined,
  verifier: RequestVerifier | undefined,
): Promise<PostedForm> {
  const { bucket } = address;
  if (bucket === undefined || address.key !== undefined) {
    fail("MethodNotAllowed", { Method: "POST", ResourceType: "OBJECT" });
  }
  const sent = (await sentBody?.arrive()) ?? fail("MalformedPOSTRequest");
  const form = readPostForm(request.headers["content-type"] ?? "", sent);
  const caller = verifier ? verified(verifier, form) : { accountId: s3.accountId };
  const { fields, file } = form;
  const key = required(fields, "key").replace(/\$\{filename\}/g, () => file.name);
  checkKeyPath(key);
  const policy = fields.get("policy");
  if (policy !== undefined) {
    const subject = { bucket, key, fields, fileBytes: file.bytes.length };
    checkPolicy(policy, subject, [systemClock(), s3.time]);
  }
  const path = `${request.path.replace(/\/$/, "")}/${key.split("/").map(encodeURIComponent).join("/")}`;
  return {
    request: { ...request, method: "PUT", path, headers: objectHeaders(form) },
    address: { ...address, key },
    caller,
    body: new ArrivingBody(async () => ownBytes(form, sent)),
    writeAnswer: (answer) =>
      answer.statusCode === 200
        ? postAnswer(answer, {
            bucket,
            key,
            location: urlOf({ ...request, path }),
            redirect: fields.get("success_action_redirect") ?? fields.get("redirect"),
            status: fields.get("success_action_status"),
          })
        : answer,
  };
}

/** The fields of a signature, of which a form has all or none. */
const ofSigning = [
  "policy",
  "x-amz-signature",
  "x-amz-algorithm",
  "x-amz-credential",
  "x-amz-date",
] as const;

/** Who sends none of them has signed nothing, and is anonymous. */
function verified(verifier: RequestVerifier, { fields }: PostForm): Caller {
  if (isSignatureV2((name) => fields.get(name.toLowerCase()))) refuseSignatureV2();
  if (!ofSigning.some((name) => fields.has(name))) return { accountId: anonymousAccountId };
  const policy = required(fields, "policy");
  const signature = required(fields, "x-amz-signature");
  const algorithm = required(fields, "x-amz-algorithm");
  refuseSignatureV4A(algorithm);
  // The texts of all of these are `assumed`.
  if (algorithm !== "AWS4-HMAC-SHA256") {
    fail("InvalidArgument", {
      message: "Only AWS4-HMAC-SHA256 is supported",
      ArgumentName: "X-Amz-Algorithm",
      ArgumentValue: algorithm,
    });
  }
  const credential = required(fields, "x-amz-credential");
  const refuse = refuseField(credential);
  const scope = readScope(credential, refuse);
  const date = required(fields, "x-amz-date");
  const time =
    readSigningTime(date) ??
    fail("InvalidArgument", {
      message: "X-Amz-Date must be formated via ISO8601 Long format",
      ArgumentName: "X-Amz-Date",
      ArgumentValue: date,
    });
  checkDay(scope, time, refuse);
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

/**
 * Fields that are headers by the same name, but for those of S3's own. That `Content-Language` and
 * `Content-MD5` are among them is `assumed`: the documentation of forms does not name them.
 */
const plainHeaders: ReadonlySet<string> = new Set([
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
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
    // A content type of nothing is none, `assumed`.
    else if (name === "content-type" && value === "") continue;
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
  if (body?.kind !== "document")
    throw new MockError("PutObjectTagging has no document in the model.", "ERR_MOCK_INTERNAL");
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
