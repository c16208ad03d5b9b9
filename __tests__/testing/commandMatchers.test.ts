import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import "../../lib/testing/jest.js";
import { replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";

/** A mock that has had two puts and a get. */
async function used() {
  const mock = replicationMock({ buckets: { box: {} } });
  const client = clientOf(mock);
  await client.send(
    new PutObjectCommand({ Bucket: "box", Key: "one", Body: "1", Metadata: { team: "red" } }),
  );
  await client.send(new PutObjectCommand({ Bucket: "box", Key: "two", Body: "22" }));
  await client.send(new GetObjectCommand({ Bucket: "box", Key: "one" }));
  return { mock, client };
}

/** What a failing assertion says. */
function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the assertion holds");
}

test("toHaveReceivedAnyCommand", async () => {
  const { mock } = await used();
  expect(mock).toHaveReceivedAnyCommand();
  const fresh = replicationMock();
  expect(fresh).not.toHaveReceivedAnyCommand();
  expect(messageOf(() => expect(fresh).toHaveReceivedAnyCommand())).toBe(
    "expect(mock).toHaveReceivedAnyCommand()\n\nIt has received 0 commands.",
  );
  expect(messageOf(() => expect(mock).not.toHaveReceivedAnyCommand())).toContain(
    "It has received 3 commands.\n  PutObject s3://box/one -> 200",
  );
});

test("toHaveReceivedCommand", async () => {
  const { mock } = await used();
  expect(mock).toHaveReceivedCommand(PutObjectCommand);
  expect(mock).toHaveReceivedCommand("GetObject");
  expect(mock).not.toHaveReceivedCommand(HeadObjectCommand);
  expect(messageOf(() => expect(mock).toHaveReceivedCommand(HeadObjectCommand))).toBe(
    [
      "expect(mock).toHaveReceivedCommand(HeadObjectCommand)",
      "",
      "It has received HeadObjectCommand 0 times, and these commands:",
      "  PutObject s3://box/one -> 200",
      "  PutObject s3://box/two -> 200",
      "  GetObject s3://box/one -> 200",
    ].join("\n"),
  );
  expect(() => expect(mock).not.toHaveReceivedCommand(GetObjectCommand)).toThrow(
    "It has received GetObjectCommand 1 times:",
  );
});

test("toHaveReceivedCommandTimes", async () => {
  const { mock } = await used();
  expect(mock).toHaveReceivedCommandTimes(PutObjectCommand, 2);
  expect(mock).toHaveReceivedCommandTimes(HeadObjectCommand, 0);
  expect(mock).not.toHaveReceivedCommandTimes(PutObjectCommand, 1);
  expect(messageOf(() => expect(mock).toHaveReceivedCommandTimes(PutObjectCommand, 3))).toContain(
    "It has received PutObjectCommand 2 times:\n  PutObject s3://box/one -> 200",
  );
});

test("what the SDK sends again by itself is one command", async () => {
  const { mock, client } = await used();
  mock.faults.respond({ code: "SlowDown", operation: "HeadObject", times: 2 });
  await client.send(new HeadObjectCommand({ Bucket: "box", Key: "one" }));
  expect(mock.requests.of(HeadObjectCommand)).toHaveLength(3);
  expect(mock).toHaveReceivedCommandTimes(HeadObjectCommand, 1);
});

test("toHaveReceivedCommandWith", async () => {
  const { mock } = await used();
  expect(mock).toHaveReceivedCommandWith(PutObjectCommand, { Bucket: "box", Key: "two" });
  expect(mock).toHaveReceivedCommandWith(PutObjectCommand, {});
  expect(mock).not.toHaveReceivedCommandWith(PutObjectCommand, { Key: "three" });
  const message = messageOf(() =>
    expect(mock).toHaveReceivedCommandWith(PutObjectCommand, {
      Bucket: "box",
      Key: "three",
      Metadata: { team: "blue" },
    }),
  );
  expect(message).toBe(
    [
      "expect(mock).toHaveReceivedCommandWith(PutObjectCommand, { Bucket: 'box', Key: 'three', Metadata: { team: 'blue' } })",
      "",
      "It has received PutObjectCommand 2 times:",
      "  PutObject s3://box/one -> 200",
      "  PutObject s3://box/two -> 200",
      "  PutObject s3://box/one -> 200",
      "    Key: expected 'three', received 'one'",
      "    Metadata: expected { team: 'blue' }, received { team: 'red' }",
      "  PutObject s3://box/two -> 200",
      "    Key: expected 'three', received 'two'",
      "    Metadata: expected { team: 'blue' }, received undefined",
    ].join("\n"),
  );
});

test("asymmetric matchers have their say", async () => {
  const { mock } = await used();
  expect(mock).toHaveReceivedCommandWith(PutObjectCommand, {
    Key: expect.stringMatching(/^o/),
    Metadata: { team: expect.any(String) },
  });
  expect(mock).toHaveReceivedCommandWith(PutObjectCommand, {
    Metadata: expect.objectContaining({ team: "red" }),
  });
  expect(mock).not.toHaveReceivedCommandWith(PutObjectCommand, { Key: expect.any(Number) });
  const message = messageOf(() =>
    expect(mock).toHaveReceivedCommandWith(GetObjectCommand, {
      Key: expect.stringContaining("x"),
    }),
  );
  expect(message).toContain("Key: expected StringContaining<'x'>, received 'one'");
});

describe("Body is compared by its digest", () => {
  test("of a string and of bytes", async () => {
    const { mock } = await used();
    expect(mock).toHaveReceivedCommandWith(PutObjectCommand, { Key: "two", Body: "22" });
    expect(mock).toHaveReceivedCommandWith(PutObjectCommand, { Body: Buffer.from("1") });
    expect(mock).not.toHaveReceivedCommandWith(PutObjectCommand, { Key: "two", Body: "23" });
    expect(mock).not.toHaveReceivedCommandWith(PutObjectCommand, { Key: "two", Body: "1" });
    expect(() =>
      expect(mock).toHaveReceivedCommandWith(PutObjectCommand, { Key: "two", Body: "23" }),
    ).toThrow("Body: not '23'");
  });

  test("that S3 gave as ETag, for a client that sends no checksum", async () => {
    const mock = replicationMock({ buckets: { box: {} } });
    const client = new S3Client({
      region: "us-east-1",
      requestChecksumCalculation: "WHEN_REQUIRED",
    });
    client.middlewareStack.use(mock);
    await client.send(new PutObjectCommand({ Bucket: "box", Key: "k", Body: "12" }));
    expect(mock).toHaveReceivedCommandWith(PutObjectCommand, { Body: "12" });
    expect(mock).not.toHaveReceivedCommandWith(PutObjectCommand, { Body: "13" });
  });

  test("and of nothing else", async () => {
    const { mock } = await used();
    expect(() =>
      expect(mock).toHaveReceivedCommandWith(PutObjectCommand, { Body: expect.anything() }),
    ).toThrow("Body has to be a string or a Uint8Array");
  });
});

test("toHaveReceivedNthCommandWith", async () => {
  const { mock } = await used();
  expect(mock).toHaveReceivedNthCommandWith(2, PutObjectCommand, { Key: "two" });
  expect(mock).toHaveReceivedNthCommandWith(3, GetObjectCommand, { Key: "one" });
  expect(mock).not.toHaveReceivedNthCommandWith(3, PutObjectCommand, {});
  expect(mock).not.toHaveReceivedNthCommandWith(4, PutObjectCommand, {});
  expect(
    messageOf(() => expect(mock).toHaveReceivedNthCommandWith(1, PutObjectCommand, { Key: "x" })),
  ).toContain(
    [
      "expect(mock).toHaveReceivedNthCommandWith(1, PutObjectCommand, { Key: 'x' })",
      "",
      "  PutObject s3://box/one -> 200",
      "    Key: expected 'x', received 'one'",
    ].join("\n"),
  );
  expect(() => expect(mock).toHaveReceivedNthCommandWith(4, GetObjectCommand, {})).toThrow(
    "There was no such command.",
  );
});

test("toHaveReceivedNthSpecificCommandWith", async () => {
  const { mock } = await used();
  expect(mock).toHaveReceivedNthSpecificCommandWith(1, GetObjectCommand, { Key: "one" });
  expect(mock).not.toHaveReceivedNthSpecificCommandWith(2, GetObjectCommand, {});
  expect(() =>
    expect(mock).toHaveReceivedNthSpecificCommandWith(1, GetObjectCommand, { Key: "two" }),
  ).toThrow("Key: expected 'two', received 'one'");
});

test("toHaveReceivedLastCommandWith", async () => {
  const { mock } = await used();
  expect(mock).toHaveReceivedLastCommandWith(GetObjectCommand, { Key: "one" });
  expect(mock).not.toHaveReceivedLastCommandWith(PutObjectCommand, { Key: "two" });
  expect(() => expect(mock).toHaveReceivedLastCommandWith(PutObjectCommand, {})).toThrow(
    "GetObject s3://box/one -> 200",
  );
});

test("the parts of an Upload and failed commands are commands too", async () => {
  const { mock, client } = await used();
  const params = { Bucket: "box", Key: "big", Body: Buffer.alloc(6 * 1024 * 1024) };
  await new Upload({ client, params }).done();
  expect(mock).toHaveReceivedCommandTimes("UploadPart", 2);
  await errorOf(client.send(new GetObjectCommand({ Bucket: "box", Key: "none" })));
  expect(mock).toHaveReceivedLastCommandWith(GetObjectCommand, { Key: "none" });
  expect(() => expect(mock).not.toHaveReceivedCommand(GetObjectCommand)).toThrow(
    "GetObject s3://box/none -> 404 NoSuchKey",
  );
});

test.each([
  [() => expect(replicationMock()).toHaveReceivedCommand("HeadObjct"), "did you mean HeadObject?"],
  [() => expect(replicationMock()).toHaveReceivedCommandTimes("HeadObject", -1), "times is -1"],
  [() => expect(replicationMock()).toHaveReceivedNthCommandWith(0, "HeadObject", {}), "nth is 0"],
  [() => expect("mock").toHaveReceivedAnyCommand(), "expect() has to be given the mock"],
])("wrong arguments are told, whether behind .not or not: %#", (assertion, message) => {
  expect(assertion).toThrow(message);
});
