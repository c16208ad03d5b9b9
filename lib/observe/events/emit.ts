import type { S3 } from "../../state/s3.js";
import type { EventName, ReplicationMockEvents } from "./events.js";
import { type Cause, notificationRecord, type Occurrence } from "./notificationRecords.js";
import { subscriptionsTo } from "./notifications.js";

/** Where events go. */
export interface Emit {
  /** Whether anybody listens. */
  has(name: EventName): boolean;
  /** @param make - makes the event once it is known which request was the cause */
  event<Name extends EventName>(
    name: Name,
    make: (cause: Cause | undefined) => ReplicationMockEvents[Name],
  ): void;
}

/** What S3 is to tell, but for the bucket as it is configured. */
export type Notice = Omit<Occurrence, "bucket"> & {
  readonly bucket: string;
  readonly key: string;
};

/** Makes a message for each queue, topic and function that is subscribed by now. */
export function notify(s3: S3, emit: Emit, notice: Notice): void {
  const bucket = s3.buckets.get(notice.bucket);
  if (bucket === undefined || !emit.has("notification")) return;
  for (const subscription of subscriptionsTo(bucket, notice.key, `s3:${notice.eventName}`)) {
    emit.event("notification", (cause) => ({
      ...subscription,
      message: {
        Records: [notificationRecord({ ...notice, bucket }, subscription.configurationId, cause)],
      },
    }));
  }
}
