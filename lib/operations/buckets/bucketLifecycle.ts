import type {
  DeleteBucketLifecycleCommandInput,
  GetBucketLifecycleConfigurationOutput,
  LifecycleRule,
  PutBucketLifecycleConfigurationCommandInput,
  PutBucketLifecycleConfigurationOutput,
  TransitionDefaultMinimumObjectSize,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";
import { demand } from "../../base/schemaRequirements.js";
import { setLifecycle } from "../../lifecycle/setLifecycle.js";
import type { S3 } from "../../state/s3.js";
import { bucketDocument, sent } from "./bucketDocument.js";
import { checkLifecycleRule } from "./lifecycleRule.js";

/**
 * What the rules do is done by `lib/lifecycle`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html
 */
export const lifecycle = bucketDocument<
  PutBucketLifecycleConfigurationCommandInput,
  GetBucketLifecycleConfigurationOutput
>({
  name: "lifecycle",
  read({ LifecycleConfiguration, TransitionDefaultMinimumObjectSize }, _bucket, s3) {
    const { Rules: rules = [] } = sent(LifecycleConfiguration);
    // The limit is documented, the code for a breach of it is `assumed`.
    demand(rules.length > 0 && rules.length <= limits.lifecycleRules);
    for (const rule of rules) checkLifecycleRule(rule);
    checkIds(rules);
    return {
      Rules: rules.map((rule) => ({ ...rule, ID: rule.ID || s3.ids.ruleId() })),
      TransitionDefaultMinimumObjectSize: minimumSize(TransitionDefaultMinimumObjectSize),
    };
  },
  missing: (BucketName) => fail("NoSuchLifecycleConfiguration", { BucketName }),
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
export function putBucketLifecycleConfiguration(
  s3: S3,
  input: PutBucketLifecycleConfigurationCommandInput,
  requester: Requester,
): PutBucketLifecycleConfigurationOutput {
  lifecycle.put(s3, input, requester);
  const bucket = openBucket(s3, input, requester);
  setLifecycle(s3, bucket, lifecycle.of(bucket));
  return {
    TransitionDefaultMinimumObjectSize: minimumSize(input.TransitionDefaultMinimumObjectSize),
  };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketLifecycle.html */
export function deleteBucketLifecycle(
  s3: S3,
  input: DeleteBucketLifecycleCommandInput,
  requester: Requester,
): Record<string, never> {
  const output = lifecycle.remove(s3, input, requester);
  setLifecycle(s3, openBucket(s3, input, requester), undefined);
  return output;
}

/** A configuration that names none has the default again (recorded 2026). */
function minimumSize(
  asked: TransitionDefaultMinimumObjectSize | undefined,
): TransitionDefaultMinimumObjectSize {
  if (asked === undefined) return "all_storage_classes_128K";
  if (asked !== "all_storage_classes_128K" && asked !== "varies_by_storage_class") {
    // The SDK's type has no other value, but it can be sent.
    const value: string = asked;
    fail("InvalidRequest", {
      message: `Invalid TransitionDefaultMinimumObjectSize found: ${value}`,
    });
  }
  return asked;
}

/** Length and uniqueness are documented, the texts are `assumed`. */
function checkIds(rules: readonly LifecycleRule[]): void {
  const seen = new Set<string>();
  for (const { ID } of rules) {
    if (!ID) continue;
    if (ID.length > limits.lifecycleRuleIdCharacters) {
      fail("InvalidArgument", {
        message: `ID length should not exceed allowed limit of ${limits.lifecycleRuleIdCharacters}`,
        ArgumentName: "ID",
        ArgumentValue: ID,
      });
    }
    if (seen.has(ID)) {
      fail("InvalidArgument", {
        message: "Rule ID must be unique. Found same ID for more than one rule",
        ArgumentName: "ID",
        ArgumentValue: ID,
      });
    }
    seen.add(ID);
  }
}
