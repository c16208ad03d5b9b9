import { inspect } from "node:util";
import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  SelectObjectContentCommand,
} from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { scene } from "../support/replicationScene.js";

const replica = { Bucket: "destination", Key: "report.csv" };

describe("an error says beside the wire what was overlooked:", () => {
  test("a replica that is due", async () => {
    const { client, put } = await scene();
    await put("report.csv");
    const error = await errorOf(client.send(new GetObjectCommand(replica)));
    const hint = "a replica of this key is due in 1 s: call mock.settle()";
    expect(error).toMatchObject({
      name: "NoSuchKey",
      message: "The specified key does not exist.",
    });
    expect(error.hint).toBe(hint);
    expect(inspect(error).split("\n")[1]).toBe(`  hint: ${hint}`);
    expect(Object.keys(error)).not.toContain("hint");
  });

  test("a replica that is due, to HeadObject too", async () => {
    const { client, put } = await scene({ delay: 90_000 });
    await put("report.csv");
    const error = await errorOf(client.send(new HeadObjectCommand(replica)));
    expect(error.name).toBe("NotFound");
    expect(error.hint).toBe("a replica of this key is due in 1 min 30 s: call mock.settle()");
  });

  test("a replica that an outage holds back", async () => {
    const { mock, client, put } = await scene();
    mock.faults.unavailable({ bucket: "destination" });
    await put("report.csv");
    mock.settle();
    const error = await errorOf(client.send(new GetObjectCommand(replica)));
    expect(error.hint).toBe(
      "a replica of this key is held back by an outage: call end() of what mock.faults.unavailable() returned, then mock.settle()",
    );
  });

  test("a replica that waits for reads", async () => {
    const { client, put } = await scene({ delay: { reads: 2 } });
    await put("report.csv");
    const error = await errorOf(client.send(new GetObjectCommand(replica)));
    expect(error.hint).toBe(
      "a replica of this key is waiting for 2 more reads of its status: call mock.settle()",
    );
  });

  test("a bucket that is not there", async () => {
    const { client } = await scene();
    const there = "no such bucket here; there are source, destination, elsewhere";
    const get = await errorOf(client.send(new GetObjectCommand({ Bucket: "sorce", Key: "k" })));
    expect(get.hint).toBe(`${there}; did you mean source?`);
    const head = await errorOf(client.send(new HeadBucketCommand({ Bucket: "unheard-of" })));
    expect(head.hint).toBe(there);
  });

  test("an operation that is not simulated", async () => {
    const { client } = await scene();
    const input = { Bucket: "source", Key: "k", Expression: "s", ExpressionType: "SQL" } as const;
    const formats = { InputSerialization: { JSON: {} }, OutputSerialization: { JSON: {} } };
    const error = await errorOf(
      client.send(new SelectObjectContentCommand({ ...input, ...formats })),
    );
    expect(error.hint).toBe(
      'SelectObjectContent is not simulated: unsimulated: "pass-through" hands it on to the real network',
    );
  });
});

describe("no hint is given", () => {
  test("for a key that nothing brings", async () => {
    const { client } = await scene();
    const error = await errorOf(client.send(new GetObjectCommand(replica)));
    expect(error).not.toHaveProperty("hint");
    expect(error.stack).not.toContain("hint:");
  });

  test("for a replica that failed, or that was there and is gone", async () => {
    const { mock, client, replicate } = await scene();
    mock.faults.fail({ reason: "DstBucketUnversioned" });
    await replicate("report.csv");
    const error = await errorOf(client.send(new GetObjectCommand(replica)));
    expect(error).not.toHaveProperty("hint");
  });

  test("for another error", async () => {
    const { mock, client, put } = await scene();
    await put("report.csv");
    mock.faults.respond({ code: "AccessDenied", operation: "GetObject" });
    const error = await errorOf(client.send(new GetObjectCommand(replica)));
    expect(error.name).toBe("AccessDenied");
    expect(error).not.toHaveProperty("hint");
  });

  test("for what the mock has not answered", async () => {
    const { client, put } = await scene();
    await put("report.csv");
    // Not simulated by anybody below: the error is made before the network.
    const broken = new CopyObjectCommand({ ...replica, CopySource: undefined });
    const error = await errorOf(client.send(broken));
    expect(error).not.toHaveProperty("hint");
  });

  test("once the mock is taken off", async () => {
    const { client, put } = await scene();
    await put("report.csv");
    client.middlewareStack.remove("replicationMock");
    const names = client.middlewareStack.identify().join();
    expect(names).not.toContain("replicationMock");
  });
});
