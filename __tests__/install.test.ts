import {
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3,
  S3Client,
  waitUntilObjectExists,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { mockClient } from "aws-sdk-client-mock";
import { type EndHandle, replicationMock } from "s3-replication-mock";
import { entriesOf } from "../lib/client/middlewareStack.js";
import { clientOf, errorOf, textOf } from "./support/client.js";
import { recordingHandler } from "./support/recordingHandler.js";

const Bucket = "bucket";
const buckets = { [Bucket]: { objects: { key: "content" } } };
const list = () => new ListBucketsCommand({});

class Archive extends S3Client {}

/** As an application makes it, where no test reaches it. */
const client = new S3Client({ region: "us-east-1" });

let installed: EndHandle[] = [];

/** Ended after each test. */
function install(mock = replicationMock({ buckets }), ...classes: Parameters<typeof mock.install>) {
  const handle = mock.install(...(classes.length > 0 ? classes : [S3Client]));
  installed.push(handle);
  return { mock, handle };
}

afterEach(() => {
  for (const each of installed) each.end();
  installed = [];
  expect(Object.getOwnPropertyNames(S3Client.prototype)).not.toContain("send");
});

describe("mock.install(S3Client)", () => {
  test.each<[string, () => S3Client]>([
    ["a client that was there before", () => client],
    ["a client that is made later", () => new S3Client({})],
    ["a client of a subclass", () => new Archive({})],
    ["the aggregated client", () => new S3({})],
  ])("answers %s", async (_name, make) => {
    install();
    const { Buckets } = await make().send(list());
    expect(Buckets).toHaveLength(1);
  });

  test("answers the aggregated client's own methods, and callbacks", async () => {
    install();
    expect((await new S3({}).listBuckets({})).Buckets).toHaveLength(1);
    const length = await new Promise((resolve, reject) => {
      new S3({}).listBuckets({}, (error, output) =>
        error ? reject(error) : resolve(output?.Buckets?.length),
      );
    });
    expect(length).toBe(1);
  });

  test("answers an Upload as a client's first use", async () => {
    const { mock } = install();
    const upload = new Upload({
      client: new S3Client({}),
      params: { Bucket, Key: "large", Body: Buffer.alloc(6 * 1024 * 1024) },
      partSize: 5 * 1024 * 1024,
    });
    await upload.done();
    expect(mock.bucket(Bucket)?.versions).toMatchObject([{ key: "key" }, { key: "large" }]);
  });

  test("answers a waiter and a paginator as a client's first use", async () => {
    install();
    const target = { Bucket, Key: "key" };
    const { state } = await waitUntilObjectExists(
      { client: new S3Client({}), maxWaitTime: 30 },
      target,
    );
    expect(state).toBe("SUCCESS");
    const keys: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2({ client: new S3Client({}) }, { Bucket })) {
      keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
    }
    expect(keys).toEqual(["key"]);
  });

  test("leaves the URL of getSignedUrl as it is, and answers the client afterwards", async () => {
    install();
    const signing = {
      region: "us-east-1",
      credentials: { accessKeyId: "id", secretAccessKey: "secret" },
    };
    const options = { signingDate: new Date("2026-01-02") };
    const signed = new S3Client(signing);
    const get = new GetObjectCommand({ Bucket, Key: "key" });
    const url = await getSignedUrl(signed, get, options);
    expect(await textOf(await signed.send(get))).toBe("content");
    expect(await getSignedUrl(signed, get, options)).toBe(url);
    for (const { end } of installed) end();
    expect(await getSignedUrl(new S3Client(signing), get, options)).toBe(url);
  });

  test("answers single clients, and no others", async () => {
    const requestHandler = recordingHandler();
    const credentials = { accessKeyId: "id", secretAccessKey: "secret" };
    const other = new S3Client({ region: "us-east-1", credentials, requestHandler });
    install(replicationMock({ buckets }), client);
    expect((await client.send(list())).Buckets).toHaveLength(1);
    await other.send(new HeadBucketCommand({ Bucket }));
    expect(requestHandler.requests).toHaveLength(1);
  });

  test("leaves a client alone that has the mock already, or one of its accounts", async () => {
    const { mock, handle } = install();
    const own = clientOf(mock);
    const account = clientOf(mock.as("999999999999"));
    await own.send(list());
    expect(await errorOf(account.send(new HeadBucketCommand({ Bucket })))).toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
    handle.end();
    expect((await own.send(list())).Buckets).toHaveLength(1);
  });
});

describe("the end of an installation", () => {
  test("restores classes and stacks exactly, by end() and by using", async () => {
    const before = entriesOf(client.middlewareStack);
    const methods = { ...client.middlewareStack };
    {
      using _installed = replicationMock({ buckets }).install(S3Client);
      await client.send(list());
      expect(entriesOf(client.middlewareStack)).not.toEqual(before);
    }
    expect(entriesOf(client.middlewareStack)).toEqual(before);
    expect({ ...client.middlewareStack }).toEqual(methods);
    expect(Reflect.ownKeys(client.middlewareStack)).toEqual(Object.keys(methods));
    expect(Object.getOwnPropertyNames(S3Client.prototype)).not.toContain("send");
  });

  test("lets clients reach their network again", async () => {
    const requestHandler = recordingHandler();
    const credentials = { accessKeyId: "id", secretAccessKey: "secret" };
    const other = new S3Client({ region: "us-east-1", credentials, requestHandler });
    const { handle } = install();
    await other.send(new HeadBucketCommand({ Bucket }));
    expect(requestHandler.requests).toEqual([]);
    handle.end();
    handle.end();
    await other.send(new HeadBucketCommand({ Bucket }));
    expect(requestHandler.requests[0]?.headers.authorization).toContain("Credential=id/");
  });

  test("makes room for another mock, on the same clients", async () => {
    install(replicationMock()).handle.end();
    install();
    expect((await client.send(list())).Buckets).toHaveLength(1);
  });
});

describe("what is refused with advice:", () => {
  const taken = /^install: a replicationMock is installed on this class already\. End that/;

  test("an installation within another, of the same mock or another one", () => {
    const { mock } = install();
    expect(() => mock.install(S3Client)).toThrow(taken);
    expect(() => replicationMock().install(S3Client)).toThrow(taken);
    expect(() => replicationMock().install(S3)).toThrow(taken);
  });

  test("a client that another mock answers, when it sends", async () => {
    const other = clientOf(replicationMock());
    install();
    expect((await errorOf(other.send(list()))).message).toMatch(/another replicationMock already/);
  });

  test("a given client that another mock answers, and then nothing is installed", () => {
    const other = clientOf(replicationMock());
    const mock = replicationMock();
    expect(() => mock.install(client, other, S3Client)).toThrow(/another replicationMock already/);
    expect(() => mock.install(S3Client).end()).not.toThrow();
  });

  test.each<[string, unknown[], string]>([
    ["nothing", [], "install: there is no argument; give the classes to answer: install(S3Client)"],
    [
      "what is no class of clients",
      [S3Client, Map],
      "install: argument 2 is neither a class of clients, such as S3Client, nor a client",
    ],
    [
      "what is no client",
      [{}],
      "install: argument 1 is neither a class of clients, such as S3Client, nor a client",
    ],
  ])("%s", (_name, targets, message) => {
    expect(() => replicationMock().install(...(targets as never[]))).toThrow(message);
  });
});

test("a class and one that extends it may be given together", async () => {
  install(replicationMock({ buckets }), Archive, S3Client, S3);
  for (const each of [client, new Archive({}), new S3({})]) {
    expect((await each.send(list())).Buckets).toHaveLength(1);
  }
});

describe("beside aws-sdk-client-mock on the class", () => {
  test.each(["before", "after"])("its stubs win, used %s the installation", async (order) => {
    const stub = () => {
      const stubs = mockClient(S3Client);
      stubs.send.callThrough();
      stubs.on(PutObjectCommand).resolves({ ETag: "stubbed" });
      return stubs;
    };
    const early = order === "before" ? stub() : undefined;
    const { handle } = install();
    const stubs = early ?? stub();
    const put = await client.send(new PutObjectCommand({ Bucket, Key: "key", Body: "other" }));
    expect(put.ETag).toBe("stubbed");
    expect((await client.send(list())).Buckets).toHaveLength(1);
    if (order === "after") stubs.restore();
    handle.end();
    if (order === "before") stubs.restore();
  });
});
