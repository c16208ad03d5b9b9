import { AssertionError } from "node:assert";
import { HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { MockError } from "s3-replication-mock";
import * as assertions from "../../lib/testing/assert.js";
import * as exported from "../../lib/testing/matchers.js";
import { type Scene, scene } from "../support/replicationScene.js";

const {
  assertNotReceivedCommand,
  assertNotReplicated,
  assertReceivedAnyCommand,
  assertReceivedCommand,
  assertReceivedCommandTimes,
  assertReceivedCommandWith,
  assertReceivedLastCommandWith,
  assertReceivedNthCommandWith,
  assertReceivedNthSpecificCommandWith,
  assertReplicaOf,
  assertReplicated,
  assertReplicationFailed,
  assertReplicationStatus,
} = assertions;

const object = "s3://source/report.csv";
const replica = "s3://destination/report.csv";

async function replicated(): Promise<Scene["mock"]> {
  const { mock, replicate } = await scene();
  mock.requests.clear();
  await replicate("report.csv");
  return mock;
}

async function failed(): Promise<Scene["mock"]> {
  const { mock, replicate } = await scene();
  mock.faults.fail({ reason: "DstBucketUnversioned" });
  await replicate("report.csv");
  return mock;
}

type Assertion = (mock: Scene["mock"]) => void;

const cases: Record<string, { holds: Assertion; fails: Assertion }> = {
  assertReplicated: {
    holds: (mock) => assertReplicated(mock, object, { to: "destination" }),
    fails: (mock) => assertReplicated(mock, object, { to: "elsewhere" }),
  },
  assertNotReplicated: {
    holds: (mock) => assertNotReplicated(mock, "s3://source/x", { because: "MissingKey" }),
    fails: (mock) => assertNotReplicated(mock, object),
  },
  assertReplicationStatus: {
    holds: (mock) => assertReplicationStatus(mock, object, "REPLICA", { in: "destination" }),
    fails: (mock) => assertReplicationStatus(mock, object, "FAILED"),
  },
  assertReplicaOf: {
    holds: (mock) => assertReplicaOf(mock, replica, object),
    fails: (mock) => assertReplicaOf(mock, object, replica),
  },
  assertReceivedAnyCommand: {
    holds: (mock) => assertReceivedAnyCommand(mock),
    fails(mock) {
      mock.requests.clear();
      assertReceivedAnyCommand(mock);
    },
  },
  assertReceivedCommand: {
    holds: (mock) => assertReceivedCommand(mock, PutObjectCommand),
    fails: (mock) => assertReceivedCommand(mock, HeadObjectCommand),
  },
  assertNotReceivedCommand: {
    holds: (mock) => assertNotReceivedCommand(mock, HeadObjectCommand),
    fails: (mock) => assertNotReceivedCommand(mock, PutObjectCommand),
  },
  assertReceivedCommandTimes: {
    holds: (mock) => assertReceivedCommandTimes(mock, PutObjectCommand, 1),
    fails: (mock) => assertReceivedCommandTimes(mock, PutObjectCommand, 2),
  },
  assertReceivedCommandWith: {
    holds: (mock) => assertReceivedCommandWith(mock, PutObjectCommand, { Body: "data" }),
    fails: (mock) => assertReceivedCommandWith(mock, PutObjectCommand, { Key: "x" }),
  },
  assertReceivedNthCommandWith: {
    holds: (mock) => assertReceivedNthCommandWith(mock, 1, PutObjectCommand, {}),
    fails: (mock) => assertReceivedNthCommandWith(mock, 2, PutObjectCommand, {}),
  },
  assertReceivedNthSpecificCommandWith: {
    holds: (mock) => assertReceivedNthSpecificCommandWith(mock, 1, PutObjectCommand, {}),
    fails: (mock) => assertReceivedNthSpecificCommandWith(mock, 2, PutObjectCommand, {}),
  },
  assertReceivedLastCommandWith: {
    holds: (mock) => assertReceivedLastCommandWith(mock, PutObjectCommand, { Bucket: "source" }),
    fails: (mock) => assertReceivedLastCommandWith(mock, PutObjectCommand, { Bucket: "x" }),
  },
};

describe.each(Object.entries(cases))("%s", (name, { holds, fails }) => {
  test("says nothing where it holds", async () => {
    const mock = await replicated();
    expect(() => holds(mock)).not.toThrow();
  });

  test("fails with an AssertionError whose stack begins at the test", async () => {
    const mock = await replicated();
    let thrown: unknown;
    try {
      fails(mock);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(AssertionError);
    expect(thrown).toMatchObject({ code: "ERR_ASSERTION", operator: name });
    expect((thrown as Error).message).toMatch(/^expect\(mock\)\./);
    expect((thrown as Error).stack?.split("\n    at ")[1]).toContain("assertions.test.ts");
  });
});

test("assertReplicationFailed", async () => {
  const mock = await failed();
  assertReplicationFailed(mock, object, { reason: "DstBucketUnversioned" });
  expect(() => assertReplicationFailed(mock, object, { reason: "DstBucketNotFound" })).toThrow(
    "It has failed for: DstBucketUnversioned",
  );
});

test("a failed status has what was expected and what there was", async () => {
  const mock = await replicated();
  expect(() => assertReplicationStatus(mock, object, "FAILED")).toThrow(
    expect.objectContaining({ actual: "COMPLETED", expected: "FAILED" }),
  );
});

test("a wrong argument is no failed assertion", async () => {
  const mock = await replicated();
  expect(() => assertReplicated(mock, object, { to: "destinatio" })).toThrow(MockError);
});

test("every matcher has its assertion", () => {
  expect(Object.keys(cases).concat("assertReplicationFailed").sort()).toEqual(
    Object.keys(assertions).sort(),
  );
  expect(Object.keys(exported.matchers).sort()).toEqual(
    Object.keys(exported)
      .filter((name) => name !== "matchers")
      .sort(),
  );
});
