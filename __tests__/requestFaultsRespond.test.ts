import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import type { ReplicationMock } from "s3-replication-mock";
import { errorOf, textOf } from "./support/client.js";
import { Bucket, get, mockAndClient, put, versionCount } from "./support/faultyClient.js";

describe("faults.respond", () => {
  test("a PUT answered SlowDown twice succeeds with the SDK's third attempt", async () => {
    const { mock, client } = mockAndClient();
    const fault = mock.faults.respond({ code: "SlowDown", operation: "PutObject", times: 2 });
    const { $metadata } = await client.send(put());
    expect($metadata).toMatchObject({ attempts: 3, httpStatusCode: 200 });
    expect(fault.count).toBe(2);
    expect(await versionCount(client)).toBe(2);
  });

  test("a PUT answered SlowDown three times fails with it, and has stored nothing", async () => {
    const { mock, client } = mockAndClient();
    const fault = mock.faults.respond({ code: "SlowDown", operation: "PutObject" });
    expect(await errorOf(client.send(put()))).toMatchObject({
      name: "SlowDown",
      message: "Please reduce your request rate.",
      $metadata: { httpStatusCode: 503, attempts: 3 },
    });
    expect(fault.count).toBe(3);
    expect(await versionCount(client)).toBe(1);
  });

  test.each([
    ["InternalError", 500, 3],
    ["ServiceUnavailable", 503, 3],
    ["AccessDenied", 403, 1],
    ["NoSuchBucket", 404, 1],
    ["OperationAborted", 409, 1],
  ] as const)(
    "%s has its status %i, and the SDK makes %i attempts",
    async (code, status, attempts) => {
      const { mock, client } = mockAndClient();
      mock.faults.respond({ code });
      expect(await errorOf(client.send(get()))).toMatchObject({
        name: code,
        $metadata: { httpStatusCode: status, attempts },
      });
    },
  );

  test("HEAD is answered with the status alone", async () => {
    const { mock, client } = mockAndClient();
    mock.faults.respond({ code: "NoSuchKey" });
    const head = new HeadObjectCommand({ Bucket, Key: "key" });
    expect((await errorOf(client.send(head))).name).toBe("NotFound");
  });

  test("the error says what it is about, and what it was told to say", async () => {
    const { mock, client } = mockAndClient();
    const first = mock.faults.respond({ code: "NoSuchKey", times: 1 });
    mock.faults.respond({ code: "InvalidArgument", message: "No." });
    expect(await errorOf(client.send(get()))).toMatchObject({ name: "NoSuchKey", Key: "key" });
    expect(await errorOf(client.send(get()))).toMatchObject({
      name: "InvalidArgument",
      message: "No.",
    });
    expect(first.count).toBe(1);
  });

  test.each<[string, Parameters<ReplicationMock["faults"]["respond"]>[0], readonly string[]]>([
    ["an operation", { code: "AccessDenied", operation: "GetObject" }, ["a/1", "a/2", "b/1"]],
    ["a bucket", { code: "AccessDenied", bucket: Bucket }, ["a/1", "a/2", "b/1"]],
    ["another bucket", { code: "AccessDenied", bucket: "other" }, []],
    ["a key", { code: "AccessDenied", key: "a/1" }, ["a/1"]],
    ["a prefix", { code: "AccessDenied", prefix: "a/" }, ["a/1", "a/2"]],
    ["an expression", { code: "AccessDenied", key: /1$/ }, ["a/1", "b/1"]],
    ["an expression with a memory", { code: "AccessDenied", key: /a/g }, ["a/1", "a/2"]],
    ["a number of times", { code: "AccessDenied", times: 2 }, ["a/1", "a/2"]],
    ["all at once", { code: "AccessDenied", bucket: Bucket, prefix: "a/", key: /2/ }, ["a/2"]],
  ])("strikes by %s", async (_name, options, struck) => {
    const { mock, client } = mockAndClient();
    for (const key of ["a/1", "a/2", "b/1"]) await client.send(put(key));
    const fault = mock.faults.respond(options);
    const refused: string[] = [];
    for (const key of ["a/1", "a/2", "b/1"]) {
      await client.send(get(key)).catch(() => refused.push(key));
    }
    expect(refused).toEqual(struck);
    expect(fault.count).toBe(struck.length);
  });

  test("ends with its handle, which keeps its count", async () => {
    const { mock, client } = mockAndClient();
    const fault = mock.faults.respond({ code: "AccessDenied" });
    await errorOf(client.send(get()));
    fault.end();
    fault.end();
    await client.send(get());
    expect(fault.count).toBe(1);
  });

  test("ends with reset", async () => {
    const { mock, client } = mockAndClient();
    mock.faults.respond({ code: "AccessDenied" });
    mock.reset();
    await client.send(get());
  });

  test("comes back with a snapshot that was taken before it ended", async () => {
    const { mock, client } = mockAndClient();
    const fault = mock.faults.respond({ code: "AccessDenied", key: /^k/, times: 2 });
    await errorOf(client.send(get()));
    const snapshot = mock.snapshot();
    fault.end();
    await client.send(get());
    mock.restore(snapshot);
    expect(fault.count).toBe(1);
    await errorOf(client.send(get()));
    await client.send(get());
    expect(fault.count).toBe(2);
  });

  describe("in200", () => {
    test("CopyObject fails with an error inside of a 200, which the SDK retries", async () => {
      const { mock, client } = mockAndClient();
      const copy = new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/key` });
      const fault = mock.faults.respond({
        code: "InternalError",
        operation: "CopyObject",
        in200: true,
        times: 2,
      });
      const { $metadata } = await client.send(copy);
      expect($metadata.attempts).toBe(3);
      expect(fault.count).toBe(2);
    });

    test("CompleteMultipartUpload fails with it, and the upload is still there", async () => {
      const { mock, client } = mockAndClient();
      const { UploadId } = await client.send(
        new CreateMultipartUploadCommand({ Bucket, Key: "key" }),
      );
      const part = { Bucket, Key: "key", UploadId, PartNumber: 1 };
      const { ETag } = await client.send(new UploadPartCommand({ ...part, Body: "part" }));
      const complete = new CompleteMultipartUploadCommand({
        ...part,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
      });
      const fault = mock.faults.respond({
        code: "InternalError",
        operation: "CompleteMultipartUpload",
        in200: true,
      });
      expect(await errorOf(client.send(complete))).toMatchObject({
        name: "InternalError",
        message: "We encountered an internal error. Please try again.",
        $metadata: { attempts: 3 },
      });
      fault.end();
      await client.send(complete);
      expect(await textOf(await client.send(get()))).toBe("part");
    });
  });
});
