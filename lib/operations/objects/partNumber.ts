import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";

/**
 * Checks the number of a part.
 *
 * @throws S3Error InvalidArgument
 */
export function checkPartNumber(partNumber: number | undefined): number {
  if (partNumber !== undefined && partNumber >= 1 && partNumber <= limits.parts) return partNumber;
  return fail("InvalidArgument", {
    message: `Part number must be an integer between 1 and ${limits.parts}, inclusive`,
    ArgumentName: "partNumber",
    ArgumentValue: String(partNumber),
  });
}
