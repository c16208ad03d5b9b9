import { Readable } from "node:stream";
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3,
  S3Client,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { clientOf, errorOf, quietLogger, textOf } from "./support/client.js";

const Bucket = "bucket";
const buckets = { [Bucket]: {} };

describe("the plugin", () => {
  const region = process.env.AWS_REGION;

  afterEach(() => {
    if (region === undefined) delete process.env.AWS_REGION;
    else process.env.AWS_REGION = region;
  });

  test("needs neither credentials nor a Region", async () => {
    delete process.env.AWS_REGION;
    const client = new S3Client({});
    client.middlewareStack.use(replicationMock({ region: "eu-west-1", buckets }));
    await client.send(new PutObjectCommand({ Bucket, Key: "key", Body: "content" }));
    expect(await textOf(await client.send(new GetObjectCommand({ Bucket, Key: "key" })))).toBe(
      "content",
    );
    expect(await client.config.region()).toBe("eu-west-1");
    expect(process.env).not.toHaveProperty("AWS_REGION");
    expect(process.env).not.toHaveProperty("AWS_EC2_METADATA_DISABLED");
  });

  test("gives a Region to concurrent first sends, of two mocks too", async () => {
    delete process.env.AWS_REGION;
    const clients = ["eu-west-1", "us-west-2", "eu-west-1", "us-west-2"].map((each) => {
      const client = new S3Client({});
      client.middlewareStack.use(replicationMock({ region: each, buckets }));
      return client;
    });
    await Promise.all(
      clients.flatMap((client) => [1, 2, 3].map(() => client.send(new ListBucketsCommand({})))),
    );
    expect(await Promise.all(clients.map((client) => client.config.region()))).toEqual([
      "eu-west-1",
      "us-west-2",
      "eu-west-1",
      "us-west-2",
    ]);
    expect(process.env).not.toHaveProperty("AWS_REGION");
  });

  test("has given the Region back before a request's stream is read", async () => {
    delete process.env.AWS_REGION;
    const seen: unknown[] = [];
    const client = new S3Client({ logger: quietLogger });
    client.middlewareStack.use(replicationMock({ buckets }));
    async function* content() {
      seen.push(process.env.AWS_REGION);
      yield Buffer.from("content");
    }
    const Body = Readable.from(content());
    await client.send(new PutObjectCommand({ Bucket, Key: "key", Body, ContentLength: 7 }));
    expect(seen).toEqual([undefined]);
  });

  test("leaves the Region alone that a client has", async () => {
    const client = clientOf(replicationMock({ region: "eu-west-1" }), "us-west-2");
    await client.send(new CreateBucketCommand({ Bucket }));
    const { BucketRegion } = await client.send(new HeadBucketCommand({ Bucket }));
    expect(BucketRegion).toBe("us-west-2");
  });

  test("may be used twice on one client, which makes one answer", async () => {
    const mock = replicationMock({ buckets });
    const client = clientOf(mock);
    client.middlewareStack.use(mock);
    await client.send(new PutObjectCommand({ Bucket, Key: "key", Body: "content" }));
    expect(
      client.middlewareStack.identify().filter((each) => /^replicationMock(?!\w)/.test(each)),
    ).toHaveLength(1);
  });

  test("gives several clients one simulated S3", async () => {
    const mock = replicationMock({ buckets });
    await clientOf(mock).send(new PutObjectCommand({ Bucket, Key: "key", Body: "content" }));
    const output = await clientOf(mock).send(new GetObjectCommand({ Bucket, Key: "key" }));
    expect(await textOf(output)).toBe("content");
  });

  test("works on the stack of one command, without credentials", async () => {
    const client = new S3Client({ region: "us-east-1" });
    const command = new PutObjectCommand({ Bucket, Key: "key", Body: "content" });
    command.middlewareStack.use(replicationMock({ buckets }));
    expect((await client.send(command)).ETag).toBe('"9a0364b9e99bb480dd25e1f0284c8555"');
  });

  test("is on clones of a stack", async () => {
    const client = clientOf(replicationMock({ buckets }));
    const clone = client.middlewareStack.clone();
    client.middlewareStack.remove("replicationMock");
    const other = new S3Client({ region: "us-east-1" });
    other.middlewareStack.use(replicationMock());
    Object.assign(other, { middlewareStack: clone });
    expect((await other.send(new ListBucketsCommand({}))).Buckets).toHaveLength(1);
  });

  test("works where a client caches its middleware", async () => {
    const client = new S3Client({ region: "us-east-1", cacheMiddleware: true });
    client.middlewareStack.use(replicationMock({ buckets }));
    for (const Key of ["a", "b"]) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    }
    for (const Key of ["a", "b"]) {
      expect(await textOf(await client.send(new GetObjectCommand({ Bucket, Key })))).toBe(Key);
    }
  });

  test("answers the aggregated client and callbacks", async () => {
    const s3 = new S3({ region: "us-east-1" });
    s3.middlewareStack.use(replicationMock({ buckets }));
    await s3.putObject({ Bucket, Key: "key", Body: "content" });
    const length = await new Promise((resolve, reject) => {
      s3.headObject({ Bucket, Key: "key" }, (error, output) =>
        error ? reject(error) : resolve(output?.ContentLength),
      );
    });
    expect(length).toBe(7);
  });

  test("throws its own faults as errors that name the operation, and no client retries them", async () => {
    let calls = 0;
    const delay = () => {
      calls++;
      throw new Error("out of order");
    };
    const rule = {
      ID: "all",
      Priority: 1,
      Status: "Enabled",
      Filter: {},
      DeleteMarkerReplication: { Status: "Disabled" },
      Destination: { Bucket: "arn:aws:s3:::vault" },
    } as const;
    const mock = replicationMock({
      delay,
      buckets: {
        bucket: {
          versioning: "Enabled",
          replication: { Role: "arn:aws:iam::123456789012:role/role", Rules: [rule] },
        },
        vault: { versioning: "Enabled" },
      },
    });
    const error = await errorOf(
      clientOf(mock).send(new PutObjectCommand({ Bucket, Key: "key", Body: "content" })),
    );
    expect(error.message).toBe(
      "s3-replication-mock: PutObject failed in the mock itself: out of order",
    );
    expect(error).toMatchObject({ name: "MockError", code: "ERR_MOCK_INTERNAL" });
    expect(calls).toBe(1);
  });
});
