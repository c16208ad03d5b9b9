import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";
import { scene } from "../support/replicationScene.js";

const named = { Bucket: "source", Key: "k" };

describe("mock.requests", () => {
  test("has the input and output of a request, and sizes for bodies", async () => {
    const { mock, client } = await scene({ rules: [] });
    const { VersionId, ETag } = await client.send(
      new PutObjectCommand({ ...named, Body: "12345", Tagging: "a=1" }),
    );
    const get = await client.send(new GetObjectCommand(named));
    await get.Body?.transformToString();
    const [put, read] = mock.requests.all();
    expect(put).toMatchObject({
      operation: "PutObject",
      time: new Date("2026-01-01T00:00:00.000Z"),
      accountId: "123456789012",
      attempt: 1,
      method: "PUT",
      statusCode: 200,
      bucket: "source",
      key: "k",
      input: { ...named, Tagging: "a=1" },
      output: { VersionId, ETag },
      error: undefined,
      inputBytes: 5,
    });
    expect(put?.input).not.toHaveProperty("Body");
    expect(read).toMatchObject({ operation: "GetObject", outputBytes: 5, output: { ETag } });
    expect(read?.output).not.toHaveProperty("Body");
  });

  test("has the error of a request that failed", async () => {
    const { mock, client } = await scene({ rules: [] });
    await errorOf(client.send(new GetObjectCommand(named)));
    expect(mock.requests.all()).toMatchObject([
      {
        operation: "GetObject",
        statusCode: 404,
        input: named,
        output: undefined,
        error: { code: "NoSuchKey", message: "The specified key does not exist." },
      },
    ]);
  });

  test("has a request that is not simulated, by its name", async () => {
    const { mock, client } = await scene({ rules: [] });
    const { SelectObjectContentCommand } = await import("@aws-sdk/client-s3");
    const input = { ...named, Expression: "s", ExpressionType: "SQL" } as const;
    const formats = { InputSerialization: { JSON: {} }, OutputSerialization: { JSON: {} } };
    await errorOf(client.send(new SelectObjectContentCommand({ ...input, ...formats })));
    expect(mock.requests.of("SelectObjectContent")).toMatchObject([
      { statusCode: 501, error: { code: "NotImplemented" } },
    ]);
  });

  test("finds the requests of a command or an operation, a bucket, a key", async () => {
    const { mock, put, head, client } = await scene({ rules: [] });
    await put("a");
    await put("b");
    await head("source", "a");
    await head("destination", "a");
    const heads = mock.requests.of(HeadObjectCommand);
    expect(heads.map(({ input }) => input?.Bucket)).toEqual(["source", "destination"]);
    expect(mock.requests.of("HeadObject")).toEqual(heads);
    expect(mock.requests.of(HeadObjectCommand, { bucket: "destination" })).toHaveLength(1);
    expect(mock.requests.all({ key: "a" })).toHaveLength(3);
    expect(mock.requests.of(DeleteObjectCommand)).toEqual([]);
    await client.send(new DeleteObjectCommand(named));
    expect(mock.requests.of(DeleteObjectCommand)).toHaveLength(1);
  });

  test("counts the SDK's attempts", async () => {
    const { mock, head, put } = await scene({ rules: [] });
    await put("k");
    mock.faults.respond({ code: "SlowDown", times: 1, operation: "HeadObject" });
    await head("source", "k");
    expect(
      mock.requests.of(HeadObjectCommand).map(({ attempt, statusCode }) => [attempt, statusCode]),
    ).toEqual([
      [1, 503],
      [2, 200],
    ]);
  });

  test("says which account it was", async () => {
    const mock = replicationMock({ clock: manualClock() });
    await errorOf(clientOf(mock.as("999999999999")).send(new HeadObjectCommand(named)));
    expect(mock.requests.all()).toMatchObject([{ accountId: "999999999999" }]);
  });

  test("are the last 1,000, or as many as the option history says", async () => {
    const keysOf = async (history: number) => {
      const mock = replicationMock({ history, buckets: { source: {} } });
      const client = clientOf(mock);
      for (const Key of ["a", "b", "c"]) {
        await client.send(new PutObjectCommand({ Bucket: "source", Key, Body: "x" }));
      }
      return mock.requests.all().map(({ key }) => key);
    };
    expect(await keysOf(2)).toEqual(["b", "c"]);
    expect(await keysOf(3)).toEqual(["a", "b", "c"]);
    expect(await keysOf(0)).toEqual([]);
  });

  test("are forgotten by clear, restore and reset", async () => {
    const { mock, put } = await scene({ rules: [] });
    const snapshot = mock.snapshot();
    for (const forget of [
      () => mock.requests.clear(),
      () => mock.restore(snapshot),
      () => mock.reset(),
    ]) {
      await put("k");
      expect(mock.requests.all()).toHaveLength(1);
      forget();
      expect(mock.requests.all()).toEqual([]);
    }
  });

  test("are frozen", async () => {
    const { mock, put } = await scene({ rules: [] });
    await put("k");
    const requests = mock.requests.all();
    expect(Object.isFrozen(requests)).toBe(true);
    expect(requests.every(Object.isFrozen)).toBe(true);
  });

  test("refuse what is no operation", async () => {
    const { mock } = await scene({ rules: [] });
    expect(() => mock.requests.of("HeadObjekt")).toThrow('"HeadObjekt" is neither an operation');
    const Shortened = class {};
    expect(() => mock.requests.of(Shortened)).toThrow("neither an operation of S3 nor a command");
  });
});
