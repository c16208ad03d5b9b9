import { objectAddress } from "../base/objectName.js";
import type { Arguments } from "./command.js";
import { refuse } from "./flagValues.js";

/** What a control request has to name an object. */
export interface ObjectQuery {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** The option of commands about an object. */
export const versionFlag = {
  "version-id": { value: "ID", about: "A version. Default: the current one." },
} as const;

/** The object that a command is about. @throws UsageError */
export function objectOperand(given: Arguments): ObjectQuery {
  const [operand = ""] = given.operands;
  try {
    const { Bucket, Key, VersionId } = objectAddress("", operand);
    return { bucket: Bucket, key: Key, versionId: given.text("version-id") ?? VersionId };
  } catch {
    return refuse("the object", operand, "one such as s3://source/TaxDocs/2026.pdf");
  }
}
