import {
  CopyObjectCommand,
  DeleteBucketCommand,
  DeleteBucketReplicationCommand,
  DeleteObjectCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { arn, v2, v2To } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";

const header = "x-amz-replication-status";

describe("the replication status", () => {
  test("is PENDING on the first HEAD and GET after the PUT", async () => {
    const { client, put, status } = await scene();
    await put("a");
    expect(await status("source", "a")).toBe("PENDING");
    const { ReplicationStatus } = await client.send(
      new GetObjectCommand({ Bucket: "source", Key: "a" }),
    );
    expect(ReplicationStatus).toBe("PENDING");
  });

  test("stays COMPLETED for life, also without rule and configuration", async () => {
    const { client, configure, replicate, status } = await scene();
    await replicate("a");
    await configure([v2({ Status: "Disabled" })]);
    expect(await status("source", "a")).toBe("COMPLETED");
    await client.send(new DeleteBucketReplicationCommand({ Bucket: "source" }));
    expect(await status("source", "a")).toBe("COMPLETED");
  });

  test("is in no answer to a write", async () => {
    const { client } = await scene();
    const seen: (string | undefined)[] = [];
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        // The SDK types the response of this step as unknown.
        const { headers } = result.response as { headers: Record<string, string> };
        seen.push(headers[header]);
        return result;
      },
      { step: "deserialize", priority: "low" },
    );
    await client.send(new PutObjectCommand({ Bucket: "source", Key: "a", Body: "data" }));
    await client.send(
      new CopyObjectCommand({ Bucket: "source", Key: "b", CopySource: "source/a" }),
    );
    expect(seen).toEqual([undefined, undefined]);
  });

  test("is in no listing, and not among an object's attributes", async () => {
    const { client, put } = await scene();
    await put("a");
    const answers = [
      await client.send(new ListObjectsV2Command({ Bucket: "source" })),
      await client.send(new ListObjectVersionsCommand({ Bucket: "source" })),
      await client.send(
        new GetObjectAttributesCommand({
          Bucket: "source",
          Key: "a",
          ObjectAttributes: ["ETag", "ObjectSize"],
        }),
      ),
    ];
    for (const answer of answers) expect(JSON.stringify(answer)).not.toMatch(/replication/i);
  });
});

describe("with several destinations the source is", () => {
  const rules = [v2({ ID: "1" }), v2To({ Bucket: arn("elsewhere") }, { ID: "2", Priority: 2 })];
  const delay = ({ ruleId }: { ruleId: string }) => Number(ruleId) * 1_000;

  test("PENDING while any is open, and COMPLETED when all are done", async () => {
    const { mock, put, status } = await scene({ rules, delay });
    await put("a");
    mock.advance(1_000);
    expect(await status("destination", "a")).toBe("REPLICA");
    expect(await status("source", "a")).toBe("PENDING");
    mock.advance(1_000);
    expect(await status("source", "a")).toBe("COMPLETED");
  });

  test("FAILED when one of them failed, whatever the others did", async () => {
    const { mock, put, status } = await scene({ rules, delay });
    mock.faults.deny({ action: "s3:ReplicateObject", destination: "destination" });
    await put("a");
    mock.settle();
    expect(await status("source", "a")).toBe("FAILED");
    expect(await status("elsewhere", "a")).toBe("REPLICA");
  });

  test("FAILED as soon as one of them failed, while others are open", async () => {
    const { mock, put, status } = await scene({ rules, delay });
    mock.faults.deny({ action: "s3:ReplicateObject", destination: "destination" });
    await put("a");
    mock.advance(1_000);
    expect(await status("source", "a")).toBe("FAILED");
  });
});

describe("a version that was accepted and is PENDING", () => {
  test("goes to the old destination when the configuration is replaced; new ones to the new", async () => {
    const { configure, mock, put, status } = await scene();
    await put("old");
    await configure([v2To({ Bucket: arn("elsewhere") })]);
    await put("new");
    mock.settle();
    expect(await status("source", "old")).toBe("COMPLETED");
    expect(await status("destination", "old")).toBe("REPLICA");
    expect(await status("elsewhere", "old")).toBe("missing");
    expect(await status("elsewhere", "new")).toBe("REPLICA");
  });

  test("is COMPLETED when its rule is disabled; what is written then is not replicated", async () => {
    const { configure, mock, put, status } = await scene();
    await put("old");
    await configure([v2({ Status: "Disabled" })]);
    await put("new");
    mock.settle();
    expect(await status("source", "old")).toBe("COMPLETED");
    expect(await status("source", "new")).toBe("none");
  });

  test("is COMPLETED when the configuration is deleted", async () => {
    const { client, mock, put, status } = await scene();
    await put("a");
    await client.send(new DeleteBucketReplicationCommand({ Bucket: "source" }));
    mock.settle();
    expect(await status("source", "a")).toBe("COMPLETED");
    expect(await status("destination", "a")).toBe("REPLICA");
  });

  test("never arrives when it is deleted by its id", async () => {
    const { client, mock, put, status } = await scene();
    const VersionId = await put("a");
    await client.send(new DeleteObjectCommand({ Bucket: "source", Key: "a", VersionId }));
    expect(await status("source", "a")).toBe("missing");
    mock.settle();
    expect(await status("destination", "a")).toBe("missing");
  });

  test("arrives although a delete marker hides it by then", async () => {
    const { mark, mock, put, status } = await scene();
    const versionId = await put("a");
    await mark("a");
    mock.settle();
    expect(await status("destination", "a", versionId)).toBe("REPLICA");
  });

  test("is FAILED when the destination's versioning is suspended, and nothing is written", async () => {
    const { client, mock, put, status } = await scene();
    await put("a");
    await client.send(
      new PutBucketVersioningCommand({
        Bucket: "destination",
        VersioningConfiguration: { Status: "Suspended" },
      }),
    );
    mock.settle();
    expect(await status("source", "a")).toBe("FAILED");
    expect(await status("destination", "a")).toBe("missing");
  });

  test("is FAILED when the destination bucket is deleted", async () => {
    const { client, mock, put, status } = await scene();
    await put("a");
    await client.send(new DeleteBucketCommand({ Bucket: "destination" }));
    mock.settle();
    expect(await status("source", "a")).toBe("FAILED");
  });
});

describe("a version that is FAILED", () => {
  test("stays FAILED when what stood in the way is gone", async () => {
    const { mock, put, status } = await scene();
    const denied = mock.faults.deny({ action: "s3:ReplicateObject" });
    await put("a");
    mock.settle();
    denied.end();
    mock.advance(86_400_000);
    expect(await status("source", "a")).toBe("FAILED");
    expect(await status("destination", "a")).toBe("missing");
  });

  test("stays FAILED when tags are written and its data never arrived", async () => {
    const { mock, put, status, tag } = await scene();
    const denied = mock.faults.deny({ action: "s3:ReplicateObject" });
    await put("a");
    mock.settle();
    denied.end();
    await tag("source", "a", "new");
    mock.settle();
    expect(await status("source", "a")).toBe("FAILED");
    expect(await status("destination", "a")).toBe("missing");
  });

  test("is left behind by a new upload", async () => {
    const { mock, put, replicate, status } = await scene();
    const denied = mock.faults.deny({ action: "s3:ReplicateObject" });
    const failed = await put("a");
    mock.settle();
    denied.end();
    await replicate("a");
    expect(await status("source", "a")).toBe("COMPLETED");
    expect(await status("source", "a", failed)).toBe("FAILED");
  });
});
