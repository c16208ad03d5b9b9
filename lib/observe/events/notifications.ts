import type { NotificationConfiguration } from "@aws-sdk/client-s3";
import {
  affixesOf,
  coversEvent,
  type NotificationTarget,
} from "../../operations/buckets/notificationTarget.js";
import type { Bucket } from "../../state/bucket.js";
import type { NotificationRecord } from "./notificationRecords.js";

/** A message on its way to a queue, topic or function. */
export interface Notification {
  /** The ARN of the queue, topic or function. */
  readonly destinationArn: string;
  /** The Id in the bucket's notification configuration. */
  readonly configurationId: string;
  /** The message itself: `JSON.stringify(message)` is what S3 sends. One record each. */
  readonly message: { readonly Records: readonly NotificationRecord[] };
}

/** A queue, topic or function that is to be told of something. */
export interface Subscription {
  readonly destinationArn: string;
  readonly configurationId: string;
}

/**
 * Who is to be told of an event on a key. EventBridge is not: no replication event goes there, and
 * its events are of another form.
 *
 * @param event - with its `s3:`, such as `s3:ObjectCreated:Put`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
 */
export function subscriptionsTo(bucket: Bucket, key: string, event: string): Subscription[] {
  // The operation that puts it there has checked it.
  const document = bucket.documents.get("notification") as NotificationConfiguration | undefined;
  if (document === undefined) return [];
  const subscriptions: Subscription[] = [];
  function subscribe(target: NotificationTarget, destinationArn: string | undefined): void {
    const { prefix, suffix } = affixesOf(target);
    if (!key.startsWith(prefix) || !key.endsWith(suffix)) return;
    if (!target.Events?.some((asked) => coversEvent(asked, event))) return;
    subscriptions.push({
      destinationArn: destinationArn ?? "",
      configurationId: target.Id ?? "",
    });
  }
  for (const queue of document.QueueConfigurations ?? []) subscribe(queue, queue.QueueArn);
  for (const topic of document.TopicConfigurations ?? []) subscribe(topic, topic.TopicArn);
  for (const lambda of document.LambdaFunctionConfigurations ?? []) {
    subscribe(lambda, lambda.LambdaFunctionArn);
  }
  return subscriptions;
}
