import { latestMs } from "../base/clock.js";
import { isVersionId, orderOf } from "../base/ids.js";
import { limits } from "../base/limits.js";
import { isBucketName } from "../operations/buckets/bucketName.js";
import { both, plain, type Schema, text } from "./schema.js";

/** A text that meets a condition. */
function textThat(what: string, accepts: (value: string) => boolean): Schema {
  return both(
    text,
    plain(what, (value) => accepts(String(value))),
  );
}

export const bucketName = textThat("a name that a bucket may have", isBucketName);
export const objectKey = textThat(
  `a key of 1 to ${limits.keyBytes} bytes`,
  (key) => key !== "" && Buffer.byteLength(key) <= limits.keyBytes,
);
export const versionId = textThat("a version id", (id) => id === "null" || isVersionId(id));
export const uploadId = textThat("an upload id", (id) => !Number.isNaN(orderOf(id)));
export const partNumber = plain(`a part number from 1 to ${limits.parts}`, (value) =>
  isWholeTo(limits.parts, value, 1),
);

/** What counts up from here has to have room to: ids have six bytes for it. */
const mostCounted = 2 ** 47;
export const counter = plain(`a whole number from 0 to ${mostCounted}`, (value) =>
  isWholeTo(mostCounted, value),
);

/** A time that can be now: a mock's own goes no further. */
export const moment = plain(
  "a time that a mock can be at",
  (value) => Number.isFinite(value) && Math.abs(Number(value)) <= latestMs,
);
/** In milliseconds. */
export const duration = plain(
  "a duration",
  (value) => Number.isFinite(value) && Number(value) >= 0 && Number(value) <= latestMs,
);

/** A whole number from 1 to a limit of S3's. */
export function upTo(limit: number): Schema {
  return plain(`a whole number from 1 to ${limit}`, (value) => isWholeTo(limit, value, 1));
}

function isWholeTo(limit: number, value: unknown, least = 0): boolean {
  return Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= limit;
}
