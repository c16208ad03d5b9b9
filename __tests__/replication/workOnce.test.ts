import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf, textOf } from "../support/client.js";
import { metrics, v2To } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";
import { suspendVersioning } from "../support/suspendVersioning.js";

describe("A piece of work is done once", () => {
  test("where it waited for reads, was held back by an outage and is read again", async () => {
    const { mock, put, status, tag, tags } = await scene({ delay: { reads: 3 } });
    let replicated = 0;
    mock.on("replicated", () => replicated++);
    await put("k");
    const outage = mock.faults.unavailable({ bucket: "destination" });
    mock.settle();
    expect(await status("source", "k")).toBe("PENDING");
    outage.end();
    mock.settle();
    expect(await status("source", "k")).toBe("COMPLETED");
    await tag("destination", "k", "own");
    for (let read = 0; read < 4; read++) await status("source", "k");
    mock.settle();
    expect(replicated).toBe(1);
    expect(await tags("destination", "k")).toEqual({ k: "own" });
  });

  test("where reads of its status go on while an outage holds it back", async () => {
    const { mock, put, status } = await scene({ delay: { reads: 2 } });
    let replicated = 0;
    mock.on("replicated", () => replicated++);
    const outage = mock.faults.unavailable({ bucket: "destination" });
    await put("k");
    for (let read = 0; read < 6; read++) expect(await status("source", "k")).toBe("PENDING");
    outage.end();
    expect(await status("source", "k")).toBe("COMPLETED");
    mock.settle();
    expect(replicated).toBe(1);
  });
});

test("of two faults of one KMS key the other one stays when the first ends", async () => {
  const { mock, client } = await scene();
  const encrypted = {
    Bucket: "elsewhere",
    Key: "k",
    ServerSideEncryption: "aws:kms",
    SSEKMSKeyId: "key",
  } as const;
  const first = mock.faults.disableKmsKey("key");
  const second = mock.faults.disableKmsKey("key");
  first.end();
  expect((await errorOf(client.send(new PutObjectCommand(encrypted)))).name).toBe(
    "KMS.DisabledException",
  );
  second.end();
  await client.send(new PutObjectCommand(encrypted));
});

test("versioning cannot be suspended while a replication configuration is there that nobody sees yet", async () => {
  const { mock, client, configure } = await scene({ rules: [] });
  mock.faults.staleConfiguration({ bucket: "source", ms: 60_000 });
  await configure([v2To({}, {})]);
  const error = await errorOf(suspendVersioning(client, "source"));
  expect(error.name).toBe("InvalidBucketState");
});

describe("With a bucket ends what belongs to it", () => {
  const other = "210987654321";

  async function remade() {
    const mock = replicationMock({
      clock: manualClock(),
      buckets: {
        source: { versioning: "Enabled", accessPoints: ["one.mrap"] },
        destination: {},
      },
    });
    const client = clientOf(mock);
    mock.allow({ account: other, bucket: "source", actions: ["s3:PutObject"] });
    await client.send(new DeleteBucketCommand({ Bucket: "source" }));
    await client.send(new CreateBucketCommand({ Bucket: "source" }));
    return { mock, client };
  }

  test("what accounts were allowed in it", async () => {
    const { mock } = await remade();
    const foreign = clientOf(mock.as(other));
    const error = await errorOf(
      foreign.send(new PutObjectCommand({ Bucket: "source", Key: "k", Body: "b" })),
    );
    expect(error.name).toBe("AccessDenied");
  });

  test("its place behind an access point, and not that of the others", async () => {
    const seed = (content: string) => ({ accessPoints: ["one.mrap"], objects: { k: content } });
    const mock = replicationMock({
      buckets: { first: { accessPoints: ["one.mrap"] }, second: seed("2"), third: seed("3") },
    });
    const client = clientOf(mock);
    const Bucket = "arn:aws:s3::123456789012:accesspoint/one.mrap";
    await client.send(new DeleteBucketCommand({ Bucket: "first" }));
    expect(await textOf(await client.send(new GetObjectCommand({ Bucket, Key: "k" })))).toBe("2");
    await client.send(new DeleteObjectCommand({ Bucket: "second", Key: "k" }));
    await client.send(new DeleteBucketCommand({ Bucket: "second" }));
    expect(await textOf(await client.send(new GetObjectCommand({ Bucket, Key: "k" })))).toBe("3");
  });

  test("its access points", async () => {
    const { client } = await remade();
    const Bucket = `arn:aws:s3::${"123456789012"}:accesspoint/one.mrap`;
    const error = await errorOf(client.send(new HeadObjectCommand({ Bucket, Key: "k" })));
    expect(error.$metadata.httpStatusCode).toBe(404);
    const { client: known } = { client: clientOf(replicationMock()) };
    expect((await errorOf(known.send(new HeadObjectCommand({ Bucket, Key: "k" })))).name).toBe(
      error.name,
    );
  });

  test("what its metrics remember", async () => {
    const set = await scene({ rules: [v2To(metrics("Enabled"), { ID: "rule" })] });
    const { mock, client, configure, put } = set;
    await suspendVersioning(client, "destination");
    const VersionId = await put("k");
    mock.settle();
    expect(mock.metrics("source")[0]?.operationsFailedReplication).toBe(1);
    const { DeleteObjectCommand, DeleteBucketReplicationCommand } = await import(
      "@aws-sdk/client-s3"
    );
    await client.send(new DeleteObjectCommand({ Bucket: "source", Key: "k", VersionId }));
    await client.send(new DeleteBucketReplicationCommand({ Bucket: "source" }));
    await client.send(new DeleteBucketCommand({ Bucket: "source" }));
    await client.send(new CreateBucketCommand({ Bucket: "source" }));
    for (const Bucket of ["source", "destination"]) {
      const VersioningConfiguration = { Status: "Enabled" } as const;
      await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    }
    await configure([v2To(metrics("Enabled"), { ID: "rule" })]);
    expect(mock.metrics("source")[0]?.operationsFailedReplication).toBe(0);
  });
});
