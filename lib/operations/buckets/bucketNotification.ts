import type {
  NotificationConfiguration,
  PutBucketNotificationConfigurationCommandInput,
} from "@aws-sdk/client-s3";
import { fail } from "../../base/errors.js";
import type { S3 } from "../../state/s3.js";
import { bucketDocument, sent } from "./bucketDocument.js";
import { checkOverlaps } from "./notificationOverlap.js";
import { checkEvents, type NotificationTarget, normalizedFilter } from "./notificationTarget.js";

/**
 * Kept and given back. There are no queues, topics and functions here, so each destination that has
 * the form of an ARN is taken to exist and to let S3 in.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
export const notification = bucketDocument<
  PutBucketNotificationConfigurationCommandInput,
  NotificationConfiguration
>({
  name: "notification",
  read({ NotificationConfiguration }, _bucket, s3) {
    const configuration = sent(NotificationConfiguration);
    const targets = [
      ...withArn("Queue", "sqs", configuration.QueueConfigurations, (it) => it.QueueArn),
      ...withArn("Topic", "sns", configuration.TopicConfigurations, (it) => it.TopicArn),
      ...withArn(
        "CloudFunction",
        "lambda",
        configuration.LambdaFunctionConfigurations,
        (it) => it.LambdaFunctionArn,
      ),
    ];
    for (const target of targets) checkEvents(target);
    const stored = storedConfiguration(configuration, s3);
    checkIds(targets);
    checkOverlaps(targets);
    return targets.length === 0 && stored.EventBridgeConfiguration === undefined
      ? undefined
      : stored;
  },
  missing: () => ({}),
});

/** The form of ARNs is judged before anything else (recorded 2025). */
function withArn<Target extends NotificationTarget>(
  element: string,
  service: string,
  targets: readonly Target[] = [],
  arnOf: (target: Target) => string | undefined,
): readonly Target[] {
  const form = new RegExp(`^arn:[\\w-]+:${service}:[\\w-]+:\\d{12}:.+$`);
  for (const target of targets) {
    const arn = arnOf(target) ?? "";
    if (form.test(arn)) continue;
    fail("InvalidArgument", {
      message: "The ARN could not be parsed",
      ArgumentName: element,
      ArgumentValue: arn,
    });
  }
  return targets;
}

/** S3 gives each configuration an Id, and writes the names of filter rules its own way. */
function storedConfiguration(
  configuration: NotificationConfiguration,
  s3: S3,
): NotificationConfiguration {
  const { QueueConfigurations, TopicConfigurations, LambdaFunctionConfigurations } = configuration;
  function stored<Target extends NotificationTarget>(target: Target): Target {
    const Id = target.Id || s3.ids.ruleId();
    if (target.Filter === undefined) return { ...target, Id };
    return { ...target, Id, Filter: normalizedFilter(target.Filter) };
  }
  return {
    ...configuration,
    ...(QueueConfigurations && { QueueConfigurations: QueueConfigurations.map(stored) }),
    ...(TopicConfigurations && { TopicConfigurations: TopicConfigurations.map(stored) }),
    ...(LambdaFunctionConfigurations && {
      LambdaFunctionConfigurations: LambdaFunctionConfigurations.map(stored),
    }),
  };
}

/** `assumed`: code and text; that ids are unique is documented. */
function checkIds(targets: readonly NotificationTarget[]): void {
  const ids = targets.flatMap(({ Id }) => Id || []);
  if (new Set(ids).size === ids.length) return;
  fail("InvalidArgument", {
    message: "Same ID used for multiple configurations. IDs must be unique",
  });
}
