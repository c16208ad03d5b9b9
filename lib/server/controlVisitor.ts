import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { ControlRefusal } from "./controlRefusal.js";
import type { AccessKey } from "./listenOptions.js";

/**
 * Checks that a call of the control interface comes from someone who may.
 *
 * @throws ControlRefusal 401 without the name and the secret of an access key, 403 for web pages
 */
export function mayControl(
  { headers }: IncomingMessage,
  credentials: readonly AccessKey[] | undefined,
): void {
  // Whatever page a browser shows can call this machine, and says so.
  if (headers.origin !== undefined) {
    throw new ControlRefusal(403, `a web page (${headers.origin}) may not control the mock`);
  }
  if (credentials === undefined) return;
  const [, basic = ""] = /^Basic (.+)$/i.exec(headers.authorization ?? "") ?? [];
  const given = Buffer.from(basic, "base64").toString();
  const isKnown = credentials.filter(({ accessKeyId, secretAccessKey }) =>
    isSame(given, `${accessKeyId}:${secretAccessKey}`),
  );
  if (isKnown.length > 0) return;
  throw new ControlRefusal(
    401,
    "this server has access keys; send one with its secret as HTTP Basic (--access-key and --secret-key)",
  );
}

/** In a time that tells nothing of either. */
function isSame(one: string, other: string): boolean {
  const digest = (value: string) => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(one), digest(other));
}
