import type { Clock } from "../base/clock.js";
import { fail } from "../base/errors.js";
import { limits } from "../base/limits.js";
import type { SigningTime } from "./credentialScope.js";
import type { RequestSignature } from "./requestSignature.js";

type Timed = Pick<RequestSignature, "time" | "expiresSeconds">;

/**
 * Checks that a request was signed in time, and that a presigned URL has not expired.
 *
 * @param startMs - the mock's time when the server began
 * @throws S3Error RequestTimeTooSkewed; AccessDenied for a presigned URL
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function checkSigningTime(
  signature: Timed,
  { system, mock, startMs }: { system: Clock; mock: Clock; startMs: number },
): void {
  const nows = [system.now(), mock.now()] as const;
  if (signature.expiresSeconds === undefined) checkSkew(signature.time, nows, startMs);
  else checkExpiry(signature.time, signature.expiresSeconds, nows);
}

/** What the machine's clock and the mock's show. */
type Nows = readonly [system: number, mock: number];

/**
 * Where the mock's time is another, any that it has shown will do: the SDK for JavaScript sets its
 * clock by the last answer, and time may have been moved on since.
 */
function checkSkew({ text, ms }: SigningTime, [system, mock]: Nows, startMs: number): void {
  const { clockSkewMs } = limits;
  const differs = Math.abs(system - mock) > clockSkewMs;
  const earliest = Math.min(system, mock, differs ? startMs : mock);
  if (ms >= earliest - clockSkewMs && ms <= Math.max(system, mock) + clockSkewMs) return;
  fail("RequestTimeTooSkewed", {
    RequestTime: text,
    ServerTime: wholeSeconds(system),
    MaxAllowedSkewMilliseconds: String(clockSkewMs),
  });
}

/** A URL is good if it is by one of the clocks. */
function checkExpiry({ ms }: SigningTime, seconds: number, nows: Nows): void {
  const begin = ms - limits.clockSkewMs;
  const end = ms + seconds * 1000;
  if (nows.some((now) => begin <= now && now <= end)) return;
  const ServerTime = wholeSeconds(nows[0]);
  if (nows.every((now) => now < begin)) {
    // `assumed`
    fail("AccessDenied", { message: "Request is not yet valid", ServerTime });
  }
  fail("AccessDenied", {
    message: "Request has expired",
    "X-Amz-Expires": String(seconds),
    Expires: wholeSeconds(end),
    ServerTime,
  });
}

function wholeSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
