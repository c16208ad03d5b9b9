import { systemClock } from "../base/clock.js";
import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import type { S3 } from "../state/s3.js";
import type { Address } from "../wire/addressing.js";
import type { ChunkSignatures } from "../wire/awsChunked.js";
import { chunkSignatures } from "./chunkSignatures.js";
import type { AccessKey } from "./listenOptions.js";
import { type Claim, readClaim, refuseHeader, refuseQuery, type Scope } from "./signatureClaim.js";
import {
  loadSignatureV4,
  type SignatureV4,
  sha256,
  stringToSign,
  verifySignature,
} from "./signatureV4.js";
import { checkSigningTime } from "./signingTime.js";

/** Who sends a request. */
export interface Caller {
  readonly accountId: string;
  /** Where the chunks of the body are signed too. */
  readonly signatures?: ChunkSignatures;
}

/** A base64 policy and its signature. */
export interface SignedPolicy {
  readonly policy: string;
  readonly scope: Scope;
  readonly signature: string;
  readonly sessionToken: string | undefined;
}

/** Finds out who sends a request, by its signature. */
export interface RequestVerifier {
  /**
   * @param request - as it was sent
   * @throws S3Error what S3 answers to a request with no signature, or with a wrong one
   */
  verify(request: HttpRequest, address: Address): Promise<Caller>;
  /** @throws S3Error InvalidAccessKeyId, SignatureDoesNotMatch, InvalidToken, ExpiredToken */
  verifyPolicy(policy: SignedPolicy): Promise<Caller>;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html */
export async function requestVerifier(
  s3: S3,
  accessKeys: readonly AccessKey[],
): Promise<RequestVerifier> {
  const v4 = await loadSignatureV4();
  const keys = new Map(accessKeys.map((key) => [key.accessKeyId, key]));
  // Clients go by their own clocks, but for the SDK for JavaScript, which sets its one by S3's
  // answers: those bear the mock's time. So either will do.
  const clocks = { system: systemClock(), mock: s3.time, startMs: s3.time.now() };

  function keyOf({ accessKeyId }: Scope, sessionToken: string | undefined): AccessKey {
    const key = keys.get(accessKeyId);
    if (key === undefined) return fail("InvalidAccessKeyId", { AWSAccessKeyId: accessKeyId });
    if (key.sessionToken !== sessionToken) fail("InvalidToken");
    const { expiration } = key;
    const nowMs = Math.min(clocks.system.now(), clocks.mock.now());
    if (expiration && nowMs > expiration.getTime()) fail("ExpiredToken");
    return key;
  }

  return {
    async verify(request, address) {
      const claim = readClaim(request) ?? fail("AccessDenied");
      const accessKey = keyOf(claim.scope, claim.sessionToken);
      checkSigningTime(claim, clocks);
      checkRegion(s3, claim, address.bucket);
      checkSignedHeaders(request, claim);
      const payloadHash = payloadHashOf(request, claim);
      const key = await v4.signingKey(claim.scope, accessKey.secretAccessKey);
      verifyRequest(v4, { request, claim, payloadHash, key });
      const { scope, time, signature: seedSignature } = claim;
      const accountId = accessKey.accountId ?? s3.accountId;
      if (!payloadHash.startsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")) return { accountId };
      const hasTrailers = payloadHash.endsWith("-TRAILER");
      const signatures = chunkSignatures({ key, scope, time, seedSignature, hasTrailers });
      return { accountId, signatures };
    },
    async verifyPolicy({ policy, scope, signature, sessionToken }) {
      const accessKey = keyOf(scope, sessionToken);
      const key = await v4.signingKey(scope, accessKey.secretAccessKey);
      const { accessKeyId } = scope;
      verifySignature(key, signature, { accessKeyId, stringToSign: policy });
      return { accountId: accessKey.accountId ?? s3.accountId };
    },
  };
}

function verifyRequest(
  v4: SignatureV4,
  {
    request,
    claim,
    payloadHash,
    key,
  }: { request: HttpRequest; claim: Claim; payloadHash: string; key: Uint8Array },
): void {
  const { scope, time, signature, signedHeaders } = claim;
  const canonicalRequest = v4.canonicalRequest({ request, signedHeaders, payloadHash });
  verifySignature(key, signature, {
    accessKeyId: scope.accessKeyId,
    stringToSign: stringToSign("AWS4-HMAC-SHA256", scope, time, [sha256(canonicalRequest)]),
    canonicalRequest,
  });
}

/** Signed for the wrong Region (recorded 2026). */
function checkRegion(s3: S3, { from, scope }: Claim, bucketName: string | undefined): void {
  const bucket = bucketName === undefined ? undefined : s3.buckets.get(bucketName);
  if (bucket === undefined || bucket.region === scope.region) return;
  const refuse = from === "header" ? refuseHeader : refuseQuery;
  refuse(`the region '${scope.region}' is wrong; expecting '${bucket.region}'`, {
    Region: bucket.region,
  });
}

/** Nobody may add on the way what S3 would heed. */
function checkSignedHeaders({ headers }: HttpRequest, { signedHeaders }: Claim): void {
  const signed = new Set(signedHeaders);
  const missing = Object.keys(headers).filter(
    (name) => (name === "host" || name.startsWith("x-amz-")) && !signed.has(name),
  );
  if (missing.length === 0) return;
  fail("AccessDenied", {
    // `assumed`
    message: "There were headers present in the request which were not signed",
    HeadersNotSigned: missing.join(", "),
  });
}

const payloadHashes = [
  "UNSIGNED-PAYLOAD",
  "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
];

function payloadHashOf({ headers, query }: HttpRequest, { from }: Claim): string {
  const inHeader = headers["x-amz-content-sha256"];
  if (from === "query") {
    const inQuery = query["X-Amz-Content-Sha256"];
    return typeof inQuery === "string" ? inQuery : (inHeader ?? "UNSIGNED-PAYLOAD");
  }
  if (inHeader === undefined) {
    fail("InvalidRequest", {
      // `assumed`
      message: "Missing required header for this request: x-amz-content-sha256",
    });
  }
  if (!/^[0-9a-f]{64}$/i.test(inHeader) && !payloadHashes.includes(inHeader)) {
    fail("InvalidArgument", {
      // `assumed`
      message: `x-amz-content-sha256 must be ${payloadHashes.join(", ")} or a valid sha256 value.`,
      ArgumentName: "x-amz-content-sha256",
      ArgumentValue: inHeader,
    });
  }
  return inHeader;
}
