import { hash } from "node:crypto";
import {
  type ChecksumAlgorithm,
  checksum,
  checksumAlgorithms,
  checksumFields,
  isBase64Of,
  isChecksum,
  md5,
} from "../base/checksums.js";
import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";

type Headers = HttpRequest["headers"];

/** Where operations differ in what S3 checks about a body. */
export interface IntegrityRules {
  /**
   * How `ExpectedDigest` is printed: hex for PutObject (recorded), base64 otherwise. Base64 by
   * default.
   */
  readonly expectedDigest?: "hex" | "base64";
  /**
   * What the `x-amz-checksum-*` header is about: the body by default, or the object that the
   * request completes, as in CompleteMultipartUpload, which compares it itself.
   */
  readonly checksumOf?: "body" | "object";
}

const algorithmOfHeader: ReadonlyMap<string, ChecksumAlgorithm> = new Map(
  checksumAlgorithms.map((algorithm) => [checksumFields[algorithm].header, algorithm]),
);

/** Headers of the same prefix that carry no value of a checksum. */
const otherChecksumHeaders: ReadonlySet<string> = new Set([
  "x-amz-checksum-algorithm",
  "x-amz-checksum-mode",
  "x-amz-checksum-type",
]);

const sha256Hex = /^[0-9a-f]{64}$/i;

/**
 * Compares a body, decoded, with the digests that the headers claim for it.
 *
 * An algorithm in `x-amz-checksum-algorithm` needs no value: CreateMultipartUpload names the one of its
 * parts. One in `x-amz-sdk-checksum-algorithm` does.
 *
 * @throws S3Error InvalidDigest, BadDigest, XAmzContentSHA256Mismatch, InvalidRequest
 * @throws MockError if the algorithm of a claimed checksum is not loaded
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export function verifyIntegrity(headers: Headers, bytes: Uint8Array, rules: IntegrityRules): void {
  // Which of them is checked first is `assumed`.
  const contentMd5 = headers["content-md5"];
  if (contentMd5 !== undefined) verifyMd5(contentMd5, bytes, rules.expectedDigest ?? "base64");
  const contentSha256 = headers["x-amz-content-sha256"];
  if (contentSha256 !== undefined) verifySha256(contentSha256, bytes);
  refuseUnsupported(headers["x-amz-sdk-checksum-algorithm"]);
  refuseUnsupported(headers["x-amz-checksum-algorithm"]);
  const algorithm = claimedAlgorithm(headers);
  if (algorithm === undefined) {
    refuseNamedAlone(headers["x-amz-sdk-checksum-algorithm"]);
  } else if (rules.checksumOf !== "object") {
    checkNamedAlgorithm(headers["x-amz-sdk-checksum-algorithm"], algorithm);
    verifyChecksum(algorithm, headers, bytes);
  }
}

/** The names of the trailers that a request announces, in lower case. */
export function trailerNames({ "x-amz-trailer": announcement = "" }: Headers): string[] {
  return announcement
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
}

/**
 * Refuses a request without a digest of its body, for the operations that demand one.
 *
 * @throws S3Error InvalidRequest
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html
 */
export function requireChecksum(headers: Headers): void {
  if (headers["content-md5"] === undefined && claimedAlgorithm(headers) === undefined) {
    fail("InvalidRequest", {
      message: "Missing required header for this request: Content-MD5 OR x-amz-checksum-*",
    });
  }
}

function verifyMd5(claimed: string, bytes: Uint8Array, printed: "hex" | "base64"): void {
  const calculated = md5(bytes, "base64");
  if (calculated === claimed) return;
  if (!isBase64Of(claimed, 16)) fail("InvalidDigest", { "Content-MD5": claimed });
  fail("BadDigest", {
    message: "The Content-MD5 you specified did not match what we received.",
    CalculatedDigest: calculated,
    ExpectedDigest: printed === "hex" ? Buffer.from(claimed, "base64").toString("hex") : claimed,
  });
}

/** Values that are no digest (UNSIGNED-PAYLOAD, STREAMING-...) say nothing about the bytes. */
function verifySha256(claimed: string, bytes: Uint8Array): void {
  if (!sha256Hex.test(claimed)) return;
  const calculated = hash("sha256", bytes, "hex");
  if (calculated === claimed.toLowerCase()) return;
  fail("XAmzContentSHA256Mismatch", {
    ClientComputedContentSHA256: claimed,
    S3ComputedContentSHA256: calculated,
  });
}

/**
 * Refuses an algorithm that is named for a value which is not there; the trailers are headers by now. That
 * it is 400 is documented, the answer is recorded in versitygw issue 1593.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
function refuseNamedAlone(name: string | undefined): void {
  if (name === undefined) return;
  fail("InvalidRequest", {
    message:
      "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
  });
}

/** The algorithm that a client names has to be the one whose value it sends. */
function checkNamedAlgorithm(name: string | undefined, algorithm: ChecksumAlgorithm): void {
  if (name === undefined || name.toUpperCase() === algorithm) return;
  fail("InvalidRequest", { message: "Value for x-amz-sdk-checksum-algorithm header is invalid." });
}

function verifyChecksum(algorithm: ChecksumAlgorithm, headers: Headers, bytes: Uint8Array): void {
  const { header } = checksumFields[algorithm];
  const claimed = headers[header] ?? "";
  if (checksum(algorithm, bytes) === claimed) return;
  if (!isChecksum(algorithm, claimed)) {
    const place = trailerNames(headers).includes(header) ? "trailing header" : "header";
    fail("InvalidRequest", { message: `Value for ${header} ${place} is invalid.` });
  }
  fail("BadDigest", {
    message: `The ${algorithm} you specified did not match the calculated checksum.`,
  });
}

/** The algorithm of the one `x-amz-checksum-*` header, if there is one. */
function claimedAlgorithm(headers: Headers): ChecksumAlgorithm | undefined {
  let claimed: ChecksumAlgorithm | undefined;
  for (const name in headers) {
    if (!name.startsWith("x-amz-checksum-") || otherChecksumHeaders.has(name)) continue;
    if (claimed !== undefined) refuseSecondChecksum();
    claimed = algorithmOfHeader.get(name) ?? refuseHeader();
  }
  return claimed;
}

/** Where the header itself has the name of the algorithm (recorded in versitygw issue 1104). */
function refuseHeader(): never {
  return fail("InvalidRequest", {
    message: "The algorithm type you specified in x-amz-checksum- header is invalid.",
  });
}

/** @throws S3Error InvalidRequest, always: to a request with more than one checksum of its body */
export function refuseSecondChecksum(): never {
  return fail("InvalidRequest", {
    message: "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
  });
}

/** Algorithm names are compared without regard to case. `assumed` */
function refuseUnsupported(name: string | undefined): void {
  if (name !== undefined && !Object.hasOwn(checksumFields, name.toUpperCase())) unsupported();
}

function unsupported(): never {
  fail("InvalidRequest", {
    message: `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${checksumAlgorithms.join(", ")}]`,
  });
}
