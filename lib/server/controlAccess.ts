import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { ControlRefusal } from "./controlRefusal.js";
import type { AccessKey } from "./listenOptions.js";

/** Whose keys a server has, and which account those are of that name none. */
export interface ControlKeys {
  /** Default none: anyone may call. */
  readonly credentials?: readonly AccessKey[] | undefined;
  /** The account of the mock. */
  readonly accountId?: string | undefined;
}

/**
 * Finds out whose call of the control interface it is, by an access key and its secret as HTTP's Basic.
 *
 * @returns the account that it is limited to; undefined for one that may do everything: where there are
 *   no keys, and with the keys of the first account
 * @throws ControlRefusal 401 without the name and the secret of an access key
 */
export function limitedAccount(
  { headers }: IncomingMessage,
  { credentials, accountId = "" }: ControlKeys,
): string | undefined {
  if (credentials === undefined) return undefined;
  const [, basic = ""] = /^Basic (.+)$/i.exec(headers.authorization ?? "") ?? [];
  const given = Buffer.from(basic, "base64").toString();
  const [known] = credentials.filter(({ accessKeyId, secretAccessKey }) =>
    isSame(given, `${accessKeyId}:${secretAccessKey}`),
  );
  if (known === undefined) {
    throw new ControlRefusal(
      401,
      "this server has access keys; send one with its secret as HTTP Basic (--access-key and --secret-key)",
    );
  }
  const account = known.accountId ?? accountId;
  return account === (credentials[0]?.accountId ?? accountId) ? undefined : account;
}

/** In a time that tells nothing of either. */
function isSame(one: string, other: string): boolean {
  const digest = (value: string) => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(one), digest(other));
}
