import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
} from "@aws-sdk/client-s3";
import { errorOf, textOf } from "./support/client.js";
import { Bucket, get, mockAndClient, put, versionCount } from "./support/faultyClient.js";

describe("faults.disconnect", () => {
  test("before: the SDK tries again, and one version is made", async () => {
    const { mock, client } = mockAndClient();
    const fault = mock.faults.disconnect({ when: "before", operation: "PutObject", times: 1 });
    expect((await client.send(put())).$metadata.attempts).toBe(2);
    expect(fault.count).toBe(1);
    expect(await versionCount(client)).toBe(2);
  });

  test("after: the SDK tries again, and a second version is made", async () => {
    const { mock, client } = mockAndClient();
    mock.faults.disconnect({ when: "after", operation: "PutObject", times: 1 });
    expect((await client.send(put())).$metadata.attempts).toBe(2);
    expect(await versionCount(client)).toBe(3);
  });

  test("each time: the send fails as with a real network", async () => {
    const { mock, client } = mockAndClient();
    mock.faults.disconnect({ when: "before" });
    expect(await errorOf(client.send(get()))).toMatchObject({
      code: "ECONNRESET",
      $metadata: { attempts: 3 },
    });
  });

  test("after: a DeleteObject that makes a marker makes one with each attempt", async () => {
    const { mock, client } = mockAndClient();
    mock.faults.disconnect({ when: "after", operation: "DeleteObject", times: 2 });
    await client.send(new DeleteObjectCommand({ Bucket, Key: "key" }));
    const { DeleteMarkers } = await client.send(new ListObjectVersionsCommand({ Bucket }));
    expect(DeleteMarkers).toHaveLength(3);
  });
});

describe("faults.corrupt", () => {
  test("a client that verifies checksums finds out when it reads the body", async () => {
    const { mock, client } = mockAndClient();
    const fault = mock.faults.corrupt();
    const output = await client.send(get());
    const error = await errorOf(textOf(output));
    expect(error.message).toMatch(/^Checksum mismatch/);
    expect(fault.count).toBe(1);
    fault.end();
    expect(await textOf(await client.send(get()))).toBe("content of the object");
  });

  test("a client that does not gets other bytes, as many as there are", async () => {
    const { mock, client } = mockAndClient();
    mock.faults.corrupt({ key: "key", times: 1 });
    const output = await client.send(
      new GetObjectCommand({ Bucket, Key: "key", Range: "bytes=0-6" }),
    );
    const bytes = await output.Body?.transformToByteArray();
    expect(bytes).toHaveLength(7);
    expect(Buffer.from(bytes ?? []).toString()).not.toBe("content");
    expect(await textOf(await client.send(get()))).toBe("content of the object");
  });

  test("leaves empty bodies and other answers alone", async () => {
    const { mock, client } = mockAndClient();
    await client.send(put("empty", ""));
    const fault = mock.faults.corrupt();
    expect(await textOf(await client.send(get("empty")))).toBe("");
    expect(await versionCount(client)).toBe(2);
    expect(fault.count).toBe(0);
  });
});

describe("faults.truncate", () => {
  test("the body breaks off with ECONNRESET after so many bytes", async () => {
    const { mock, client } = mockAndClient();
    const fault = mock.faults.truncate({ afterBytes: 7 });
    const { Body, ContentLength } = await client.send(get());
    expect(ContentLength).toBe(21);
    const pieces: Buffer[] = [];
    const read = (async () => {
      // The body is a Node stream on Node.
      for await (const piece of Body as AsyncIterable<Buffer>) pieces.push(piece);
    })();
    expect(await errorOf(read)).toMatchObject({ code: "ECONNRESET", message: "aborted" });
    expect(Buffer.concat(pieces).toString()).toBe("content");
    expect(fault.count).toBe(1);
  });

  test("fails every way of reading, and leaves short bodies alone", async () => {
    const { mock, client } = mockAndClient();
    await client.send(put("short", "abc"));
    mock.faults.truncate({ afterBytes: 3 });
    expect(await errorOf(textOf(await client.send(get())))).toMatchObject({ message: "aborted" });
    expect(await textOf(await client.send(get("short")))).toBe("abc");
  });

  test("breaks off before the first byte", async () => {
    const { mock, client } = mockAndClient();
    mock.faults.truncate({ afterBytes: 0 });
    expect(await errorOf(textOf(await client.send(get())))).toMatchObject({ message: "aborted" });
  });
});

describe("faults.latency", () => {
  test("moves the mock's time on with each request, and nobody waits", async () => {
    const { mock, client } = mockAndClient();
    const start = mock.now();
    const fault = mock.faults.latency({ ms: 60_000, operation: "PutObject" });
    mock.faults.latency({ ms: 500 });
    await client.send(put());
    await client.send(get());
    expect(mock.now() - start).toBe(61_000);
    expect(fault.count).toBe(1);
  });

  test("is over before the operation: versions have the later time", async () => {
    const { mock, client } = mockAndClient();
    const start = mock.now();
    mock.faults.latency({ ms: 60_000, operation: "PutObject" });
    await client.send(put());
    const { LastModified } = await client.send(new HeadObjectCommand({ Bucket, Key: "key" }));
    expect(Number(LastModified) - start).toBe(60_000);
  });
});
