import { type Clock, systemClock } from "../base/clock.js";
import { fail } from "../base/errors.js";
import type { AccessKey } from "./listenOptions.js";

/** Finds an access key that somebody signed with. @throws S3Error InvalidAccessKeyId, InvalidToken, ExpiredToken */
export type FindAccessKey = (accessKeyId: string, sessionToken: string | undefined) => AccessKey;

/** Among those that a server was given; whether a token has expired, either clock says. */
export function accessKeyFinder(accessKeys: readonly AccessKey[], time: Clock): FindAccessKey {
  const keys = new Map(accessKeys.map((key) => [key.accessKeyId, key]));
  const clocks = [systemClock(), time];
  return (accessKeyId, sessionToken) => {
    const key = keys.get(accessKeyId);
    if (key === undefined) return fail("InvalidAccessKeyId", { AWSAccessKeyId: accessKeyId });
    if (key.sessionToken !== sessionToken) fail("InvalidToken");
    const nowMs = Math.min(...clocks.map((clock) => clock.now()));
    if (key.expiration && nowMs > key.expiration.getTime()) fail("ExpiredToken");
    return key;
  };
}
