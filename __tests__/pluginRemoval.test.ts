import {
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { mockClient } from "aws-sdk-client-mock";
import { replicationMock } from "s3-replication-mock";
import { entriesOf, type MiddlewareStackLike } from "../lib/client/middlewareStack.js";
import { clientOf, errorOf, textOf } from "./support/client.js";
import { recordingHandler } from "./support/recordingHandler.js";

const Bucket = "bucket";
const buckets = { [Bucket]: { objects: { key: "content" } } };

function recordingClient(options: { cacheMiddleware?: boolean } = {}) {
  const requestHandler = recordingHandler();
  const client = new S3Client({
    region: "us-east-1",
    credentials: { accessKeyId: "id", secretAccessKey: "secret" },
    requestHandler,
    ...options,
  });
  return { client, requests: requestHandler.requests };
}

/** All of a stack: its methods, and the middleware itself with its options. */
function contentOf(stack: MiddlewareStackLike) {
  return { methods: Object.entries(stack), entries: entriesOf(stack) };
}

describe("remove('replicationMock')", () => {
  test.each([{ credentials: "ignored" }, { credentials: "required" }] as const)(
    "leaves the stack as it was before, method by method and entry by entry: %o",
    async (options) => {
      const { client } = recordingClient();
      const before = contentOf(client.middlewareStack);
      client.middlewareStack.use(replicationMock({ buckets, ...options }));
      await client.send(new HeadBucketCommand({ Bucket }));
      expect(contentOf(client.middlewareStack)).not.toEqual(before);
      expect(client.middlewareStack.remove("replicationMock")).toBe(true);
      expect(contentOf(client.middlewareStack)).toEqual(before);
      expect(client.middlewareStack.remove("replicationMock")).toBe(false);
    },
  );

  test.each([{ cacheMiddleware: false }, { cacheMiddleware: true }])(
    "lets the client sign and reach its network again: %o",
    async (options) => {
      const { client, requests } = recordingClient(options);
      client.middlewareStack.use(replicationMock({ buckets }));
      await client.send(new HeadBucketCommand({ Bucket }));
      expect(requests).toEqual([]);
      client.middlewareStack.remove("replicationMock");
      await client.send(new HeadBucketCommand({ Bucket }));
      expect(requests).toHaveLength(1);
      expect(requests[0]?.headers.authorization).toContain("Credential=id/");
    },
  );

  test("lets the client begin a session for a directory bucket again", async () => {
    const { client, requests } = recordingClient();
    client.middlewareStack.use(replicationMock({ buckets }));
    client.middlewareStack.remove("replicationMock");
    const Directory = "name--use1-az4--x-s3";
    await client.send(new GetObjectCommand({ Bucket: Directory, Key: "key" })).catch(() => {});
    expect(requests[0]?.hostname).toBe(`${Directory}.s3express-use1-az4.us-east-1.amazonaws.com`);
  });

  test("keeps what others have put on the stack, before and after", async () => {
    const { client } = recordingClient();
    // The stack's types want more than a middleware that does nothing needs.
    const first = ((next: never) => next) as never;
    const second = ((next: never) => next) as never;
    client.middlewareStack.add(first, { name: "first" });
    client.middlewareStack.use(replicationMock({ buckets }));
    client.middlewareStack.addRelativeTo(second, {
      name: "second",
      relation: "after",
      toMiddleware: "httpSigningMiddleware",
    });
    client.middlewareStack.remove("replicationMock");
    const kept = entriesOf(client.middlewareStack).map(({ middleware }) => middleware);
    expect(kept).toEqual(expect.arrayContaining([first, second]));
  });

  test("on a clone leaves the client alone, and the other way round", async () => {
    const { client, requests } = recordingClient();
    client.middlewareStack.use(replicationMock({ buckets }));
    const clone = client.middlewareStack.clone();
    expect(clone.remove("replicationMock")).toBe(true);
    await client.send(new HeadBucketCommand({ Bucket }));
    expect(requests).toEqual([]);
    Object.assign(client, { middlewareStack: clone });
    await client.send(new HeadBucketCommand({ Bucket }));
    expect(requests[0]?.headers.authorization).toContain("Credential=id/");
  });

  test("makes room for another mock", async () => {
    const { client } = recordingClient();
    client.middlewareStack.use(replicationMock());
    client.middlewareStack.remove("replicationMock");
    client.middlewareStack.use(replicationMock({ buckets }));
    expect((await client.send(new ListBucketsCommand({}))).Buckets).toHaveLength(1);
  });
});

describe("two on one client", () => {
  const another = /another replicationMock already\. Take that one off first/;

  test("are an error at the second use where they are two mocks, and the first one stays", async () => {
    const client = clientOf(replicationMock({ buckets }));
    expect(() => client.middlewareStack.use(replicationMock())).toThrow(another);
    expect((await client.send(new ListBucketsCommand({}))).Buckets).toHaveLength(1);
  });

  test("are an error where they are two accounts of one mock", () => {
    const mock = replicationMock();
    const client = clientOf(mock);
    expect(() => client.middlewareStack.use(mock.as("999999999999"))).toThrow(
      "This client acts as account 123456789012 already, and cannot act as account 999999999999 too.",
    );
  });

  test("change nothing where they are the same account of the same mock", () => {
    const mock = replicationMock();
    const client = clientOf(mock.as("999999999999"));
    const before = contentOf(client.middlewareStack);
    client.middlewareStack.use(mock.as("999999999999"));
    expect(contentOf(client.middlewareStack)).toEqual(before);
  });

  test("are an error in the send where one is the command's", async () => {
    const client = clientOf(replicationMock());
    const command = new ListBucketsCommand({});
    command.middlewareStack.use(replicationMock());
    await expect(async () => client.send(command)).rejects.toThrow(another);
  });

  test("are answered where the command's is the client's", async () => {
    const mock = replicationMock({ buckets });
    const command = new ListBucketsCommand({});
    command.middlewareStack.use(mock);
    expect((await clientOf(mock).send(command)).Buckets).toHaveLength(1);
  });
});

describe("beside aws-sdk-client-mock", () => {
  test("its stubs win, and the rest reaches the mock", async () => {
    const client = clientOf(replicationMock({ buckets }));
    const stubs = mockClient(client);
    stubs.send.callThrough();
    stubs.on(ListBucketsCommand).resolves({ Buckets: [{ Name: "stubbed" }] });
    stubs.on(PutObjectCommand, { Key: "refused" }).rejects(new Error("refused by a stub"));
    expect((await client.send(new ListBucketsCommand({}))).Buckets).toEqual([{ Name: "stubbed" }]);
    const put = (Key: string) => client.send(new PutObjectCommand({ Bucket, Key, Body: "other" }));
    expect((await errorOf(put("refused"))).message).toBe("refused by a stub");
    await put("key");
    const get = await client.send(new GetObjectCommand({ Bucket, Key: "key" }));
    expect(await textOf(get)).toBe("other");
    stubs.restore();
    expect((await client.send(new ListBucketsCommand({}))).Buckets).toHaveLength(1);
  });
});
