import type {
  DeleteBucketLifecycleCommandInput,
  GetBucketLifecycleConfigurationOutput,
  PutBucketLifecycleConfigurationCommandInput,
  PutBucketLifecycleConfigurationOutput,
  TransitionDefaultMinimumObjectSize,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { setLifecycle } from "../../lifecycle/setLifecycle.js";
import type { S3 } from "../../state/s3.js";
import { bucketDocument, sent } from "./bucketDocument.js";
import { checkLifecycleRules } from "./checkLifecycleRules.js";

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
  read({ LifecycleConfiguration, TransitionDefaultMinimumObjectSize: asked }, _bucket, s3) {
    const TransitionDefaultMinimumObjectSize = minimumSize(asked);
    const { Rules: rules = [] } = sent(LifecycleConfiguration);
    checkLifecycleRules(rules);
    return {
      Rules: rules.map((rule) => ({ ...rule, ID: rule.ID || s3.ids.ruleId() })),
      TransitionDefaultMinimumObjectSize,
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
