import type { BrokenKmsKey, KmsKeyState } from "../state/faults.js";
import type { S3 } from "../state/s3.js";

/**
 * Why a KMS key cannot be used; undefined for every key that no fault is in force for: all of them
 * exist. A key is known by its ARN, and by its id or alias alone.
 */
export function kmsKeyState({ faults }: S3, keyId: string): KmsKeyState | undefined {
  if (faults.kmsKeys.size === 0) return undefined;
  const broken = faults.kmsKeys.get(keyId) ?? sameKey(faults.kmsKeys, keyId);
  if (broken !== undefined) broken.struck++;
  return broken?.state;
}

function sameKey(
  kmsKeys: ReadonlyMap<string, BrokenKmsKey>,
  keyId: string,
): BrokenKmsKey | undefined {
  for (const [named, broken] of kmsKeys) {
    if (shortName(named) === shortName(keyId) && !(isArn(named) && isArn(keyId))) return broken;
  }
  return undefined;
}

function isArn(keyId: string): boolean {
  return keyId.startsWith("arn:");
}

/** `1234-…` of a key, `alias/name` of an alias. */
function shortName(keyId: string): string {
  return keyId.replace(/^arn:[^/]*:(?:key\/|(?=alias\/))/, "");
}
