import {
  type Event,
  PutBucketNotificationConfigurationCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { Notification, NotificationRecord, ReplicationMock } from "s3-replication-mock";

export const queueArn = "arn:aws:sqs:us-east-1:123456789012:events";

/** Lets a bucket send these events to a queue, for keys with this prefix and suffix. */
export async function notifyQueue(
  client: S3Client,
  Bucket: string,
  Events: readonly Event[],
  { prefix = "", suffix = "" } = {},
): Promise<void> {
  const FilterRules = [
    { Name: "prefix" as const, Value: prefix },
    { Name: "suffix" as const, Value: suffix },
  ];
  const queue = { Id: "to-queue", QueueArn: queueArn, Events: [...Events] };
  await client.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: {
        QueueConfigurations: [{ ...queue, Filter: { Key: { FilterRules } } }],
      },
    }),
  );
}

/** The notifications from now on, as they come. */
export function received(mock: ReplicationMock): Notification[] {
  const notifications: Notification[] = [];
  mock.on("notification", (notification) => {
    notifications.push(notification);
  });
  return notifications;
}

/** The records of notifications. */
export function recordsOf(notifications: readonly Notification[]): NotificationRecord[] {
  return notifications.flatMap(({ message }) => message.Records);
}

/** The names of the events in them. */
export function eventNames(notifications: readonly Notification[]): string[] {
  return recordsOf(notifications).map(({ eventName }) => eventName);
}
