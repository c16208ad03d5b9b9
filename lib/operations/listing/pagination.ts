import { crc32 } from "node:zlib";
import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";

/** How many entries a page holds: what was asked for, and never more than S3 gives. */
export function pageSize(asked: number | undefined, argumentName = "maxKeys"): number {
  if (asked === undefined) return limits.pageKeys;
  if (asked < 0) {
    fail("InvalidArgument", {
      message: `Argument ${argumentName} must be an integer between 0 and 2147483647`,
      ArgumentName: argumentName,
      ArgumentValue: String(asked),
    });
  }
  return Math.min(asked, limits.pageKeys);
}

/** An opaque token that says after which name a listing goes on. */
export function continuationToken(after: string): string {
  const name = Buffer.from(after);
  const sum = Buffer.allocUnsafe(4);
  sum.writeUInt32BE(crc32(name));
  return Buffer.concat([sum, name]).toString("base64");
}

/**
 * The name in a token.
 *
 * @throws S3Error InvalidArgument for a token that no listing gave
 */
export function readContinuationToken(token: string): string {
  const bytes = Buffer.from(token, "base64");
  const name = bytes.subarray(4);
  if (bytes.length < 4 || bytes.readUInt32BE() !== crc32(name)) {
    fail("InvalidArgument", {
      message: "The continuation token provided is incorrect",
      ArgumentName: "continuation-token",
      ArgumentValue: token,
    });
  }
  return name.toString();
}

/**
 * The number of the part after which a page begins.
 *
 * @throws S3Error InvalidArgument
 */
export function partNumberMarker(marker: string | undefined): number {
  if (marker === undefined || marker === "") return 0;
  if (/^\d{1,9}$/.test(marker)) return Number(marker);
  return fail("InvalidArgument", {
    // `assumed`
    message: "Provided part-number-marker not an integer or within integer range",
    ArgumentName: "part-number-marker",
    ArgumentValue: marker,
  });
}
