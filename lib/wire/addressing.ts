import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import { limits } from "../base/limits.js";
import { type EndpointHost, type EndpointKind, parseEndpointHost } from "./endpointHost.js";

/** What a request is addressed to: the service if it has no bucket and no access point. */
export interface Address {
  /** Which of S3's endpoints it came to; with `s3`, or by a name that looks alike, it is an ordinary bucket. */
  readonly kind: EndpointKind;
  readonly bucket?: string;
  /** Decoded, otherwise as it was sent. */
  readonly key?: string;
  /** That of the endpoint; custom endpoints and accelerate ones have none. */
  readonly region?: string;
  readonly accessPoint?: { readonly name: string; readonly accountId: string };
  /** The alias of a Multi-Region Access Point, with its `.mrap`. */
  readonly multiRegionAccessPoint?: string;
}

/** Reads the name of a host in lower case; undefined if it is none of the service's own. */
export type ParseHost = (hostname: string) => EndpointHost | undefined;

/** An address in the making, which `address` completes. */
type Target = { -readonly [Member in keyof Address]: Address[Member] };

const accessPointArn =
  /^arn:[\w-]+:(?<service>s3|s3-outposts|s3-object-lambda):(?<region>[\w-]*):(?<accountId>\d*):(?:.*[:/])?accesspoint[:/](?<name>.+)$/;
const accessPointHost = /^(?<name>.+)-(?<accountId>\d{12})$/;

/** Names with these ends are no ordinary buckets. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const suffixes: readonly (readonly [suffix: string, kind: EndpointKind])[] = [
  ["--x-s3", "express"],
  ["--op-s3", "outposts"],
  ["--ol-s3", "objectLambda"],
];

/**
 * Finds the bucket and the key that a request means.
 *
 * @param bucketHint - the bucket the client's caller named, as a name or an ARN, where that is known: hosts of
 *   custom endpoints do not tell whether they start with a bucket, nor paths whether they start with a base path.
 *   Empty if it is known that no bucket was named.
 * @param parseHost - default: AWS's hosts
 * @throws S3Error InvalidURI, KeyTooLongError, BadRequest
 */
export function resolveAddress(
  request: HttpRequest,
  bucketHint?: string,
  parseHost: ParseHost = parseEndpointHost,
): Address {
  const { path } = request;
  const hostname = request.hostname.toLowerCase();
  const host = parseHost(hostname);
  const region = host?.region;
  const byArn = bucketHint?.startsWith("arn:") ? arnTarget(bucketHint) : undefined;
  if (byArn) return address(byArn.target, path, region ?? byArn.region);
  if (host?.prefix !== undefined) return address(hostTarget(host, host.prefix), path, region);
  if (bucketHint) {
    return hintedAddress(bucketHint, { kind: host?.kind ?? "s3", hostname, path, region });
  }
  if (bucketHint === "") {
    // Whatever stands before the last segment is an endpoint's base path.
    return pathAddress(host?.kind ?? "s3", path.slice(path.lastIndexOf("/")), region);
  }
  return pathAddress(host?.kind ?? "s3", path, region);
}

function address(target: Target, keyPath: string, region: string | undefined): Address {
  if (keyPath.length > 1) target.key = decodeKey(keyPath.slice(1));
  if (region !== undefined) target.region = region;
  return target;
}

/** Path style: the first segment is the bucket. */
function pathAddress(kind: EndpointKind, path: string, region: string | undefined): Address {
  const end = path.indexOf("/", 1);
  const bucket = decode(end === -1 ? path.slice(1) : path.slice(1, end));
  if (bucket === "") return address({ kind }, "/", region);
  return address(bucketTarget(bucket, kind), end === -1 ? "/" : path.slice(end), region);
}

/** The caller's bucket is looked for in the host first, then among the segments of the path. */
function hintedAddress(
  bucket: string,
  {
    kind,
    hostname,
    path,
    region,
  }: { kind: EndpointKind; hostname: string; path: string; region: string | undefined },
): Address {
  const target = bucketTarget(bucket, kind);
  if (hostname.startsWith(`${bucket.toLowerCase()}.`)) return address(target, path, region);
  let start = 1;
  for (;;) {
    const end = path.indexOf("/", start);
    const segment = end === -1 ? path.slice(start) : path.slice(start, end);
    if (isSame(segment, bucket)) return address(target, end === -1 ? "/" : path.slice(end), region);
    // An endpoint that is a bucket's own names it neither here nor there.
    if (end === -1) return address(target, path, region);
    start = end + 1;
  }
}

function isSame(segment: string, bucket: string): boolean {
  return segment === bucket || (segment.includes("%") && decode(segment) === bucket);
}

function bucketTarget(bucket: string, kind: EndpointKind): Target {
  if (bucket.includes("--")) {
    for (const [suffix, special] of suffixes) {
      if (bucket.endsWith(suffix)) return { kind: special, bucket };
    }
  }
  return { kind, bucket };
}

function hostTarget({ kind }: EndpointHost, prefix: string): Target {
  if (kind === "multiRegionAccessPoint") return { kind, multiRegionAccessPoint: prefix };
  if (kind === "s3" || kind === "express") return bucketTarget(prefix, kind);
  const { name, accountId } = accessPointHost.exec(prefix.split(".")[0] ?? "")?.groups ?? {};
  if (name === undefined || accountId === undefined) return { kind };
  return { kind, accessPoint: { name, accountId } };
}

function arnTarget(arn: string): { target: Target; region?: string } | undefined {
  const { service, region, accountId = "", name } = accessPointArn.exec(arn)?.groups ?? {};
  if (name === undefined) return undefined;
  if (service === "s3" && region === "") {
    return { target: { kind: "multiRegionAccessPoint", multiRegionAccessPoint: name } };
  }
  const kinds = { "s3-outposts": "outposts", "s3-object-lambda": "objectLambda" } as const;
  const kind = kinds[service as keyof typeof kinds] ?? "accessPoint";
  const target: Target = { kind, accessPoint: { name, accountId } };
  return region === undefined ? { target } : { target, region };
}

/**
 * Checks that the `..` elements of a key do not climb above its root: S3's front end answers such a request
 * with 400 and nothing else (pasted answers). All other keys are taken as they are.
 *
 * @throws S3Error BadRequest
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
 */
export function checkKeyPath(key: string): void {
  if (!key.includes("..")) return;
  let depth = 0;
  for (const element of key.split("/")) {
    if (element === "..") depth -= 1;
    else if (element !== "" && element !== ".") depth += 1;
    if (depth < 0) fail("BadRequest", { message: "" });
  }
}

function decodeKey(path: string): string {
  const key = decode(path);
  checkKeyPath(key);
  // No character has more than three bytes per code unit.
  if (key.length * 3 > limits.keyBytes) {
    const bytes = Buffer.byteLength(key);
    if (bytes > limits.keyBytes) {
      fail("KeyTooLongError", { Size: String(bytes), MaxSizeAllowed: String(limits.keyBytes) });
    }
  }
  return key;
}

/** Percent-decodes and does no more: a plus is a plus, and `.`, `..` and empty segments are parts of keys. */
function decode(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return fail("InvalidURI");
  }
}
