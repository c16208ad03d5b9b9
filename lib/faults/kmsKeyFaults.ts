import type { KmsKeyState } from "../state/faults.js";
import { describedKey } from "../state/iam.js";
import type { S3 } from "../state/s3.js";

/**
 * Why a KMS key cannot be used; undefined for every key that no fault is in force for and that nobody
 * described otherwise: all of them exist. A key is known by its ARN, and by its id or alias alone; of
 * several faults the last one counts.
 */
export function kmsKeyState({ faults, iam }: S3, keyId: string): KmsKeyState | undefined {
  const { state } = describedKey(iam, keyId) ?? {};
  const described = state === "Enabled" ? undefined : state;
  if (faults.kmsKeys.size === 0) return described;
  const fault = [...faults.kmsKeys.values()].findLast(({ key }) => isSameKey(key, keyId));
  if (fault !== undefined) fault.struck++;
  return fault?.state ?? described;
}

function isSameKey(one: string, other: string): boolean {
  return one === other || (shortName(one) === shortName(other) && !(isArn(one) && isArn(other)));
}

function isArn(keyId: string): boolean {
  return keyId.startsWith("arn:");
}

/** `1234-…` of a key, `alias/name` of an alias. */
function shortName(keyId: string): string {
  return keyId.replace(/^arn:[^/]*:(?:key\/|(?=alias\/))/, "");
}
