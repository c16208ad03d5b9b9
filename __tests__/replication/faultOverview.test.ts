import { PutObjectCommand } from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { scene } from "../support/replicationScene.js";

describe("a slip in a fault is told with the name that was meant:", () => {
  test.each([
    [{ bucket: "sorce" }, 'there is no bucket "sorce"; did you mean "source"?'],
    [{ destination: "destinatoin" }, 'no bucket "destinatoin"; did you mean "destination"?'],
    [{ ruleId: "Rule" }, 'there is no rule "Rule"; did you mean "rule"?'],
    [{ bukcet: "source" }, "there is no bukcet; did you mean bucket? Allowed is"],
  ])("%j", async (scope, message) => {
    const { mock } = await scene();
    // What JavaScript lets through.
    const options = { reason: "DstKmsKeyNotFound", ...scope } as never;
    expect(() => mock.faults.fail(options)).toThrow(message);
    expect(mock.faults.list()).toEqual([]);
  });

  test.each([
    [
      "respond",
      { code: "Slowdown" },
      'code is "Slowdown"; did you mean SlowDown? Allowed is one of',
    ],
    ["respond", { code: "SlowDown", operation: "PutObjet" }, "did you mean PutObject?"],
    ["respond", { code: "SlowDown", bucket: "sourc" }, 'did you mean "source"?'],
    ["disconnect", { when: "befor" }, "did you mean before?"],
    ["latency", { ms: 1, opperation: "GetObject" }, "did you mean operation?"],
    ["deny", { action: "s3:ReplicateObjects" }, "did you mean s3:ReplicateObject?"],
    ["fail", { reason: "DstBucketNotfound" }, "did you mean DstBucketNotFound?"],
    ["unavailable", { bucket: "destinations" }, 'did you mean "destination"?'],
    ["unavailable", { region: "us-esat-1" }, 'did you mean "us-east-1"?'],
    ["staleConfiguration", { bucket: "Source", ms: 1 }, 'did you mean "source"?'],
  ] as const)("%s %j", async (kind, options, message) => {
    const { mock } = await scene();
    expect(() => mock.faults[kind](options as never)).toThrow(message);
  });
});

test("a name that is near none is kept for what is made later", async () => {
  const { mock } = await scene();
  mock.faults.unavailable({ bucket: "an-archive-of-tomorrow" });
  mock.faults.respond({ code: "SlowDown", bucket: "bucket-1" });
  expect(mock.faults.list()).toHaveLength(2);
});

test("names that differ in digits alone are no slips", async () => {
  const { mock } = await scene({ buckets: { "backup-1": {} } });
  expect(() => mock.faults.unavailable({ bucket: "backup-2" })).not.toThrow();
});

test("faults.list() has every fault as it was begun, with how often it struck", async () => {
  const { mock, client, replicate } = await scene();
  mock.faults.deny({ action: "s3:ReplicateTags" });
  mock.faults.breakRole({ bucket: "source", prefix: "private/" });
  mock.faults.fail({ reason: "DstBucketNotFound", nth: 2 });
  const outage = mock.faults.unavailable({ bucket: "elsewhere" });
  mock.faults.disableKmsKey("alias/key");
  mock.faults.respond({ code: "SlowDown", operation: "GetObject", key: /^a/ });
  mock.faults.disconnect({ when: "after", key: "never" });
  mock.faults.truncate({ afterBytes: 3, times: 1 });
  mock.faults.staleConfiguration({ bucket: "source", ms: 5 });
  await replicate("a", { Tagging: "a=1" });
  await replicate("b");
  await client.send(new PutObjectCommand({ Bucket: "source", Key: "c", Body: "" }));
  outage.end();
  expect(mock.faults.list()).toMatchObject([
    { kind: "deny", options: { action: "s3:ReplicateTags" }, count: 1 },
    { kind: "breakRole", options: { bucket: "source", prefix: "private/" }, count: 0 },
    { kind: "fail", options: { reason: "DstBucketNotFound", nth: 2 }, count: 1 },
    { kind: "disableKmsKey", options: { key: "alias/key" }, count: 0 },
    {
      kind: "respond",
      options: { code: "SlowDown", operation: "GetObject", key: /^a/ },
      count: 0,
    },
    { kind: "disconnect", options: { when: "after", key: "never" }, count: 0 },
    { kind: "truncate", options: { afterBytes: 3, times: 1 }, count: 0 },
    { kind: "staleConfiguration", options: { bucket: "source", ms: 5 }, count: 0 },
  ]);
});

test("faults.unused() has what never struck, and what names things that are not there", async () => {
  const { mock, client, put } = await scene();
  mock.faults.respond({ code: "SlowDown", operation: "PutObject", times: 1 });
  mock.faults.unavailable({ bucket: "destination" });
  mock.faults.fail({ reason: "DstBucketNotFound", destination: "nowhere" });
  mock.faults.latency({ ms: 1, operation: "GetObject" });
  await errorOf(
    client.send(new PutObjectCommand({ Bucket: "no-such-bucket", Key: "k", Body: "" })),
  );
  await put("k");
  mock.settle();
  expect(mock.faults.unused()).toMatchObject([
    {
      kind: "fail",
      options: { reason: "DstBucketNotFound", destination: "nowhere" },
      count: 0,
      reasons: ["it never struck", 'there is no bucket "nowhere"'],
    },
    {
      kind: "latency",
      options: { ms: 1, operation: "GetObject" },
      count: 0,
      reasons: ["it never struck"],
    },
  ]);
});

test("an outage and a broken key count what they held back", async () => {
  const { mock, replicate } = await scene({});
  mock.faults.unavailable({ bucket: "destination" });
  mock.faults.disableKmsKey("alias/key");
  await replicate("k");
  const kms = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: "alias/key" } as const;
  await replicate("encrypted", kms).catch(() => undefined);
  expect(mock.faults.unused()).toEqual([]);
  expect(mock.faults.list()).toMatchObject([{ count: 1 }, { count: 1 }]);
});
