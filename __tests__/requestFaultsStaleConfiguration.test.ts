import {
  DeleteBucketReplicationCommand,
  GetBucketReplicationCommand,
  HeadObjectCommand,
  PutBucketReplicationCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "s3-replication-mock";
import { clientOf } from "./support/client.js";

const Bucket = "source";

function setUp() {
  const versioning = "Enabled";
  const mock = replicationMock({
    clock: manualClock(),
    buckets: { [Bucket]: { versioning }, vault: { versioning }, other: { versioning } },
  });
  const client = clientOf(mock);
  return {
    mock,
    configure: (id: string, prefix = "") =>
      client.send(
        new PutBucketReplicationCommand({
          Bucket,
          ReplicationConfiguration: {
            Role: "arn:aws:iam::123456789012:role/role",
            Rules: [
              {
                ID: id,
                Priority: 1,
                Status: "Enabled",
                Filter: { Prefix: prefix },
                DeleteMarkerReplication: { Status: "Disabled" },
                Destination: { Bucket: "arn:aws:s3:::vault" },
              },
            ],
          },
        }),
      ),
    remove: () => client.send(new DeleteBucketReplicationCommand({ Bucket })),
    /** The ID of the rule that S3 shows; the error where it shows none. */
    async seen(): Promise<string | undefined> {
      try {
        const get = new GetBucketReplicationCommand({ Bucket });
        const { ReplicationConfiguration } = await client.send(get);
        return ReplicationConfiguration?.Rules?.[0]?.ID;
      } catch (error) {
        return (error as Error).name;
      }
    },
    async statusOfNew(Key: string): Promise<string | undefined> {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: "content" }));
      return (await client.send(new HeadObjectCommand({ Bucket, Key }))).ReplicationStatus;
    },
  };
}

const none = "ReplicationConfigurationNotFoundError";

describe("faults.staleConfiguration", () => {
  test("GetBucketReplication shows the old configuration for a while, then the new one", async () => {
    const { mock, configure, seen } = setUp();
    await configure("old");
    const fault = mock.faults.staleConfiguration({ bucket: Bucket, ms: 5_000 });
    await configure("new");
    expect(await seen()).toBe("old");
    mock.advance(4_999);
    expect(await seen()).toBe("old");
    mock.advance(1);
    expect(await seen()).toBe("new");
    expect(fault.count).toBe(1);
  });

  test("new versions are judged by the configuration that is seen", async () => {
    const { mock, configure, statusOfNew } = setUp();
    mock.faults.staleConfiguration({ bucket: Bucket, ms: 5_000 });
    await configure("first");
    expect(await statusOfNew("early")).toBeUndefined();
    mock.advance(5_000);
    expect(await statusOfNew("late")).toBe("PENDING");
  });

  test("a removal is seen late too", async () => {
    const { mock, configure, remove, seen, statusOfNew } = setUp();
    await configure("old");
    mock.faults.staleConfiguration({ bucket: Bucket, ms: 5_000 });
    await remove();
    expect(await seen()).toBe("old");
    expect(await statusOfNew("key")).toBe("PENDING");
    mock.advance(5_000);
    expect(await seen()).toBe(none);
  });

  test("several changes are seen one after the other", async () => {
    const { mock, configure, seen } = setUp();
    mock.faults.staleConfiguration({ bucket: Bucket, ms: 5_000 });
    await configure("first");
    mock.advance(2_000);
    await configure("second");
    expect(await seen()).toBe(none);
    mock.advance(3_000);
    expect(await seen()).toBe("first");
    mock.advance(2_000);
    expect(await seen()).toBe("second");
  });

  test("its end lets all changes be seen", async () => {
    const { mock, configure, seen } = setUp();
    const fault = mock.faults.staleConfiguration({ bucket: Bucket, ms: 5_000 });
    await configure("first");
    await configure("second");
    fault.end();
    expect(await seen()).toBe("second");
    expect(fault.count).toBe(2);
    await configure("third");
    expect(await seen()).toBe("third");
  });

  test("of two faults the longer one holds, also after the other has ended", async () => {
    const { mock, configure, seen } = setUp();
    const short = mock.faults.staleConfiguration({ bucket: Bucket, ms: 1_000 });
    mock.faults.staleConfiguration({ bucket: Bucket, ms: 5_000 });
    await configure("first");
    short.end();
    mock.advance(1_000);
    expect(await seen()).toBe(none);
    mock.advance(4_000);
    expect(await seen()).toBe("first");
  });

  test("strikes its bucket only", async () => {
    const { mock, configure, seen } = setUp();
    const fault = mock.faults.staleConfiguration({ bucket: "other", ms: 5_000 });
    await configure("first");
    expect(await seen()).toBe("first");
    expect(fault.count).toBe(0);
  });

  test("what is not seen yet is in a snapshot", async () => {
    const { mock, configure, seen } = setUp();
    mock.faults.staleConfiguration({ bucket: Bucket, ms: 5_000 });
    await configure("first");
    const snapshot = mock.snapshot().toBytes();
    mock.advance(5_000);
    expect(await seen()).toBe("first");
    mock.restore(snapshot);
    expect(await seen()).toBe(none);
    mock.advance(5_000);
    expect(await seen()).toBe("first");
  });
});
