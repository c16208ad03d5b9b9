import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";

/**
 * Checks the size of what one request writes.
 *
 * @throws S3Error EntityTooLarge
 */
export function checkPutSize({ length }: Uint8Array): void {
  if (length <= limits.putBytes) return;
  fail("EntityTooLarge", {
    MaxSizeAllowed: String(limits.putBytes),
    ProposedSize: String(length),
  });
}
