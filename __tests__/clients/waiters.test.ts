import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  waitUntilBucketExists,
  waitUntilBucketNotExists,
  waitUntilObjectExists,
  waitUntilObjectNotExists,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";

const Bucket = "bucket";
const object = { Bucket, Key: "key" };

afterEach(() => {
  jest.useRealTimers();
});

describe("waiters", () => {
  test("end at once where what they wait for is the case", async () => {
    const client = clientOf(replicationMock({ buckets: { [Bucket]: {} } }));
    const waiter = { client, maxWaitTime: 10 };
    expect((await waitUntilBucketExists(waiter, { Bucket })).state).toBe("SUCCESS");
    expect((await waitUntilBucketNotExists(waiter, { Bucket: "none" })).state).toBe("SUCCESS");
    await client.send(new PutObjectCommand({ ...object, Body: "content" }));
    expect((await waitUntilObjectExists(waiter, object)).state).toBe("SUCCESS");
    await client.send(new DeleteObjectCommand(object));
    expect((await waitUntilObjectNotExists(waiter, object)).state).toBe("SUCCESS");
  });

  test("end when it comes to be the case", async () => {
    jest.useFakeTimers();
    const client = clientOf(replicationMock());
    const waiter = { client, minDelay: 1, maxDelay: 1, maxWaitTime: 60 };
    const exists = waitUntilBucketExists(waiter, { Bucket });
    await jest.advanceTimersByTimeAsync(3_000);
    await client.send(new CreateBucketCommand({ Bucket }));
    await jest.advanceTimersByTimeAsync(3_000);
    expect((await exists).state).toBe("SUCCESS");

    const isGone = waitUntilBucketNotExists(waiter, { Bucket });
    await jest.advanceTimersByTimeAsync(3_000);
    await client.send(new DeleteBucketCommand({ Bucket }));
    await jest.advanceTimersByTimeAsync(3_000);
    expect((await isGone).state).toBe("SUCCESS");
  });

  test("give up when their time is over", async () => {
    jest.useFakeTimers();
    const client = clientOf(replicationMock());
    const waiter = { client, minDelay: 1, maxDelay: 1, maxWaitTime: 5 };
    const error = errorOf(waitUntilObjectExists(waiter, object));
    await jest.advanceTimersByTimeAsync(6_000);
    expect((await error).name).toBe("TimeoutError");
  });
});
