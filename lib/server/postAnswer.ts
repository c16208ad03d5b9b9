import type { HttpResponse } from "../base/http.js";
import { escapeXml, xmlDeclaration } from "../wire/xmlWriter.js";

/** What a form made, and how it wants to hear of it. */
export interface Posted {
  readonly bucket: string;
  readonly key: string;
  /** The URL of the object. */
  readonly location: string;
  /** `success_action_redirect` */
  readonly redirect: string | undefined;
  /** `success_action_status` */
  readonly status: string | undefined;
}

/**
 * The answer to POST Object, from that to the PutObject that it was.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export function postAnswer(answer: HttpResponse, posted: Posted): HttpResponse {
  const { "content-length": _, ...headers } = answer.headers;
  const { etag = "" } = headers;
  const target = redirectUrl(posted, etag);
  if (target !== undefined) {
    return {
      statusCode: 303,
      headers: { ...headers, location: target, "content-length": "0" },
    };
  }
  headers.location = posted.location;
  if (posted.status === "201") {
    headers["content-type"] = "application/xml";
    return { statusCode: 201, headers, body: Buffer.from(postResponse(posted, etag)) };
  }
  if (posted.status !== "200") return { statusCode: 204, headers };
  return { statusCode: 200, headers: { ...headers, "content-length": "0" } };
}

/** A redirect that is no URL is as good as none. */
function redirectUrl({ redirect, bucket, key }: Posted, etag: string): string | undefined {
  if (redirect === undefined || !URL.canParse(redirect)) return undefined;
  const url = new URL(redirect);
  url.searchParams.append("bucket", bucket);
  url.searchParams.append("key", key);
  url.searchParams.append("etag", etag);
  return url.href;
}

function postResponse({ location, bucket, key }: Posted, etag: string): string {
  const elements = Object.entries({ Location: location, Bucket: bucket, Key: key, ETag: etag });
  const inner = elements.map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`).join("");
  return `${xmlDeclaration}<PostResponse>${inner}</PostResponse>`;
}
