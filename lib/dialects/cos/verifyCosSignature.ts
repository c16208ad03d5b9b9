import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { fail } from "../../base/errors.js";
import type { HttpRequest } from "../../base/http.js";
import type { SecretKey, Verification } from "../dialect.js";

type Fields = Readonly<Record<string, string>>;

/**
 * Finds the key that a request to COS is signed with, in its Authorization header or its query. Texts
 * are `assumed`, and so is the code for a signature that is not whole.
 *
 * @returns undefined for a request that is not signed
 * @throws S3Error AccessDenied, InvalidArgument, SignatureDoesNotMatch; what `findKey` says
 * @see https://cloud.tencent.com/document/product/436/7778
 */
export function verifyCosSignature<Key extends SecretKey>(
  request: HttpRequest,
  { findKey, nowsMs }: Verification<Key>,
): Key | undefined {
  const fields = fieldsOf(request);
  if (fields === undefined) return undefined;
  const { "q-sign-time": signTime, "q-key-time": keyTime } = fields;
  if (fields["q-sign-algorithm"] !== "sha1") refuse("q-sign-algorithm");
  const key = findKey(required(fields, "q-ak"), securityToken(request));
  for (const time of [signTime, keyTime]) checkTime(time, nowsMs);
  const signKey = hmacSha1(key.secretAccessKey, keyTime ?? "");
  const signed = `sha1\n${signTime}\n${sha1(httpString(request, fields))}\n`;
  const calculated = Buffer.from(hmacSha1(signKey, signed));
  const given = Buffer.from(required(fields, "q-signature"));
  if (given.length === calculated.length && timingSafeEqual(given, calculated)) return key;
  return fail("SignatureDoesNotMatch", {
    AWSAccessKeyId: required(fields, "q-ak"),
    StringToSign: signed,
    SignatureProvided: given.toString(),
    StringToSignBytes: "",
  });
}

function fieldsOf({ headers: { authorization }, query }: HttpRequest): Fields | undefined {
  if (authorization !== undefined) {
    return Object.fromEntries(authorization.trim().split("&").map(nameAndValue));
  }
  if (query["q-sign-algorithm"] === undefined) return undefined;
  const own = Object.entries(query).filter(([name]) => name.startsWith("q-"));
  return Object.fromEntries(own.map(([name, value]) => [name, first(value)]));
}

function nameAndValue(field: string): [string, string] {
  const mark = field.indexOf("=");
  return mark === -1 ? [field, ""] : [field.slice(0, mark), field.slice(mark + 1)];
}

function first(value: HttpRequest["query"][string] | undefined): string {
  return (typeof value === "object" ? value?.[0] : value) ?? "";
}

function required(fields: Fields, name: string): string {
  return fields[name] || refuse(name);
}

function refuse(name: string): never {
  return fail("InvalidArgument", { message: `Invalid ${name} in the signature` });
}

function securityToken({ headers, query }: HttpRequest): string | undefined {
  const inQuery = query["x-cos-security-token"];
  return headers["x-cos-security-token"] ?? (inQuery === undefined ? undefined : first(inQuery));
}

/** `<start>;<end>` in seconds since the epoch. */
function checkTime(time = "", nowsMs: readonly number[]): void {
  const [, start, end] = /^(\d{1,12});(\d{1,12})$/.exec(time) ?? refuse("q-sign-time");
  const isIn = (nowMs: number) => nowMs >= Number(start) * 1000 && nowMs <= Number(end) * 1000;
  if (!nowsMs.some(isIn)) fail("AccessDenied", { message: "Request has expired" });
}

function httpString({ method, path, query, headers }: HttpRequest, fields: Fields): string {
  const parameters = new Map(
    Object.entries(query).map(([name, value]) => [name.toLowerCase(), first(value)]),
  );
  const ofQuery = pairs(fields["q-url-param-list"], parameters);
  const ofHeaders = pairs(fields["q-header-list"], new Map(Object.entries(headers)));
  return `${method.toLowerCase()}\n${decoded(path)}\n${ofQuery}\n${ofHeaders}\n`;
}

/** What a list names, which is sorted and of names in lower case. */
function pairs(list = "", values: ReadonlyMap<string, string>): string {
  if (list === "") return "";
  const named = list.split(";").map((name) => {
    const value = values.get(decoded(name)) ?? values.get(decoded(name).toLowerCase()) ?? "";
    return `${name}=${percentEncoded(value)}`;
  });
  return named.join("&");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return fail("InvalidURI");
  }
}

function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha1(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

function hmacSha1(key: string, text: string): string {
  return createHmac("sha1", key).update(text).digest("hex");
}
