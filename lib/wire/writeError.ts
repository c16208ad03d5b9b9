import type { S3Error } from "../base/errors.js";
import type { HttpResponse } from "../base/http.js";
import { controlNamespace } from "./controlModel.js";
import { escapeXml, xmlDeclaration } from "./xmlWriter.js";

/** What an error document says of the request it answers. */
export interface FailedRequest {
  readonly method: string;
  readonly requestId: string;
  readonly hostId: string;
  /** Host and path, where they are known: S3 does not name them (recorded 2026), others do. */
  readonly resource?: string | undefined;
}

/** Writes an error as S3 answers it: the `<Error>` document, or on HEAD and with 304 nothing but status and headers. */
export function writeError(error: S3Error, request: FailedRequest): HttpResponse {
  const { statusCode } = error;
  if (statusCode === 304) return { statusCode, headers: { ...error.headers } };
  // What S3's front end refuses gets no document.
  if (error.code === "BadRequest" && error.message === "") {
    return { statusCode, headers: { "content-length": "0", ...error.headers } };
  }
  const headers = { "content-type": "application/xml", ...error.headers };
  if (request.method === "HEAD") return { statusCode, headers };
  let xml = `${xmlDeclaration}<Error>${element("Code", error.code)}${element("Message", error.message)}`;
  for (const name in error.elements) xml += element(name, error.elements[name] ?? "");
  xml += `${element("RequestId", request.requestId)}${element("HostId", request.hostId)}</Error>`;
  const body = Buffer.from(xml);
  // An error inside of an answer that has begun with 200: clients look for it in a stream.
  return { statusCode, headers, body, ...(statusCode === 200 && { isObject: true }) };
}

/**
 * Writes an error as S3 Control answers it: nested one level deeper than S3's, without its elements
 * (recorded 2026).
 */
export function writeControlError(error: S3Error, request: FailedRequest): HttpResponse {
  const detail = element("Code", error.code) + element("Message", error.message);
  const xml = `${xmlDeclaration}<ErrorResponse xmlns="${controlNamespace}"><Error>${detail}</Error>${element("RequestId", request.requestId)}${element("HostId", request.hostId)}</ErrorResponse>`;
  return {
    statusCode: error.statusCode,
    headers: { "content-type": "application/xml", ...error.headers },
    body: Buffer.from(xml),
  };
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}
