import { accountOfArn } from "../access/principals.js";
import { anonymousAccountId } from "../access/requester.js";
import { systemClock } from "../base/clock.js";
import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import type { Dialect } from "../dialects/dialect.js";
import type { S3 } from "../state/s3.js";
import type { Address } from "../wire/addressing.js";
import type { ChunkSignatures } from "../wire/awsChunked.js";
import { chunkSignatures } from "./chunkSignatures.js";
import type { Scope } from "./credentialScope.js";
import { accessKeyFinder } from "./findAccessKey.js";
import type { AccessKey } from "./listenOptions.js";
import { payloadHashOf } from "./payloadHash.js";
import { type RequestSignature, readRequestSignature } from "./requestSignature.js";
import {
  canonicalRequest,
  sha256,
  signingKey,
  stringToSign,
  verifySignature,
} from "./signatureV4.js";
import { checkSignedRegion } from "./signedRegion.js";
import { checkSigningTime } from "./signingTime.js";

/** Who sends a request. */
export interface Caller {
  readonly accountId: string;
  /** The IAM user or role it is. Undefined: the account's root user. */
  readonly principalArn?: string;
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

/** Finds out who sends a request, by its signature; who does not sign is anonymous. */
export interface RequestVerifier {
  /**
   * @param request - as it was sent
   * @throws S3Error what S3 answers to a request with a signature that is wrong
   */
  verify(request: HttpRequest, address: Address): Caller;
  /** @throws S3Error InvalidAccessKeyId, SignatureDoesNotMatch, InvalidToken, ExpiredToken */
  verifyPolicy(policy: SignedPolicy): Caller;
}

const anonymous: Caller = { accountId: anonymousAccountId };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html */
export function requestVerifier(
  { s3, dialect }: { readonly s3: S3; readonly dialect: Dialect },
  accessKeys: readonly AccessKey[],
): RequestVerifier {
  const findKey = accessKeyFinder(accessKeys, s3.time);
  const callerOf = ({ accountId = s3.accountId, principal }: AccessKey): Caller =>
    principal === undefined
      ? { accountId }
      : { accountId: accountOfArn(principal), principalArn: principal };
  // Clients go by their own clocks, but for the SDK for JavaScript, which sets its one by S3's
  // answers: those bear the mock's time. So either will do.
  const clocks = { system: systemClock(), mock: s3.time, startMs: s3.time.now() };

  return {
    verify(request, address) {
      if (dialect.verifySignature !== undefined) {
        const nowsMs = [clocks.system.now(), clocks.mock.now()];
        const key = dialect.verifySignature(request, { findKey, nowsMs });
        return key === undefined ? anonymous : callerOf(key);
      }
      const signature = readRequestSignature(request);
      if (signature === undefined) return anonymous;
      const { scope } = signature;
      const accessKey = findKey(scope.accessKeyId, signature.sessionToken);
      checkSigningTime(signature, clocks);
      checkSignedRegion(s3, signature, { request, address });
      checkSignedHeaders(request, signature);
      const payloadHash = payloadHashOf(request, signature.from);
      const key = signingKey(scope, accessKey.secretAccessKey);
      verifyRequest(request, signature, { payloadHash, key });
      if (!payloadHash.startsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")) return callerOf(accessKey);
      const signatures = chunkSignatures({
        key,
        scope,
        time: signature.time,
        seedSignature: signature.signature,
        hasTrailers: payloadHash.endsWith("-TRAILER"),
      });
      return { ...callerOf(accessKey), signatures };
    },
    verifyPolicy({ policy, scope, signature, sessionToken }) {
      const { accessKeyId } = scope;
      const accessKey = findKey(accessKeyId, sessionToken);
      const key = signingKey(scope, accessKey.secretAccessKey);
      verifySignature(key, signature, { accessKeyId, stringToSign: policy });
      return callerOf(accessKey);
    },
  };
}

function verifyRequest(
  request: HttpRequest,
  { scope, time, signature, signedHeaders }: RequestSignature,
  { payloadHash, key }: { readonly payloadHash: string; readonly key: Uint8Array },
): void {
  const canonical = canonicalRequest({ request, signedHeaders, payloadHash });
  verifySignature(key, signature, {
    accessKeyId: scope.accessKeyId,
    stringToSign: stringToSign("AWS4-HMAC-SHA256", scope, time, [sha256(canonical)]),
    canonicalRequest: canonical,
  });
}

/** Nobody may add on the way what S3 would heed. */
function checkSignedHeaders({ headers }: HttpRequest, { signedHeaders }: RequestSignature): void {
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
