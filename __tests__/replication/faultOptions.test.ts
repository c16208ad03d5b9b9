import { replicationMock } from "s3-replication-mock";
import { scene } from "../support/replicationScene.js";

describe("a wrong argument throws at once and says what is allowed:", () => {
  const { faults } = replicationMock();
  // Callers without types can pass anything.
  const deny = faults.deny as (options?: unknown) => unknown;
  const fail = faults.fail as (options?: unknown) => unknown;
  const breakRole = faults.breakRole as (options?: unknown) => unknown;
  const unavailable = faults.unavailable as (what?: unknown) => unknown;
  const disableKmsKey = faults.disableKmsKey as (key?: unknown) => unknown;
  const calls: Record<string, [call: () => unknown, message: RegExp]> = {
    "no options": [() => deny(), /faults\.deny: the argument is undefined; allowed is an object/],
    "no action": [() => deny({}), /action is undefined; allowed is one of kms:Decrypt, /],
    "another service's action": [
      () => deny({ action: "s3:PutObject" }),
      /action is "s3:PutObject"; allowed is one of /,
    ],
    "an unknown name": [
      () => deny({ action: "s3:ReplicateTags", key: "a" }),
      /there is no key; allowed is action, bucket, destination, ruleId, prefix, role, nth/,
    ],
    "a bucket that is no text": [
      () => deny({ action: "s3:ReplicateTags", bucket: 1 }),
      /bucket is 1; allowed is a string/,
    ],
    "an nth of 0": [
      () => deny({ action: "s3:ReplicateTags", nth: 0 }),
      /nth is 0; allowed is a whole number of at least 1/,
    ],
    "an nth that is no whole number": [
      () => deny({ action: "s3:ReplicateTags", nth: 1.5 }),
      /nth is 1\.5/,
    ],
    "no reason": [
      () => fail({}),
      /faults\.fail: reason is undefined; allowed is one of AssumeRole/,
    ],
    "a reason that S3 has not": [
      () => fail({ reason: "DstBucketFull" }),
      /reason is "DstBucketFull"; allowed is one of AssumeRoleNotPermitted, /,
    ],
    "an action for fail": [
      () => fail({ reason: "SrcKeyNotFound", action: "s3:ReplicateTags" }),
      /there is no action; allowed is reason, bucket, destination, ruleId, prefix, role, nth/,
    ],
    "an action for breakRole": [
      () => breakRole({ action: "s3:ReplicateTags" }),
      /faults\.breakRole: there is no action/,
    ],
    "an outage of nothing": [() => unavailable({}), /faults\.unavailable: the argument is \{\}/],
    "an outage of two things": [
      () => unavailable({ bucket: "a", region: "b" }),
      /allowed is \{ bucket: "name" \} or \{ region: "us-east-1" \}/,
    ],
    "no outage": [() => unavailable(), /the argument is undefined/],
    "a key that is no text": [() => disableKmsKey(), /faults\.disableKmsKey: the key is undefined/],
  };

  test.each(Object.entries(calls))("%s", (_what, [call, message]) => {
    expect(call).toThrow(message);
  });
});

describe("a fault is for the work that it names:", () => {
  test("a destination, a bucket and a rule", async () => {
    const { mock, replicate, status } = await scene();
    mock.faults.deny({ action: "s3:ReplicateObject", destination: "elsewhere" });
    mock.faults.deny({ action: "s3:ReplicateObject", bucket: "elsewhere" });
    mock.faults.deny({ action: "s3:ReplicateObject", ruleId: "other" });
    await replicate("a");
    expect(await status("source", "a")).toBe("COMPLETED");
    mock.faults.deny({
      action: "s3:ReplicateObject",
      destination: "destination",
      bucket: "source",
      ruleId: "rule",
    });
    await replicate("b");
    expect(await status("source", "b")).toBe("FAILED");
  });

  test("a prefix of keys", async () => {
    const { mock, replicate, status } = await scene();
    mock.faults.deny({ action: "s3:ReplicateObject", prefix: "bad/" });
    await replicate("bad/a");
    await replicate("good/a");
    expect(await status("source", "bad/a")).toBe("FAILED");
    expect(await status("source", "good/a")).toBe("COMPLETED");
  });

  test("the nth piece of work that asks for the permission, and no other", async () => {
    const { mock, replicate, status } = await scene();
    mock.faults.deny({ action: "s3:ReplicateObject", nth: 2 });
    for (const key of ["a", "b", "c"]) await replicate(key);
    expect(await status("source", "a")).toBe("COMPLETED");
    expect(await status("source", "b")).toBe("FAILED");
    expect(await status("source", "c")).toBe("COMPLETED");
  });

  test("a role", async () => {
    const { mock, replicate, status } = await scene();
    mock.faults.breakRole({ role: "arn:aws:iam::123456789012:role/other" });
    await replicate("a");
    expect(await status("source", "a")).toBe("COMPLETED");
    mock.faults.breakRole({ role: "arn:aws:iam::123456789012:role/replication" });
    await replicate("b");
    expect(await status("source", "b")).toBe("FAILED");
  });
});

test("a fault that has ended is over, and ending it again does nothing to another", async () => {
  const { mock, replicate, status } = await scene();
  const first = mock.faults.deny({ action: "s3:ReplicateObject" });
  first.end();
  await replicate("a");
  expect(await status("source", "a")).toBe("COMPLETED");
  mock.faults.deny({ action: "s3:ReplicateObject" });
  first.end();
  await replicate("b");
  expect(await status("source", "b")).toBe("FAILED");
});

test("work that is due when a fault begins is done without it", async () => {
  const { mock, put, status } = await scene({ delay: 0 });
  await put("a");
  mock.faults.deny({ action: "s3:ReplicateObject" });
  expect(await status("source", "a")).toBe("COMPLETED");
});

test("reset ends every fault", async () => {
  const { configure, mock, replicate, status } = await scene({ rules: [] });
  mock.faults.deny({ action: "s3:ReplicateObject" });
  mock.faults.breakRole();
  mock.reset();
  await configure([
    { Status: "Enabled", Prefix: "", Destination: { Bucket: "arn:aws:s3:::destination" } },
  ]);
  await replicate("a");
  expect(await status("source", "a")).toBe("COMPLETED");
});
