import type {
  LifecycleExpiration,
  LifecycleRule,
  LifecycleRuleFilter,
  NoncurrentVersionTransition,
  Transition,
} from "@aws-sdk/client-s3";
import { fail } from "../../base/errors.js";
import { requireValid } from "../../base/schemaRequirements.js";

/**
 * Checks a rule against S3's schema, which is stricter than the SDK's model.
 *
 * @throws S3Error MalformedXML; InvalidArgument for a storage class that nothing moves to
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html
 */
export function checkLifecycleSchema(rule: LifecycleRule): void {
  requireValid(rule.Status === "Enabled" || rule.Status === "Disabled");
  requireValid((rule.Filter === undefined) !== (rule.Prefix === undefined));
  if (rule.Filter !== undefined) checkFilter(rule.Filter);
  if (rule.Expiration !== undefined) checkExpiration(rule.Expiration);
  for (const transition of rule.Transitions ?? []) checkTransition(transition);
  for (const transition of rule.NoncurrentVersionTransitions ?? []) {
    checkNoncurrentTransition(transition);
  }
  const { NoncurrentVersionExpiration, AbortIncompleteMultipartUpload } = rule;
  requireValid(
    isComplete(NoncurrentVersionExpiration, NoncurrentVersionExpiration?.NoncurrentDays),
  );
  requireValid(
    isComplete(AbortIncompleteMultipartUpload, AbortIncompleteMultipartUpload?.DaysAfterInitiation),
  );
}

function isComplete(element: object | undefined, required: number | undefined): boolean {
  return element === undefined || required !== undefined;
}

function checkFilter({ And, ...predicates }: LifecycleRuleFilter): void {
  requireValid(present(predicates) + (And === undefined ? 0 : 1) <= 1);
  if (And === undefined) return;
  const { Tags = [], ...others } = And;
  requireValid(Tags.length + present(others) >= 2);
}

function checkExpiration(expiration: LifecycleExpiration): void {
  requireValid(present(expiration) === 1);
}

function checkTransition({ Date: date, Days: days, StorageClass }: Transition): void {
  checkStorageClass(StorageClass);
  requireValid((date === undefined) !== (days === undefined));
}

function checkNoncurrentTransition(transition: NoncurrentVersionTransition): void {
  checkStorageClass(transition.StorageClass);
  requireValid(transition.NoncurrentDays !== undefined);
}

const targets: ReadonlySet<unknown> = new Set([
  "DEEP_ARCHIVE",
  "GLACIER",
  "GLACIER_IR",
  "INTELLIGENT_TIERING",
  "ONEZONE_IA",
  "STANDARD_IA",
]);

function checkStorageClass(storageClass: string | undefined): void {
  if (storageClass === "STANDARD" || storageClass === "REDUCED_REDUNDANCY") {
    fail("InvalidArgument", {
      message: "Invalid target Storage class for Transition action",
      ArgumentName: "StorageClass",
      ArgumentValue: storageClass,
    });
  }
  requireValid(targets.has(storageClass));
}

function present(members: object): number {
  return Object.values(members).filter((member) => member !== undefined).length;
}
