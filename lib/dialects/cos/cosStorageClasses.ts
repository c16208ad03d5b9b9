import { fail } from "../../base/errors.js";

/** COS's storage classes and what S3 calls them. */
const byCosName: ReadonlyMap<string, string> = new Map([
  ["STANDARD", "STANDARD"],
  ["STANDARD_IA", "STANDARD_IA"],
  ["INTELLIGENT_TIERING", "INTELLIGENT_TIERING"],
  ["ARCHIVE", "GLACIER"],
  ["DEEP_ARCHIVE", "DEEP_ARCHIVE"],
]);

/**
 * S3's name of a storage class of COS, which was once spelled `Standard_IA`.
 *
 * @throws S3Error NotSupportedStorageClass, for a class that COS does not have;
 *   MAZOperationNotSupportOnOAZBucket, as all buckets are in one zone. Both are `assumed`.
 */
export function s3StorageClass(name: string): string {
  const upperCase = name.toUpperCase();
  if (upperCase.startsWith("MAZ_")) fail("MAZOperationNotSupportOnOAZBucket");
  return byCosName.get(upperCase) ?? fail("NotSupportedStorageClass");
}

/** COS's name of a storage class of S3. */
export function cosStorageClass(name: string): string {
  return name === "GLACIER" ? "ARCHIVE" : name;
}
