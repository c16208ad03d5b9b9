import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { MockError, type MockErrorCode, manualClock, replicationMock } from "s3-replication-mock";
import { writeWhole } from "../lib/cli/writeWhole.js";
import { destinationBucket } from "../lib/replication/validateDestination.js";
import { connect } from "../lib/testing/contract.js";
import { compare, recorder } from "../lib/testing/recording.js";

const folder = mkdtempSync(join(tmpdir(), "s3-replication-mock-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The error of a call that has to throw one, or to be rejected with one. */
async function thrownBy(call: () => unknown): Promise<Error> {
  try {
    await call();
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
}

const mock = replicationMock({ clock: manualClock(), buckets: { box: {} } });

function used(by = mock): S3Client {
  const client = new S3Client({});
  client.middlewareStack.use(by);
  return client;
}

type Calls = Readonly<Record<string, () => unknown>>;

// Arguments that TypeScript would not let through are among them.
const calls: Readonly<Record<MockErrorCode, Calls>> = {
  ERR_MOCK_ARGUMENT: {
    "an option": () => replicationMock({ acountId: "1" } as never),
    "a fault": () => mock.faults.respond({ code: "Slowdown" } as never),
    "an event": () => mock.on("replicate" as never, () => {}),
    "an object": () => mock.explain("backup/key"),
    "a time": () => mock.advance(-1),
    "a clock's start": () => manualClock("2026" as never),
    "a clock's time": () => manualClock().advance(-1),
    "an operation": () => mock.requests.of("HeadObjct"),
    "an account": () => mock.as("me"),
    "a role": () => mock.iam.putRole({} as never),
    "a class of clients": () => mock.install(Date as never),
    "no class of clients": () => mock.install(),
    "an option of listen": () => mock.listen({ prot: 1 } as never),
    "access keys": () => mock.listen({ credentials: [{}] as never }),
    "the target of a contract": () => connect("nowhere"),
    "an option of a recorder": () => recorder({} as never),
    "a recording": () => {
      const file = join(folder, "none.json");
      writeFileSync(file, "{}");
      return compare(file);
    },
  },
  ERR_MOCK_NOT_FOUND: {
    "a bucket": () => mock.metrics("nowhere"),
    "the bucket of a batch": () => mock.batchReplicate({ bucket: "nowhere" }),
    "a configuration": () => mock.batchReplicate({ bucket: "box" }),
    "a replication": async () => {
      const contract = await connect(mock);
      await contract.client.send(new PutObjectCommand({ Bucket: "box", Key: "k", Body: "x" }));
      return contract.replicated("s3://box/k");
    },
  },
  ERR_MOCK_SEED: { "a seed": () => replicationMock({ buckets: { A: {} } }) },
  ERR_MOCK_TAKEN: {
    "a client": () => used().middlewareStack.use(replicationMock()),
    "an account's client": () => used().middlewareStack.use(mock.as("210987654321")),
    "a class": () => {
      using _installed = mock.install(S3Client);
      return replicationMock().install(S3Client);
    },
    "the environment": async () => {
      await using _listening = await mock.listen({ env: true });
      return await mock.listen({ env: true });
    },
  },
  ERR_MOCK_SNAPSHOT: {
    "another value": () => mock.restore(JSON.parse(JSON.stringify(mock.snapshot()))),
    "other bytes": () => mock.restore(Buffer.from("state")),
  },
  ERR_MOCK_TIMEOUT: {
    "a replication": async () => {
      const late = replicationMock({
        clock: manualClock(),
        buckets: {
          backup: { versioning: "Enabled" },
          source: {
            versioning: "Enabled",
            replication: {
              Role: "arn:aws:iam::123456789012:role/r",
              Rules: [
                { Status: "Enabled", Prefix: "", Destination: { Bucket: "arn:aws:s3:::backup" } },
              ],
            },
          },
        },
      });
      late.faults.unavailable({ bucket: "backup" });
      const contract = await connect(late, { timeoutMs: 0 });
      await contract.client.send(new PutObjectCommand({ Bucket: "source", Key: "k", Body: "x" }));
      return contract.replicated("s3://source/k");
    },
  },
  ERR_MOCK_ENDPOINT: {
    "a bucket that cannot be removed": async () => {
      const contract = await connect(mock);
      await contract.buckets({ kept: {} });
      mock.faults.respond({ code: "AccessDenied", operation: "DeleteBucket" });
      const error = await thrownBy(() => contract.end());
      throw (error as AggregateError).errors[0];
    },
  },
  ERR_MOCK_COMMAND: { "a file": () => writeWhole(join(folder, "none/state"), []) },
  ERR_MOCK_INTERNAL: {
    "what has been checked": () => destinationBucket({ Bucket: "no ARN" } as never),
  },
};

/** Not what somebody has called: the line that is at fault is told. */
const ofInnerCalls = ["ERR_MOCK_ENDPOINT", "ERR_MOCK_COMMAND", "ERR_MOCK_INTERNAL"];

describe("the mock's own errors have a code, and a stack that begins at the caller:", () => {
  const rows = Object.entries(calls).flatMap(([code, byName]) =>
    Object.entries(byName).map(([name, call]) => [code, name, call] as const),
  );

  test.each(rows)("%s for %s", async (code, _what, call) => {
    const error = await thrownBy(call);
    expect(error).toBeInstanceOf(MockError);
    expect(error).toMatchObject({ code, name: "MockError" });
    const [head, first] = String(error.stack).split("\n    at ");
    expect(head).toBe(`MockError: ${error.message}`);
    if (!ofInnerCalls.includes(code)) expect(first).toContain("mockErrors.test.ts");
  });

  test("a client that another mock answers is told where it sends", async () => {
    const client = used();
    using _installed = replicationMock().install(S3Client);
    const error = await thrownBy(() =>
      client.send(new PutObjectCommand({ Bucket: "b", Key: "k" })),
    );
    expect(error).toMatchObject({ code: "ERR_MOCK_TAKEN" });
    expect(error.stack?.split("\n    at ")[1]).toContain("mockErrors.test.ts");
  });

  test("which the documentation lists", () => {
    const page = readFileSync(join(__dirname, "../docs/options.md"), "utf8");
    expect([...page.matchAll(/^\| `(ERR_MOCK_\w+)`/gm)].map(([, code]) => code)).toEqual(
      Object.keys(calls),
    );
  });

  test("and they print as what they are", async () => {
    const error = await thrownBy(() => mock.advance(-1));
    expect(inspect(error)).toMatch(/^MockError: .*\n {4}at [\s\S]*code: 'ERR_MOCK_ARGUMENT'/);
    expect(Object.keys(error)).toEqual(["code"]);
  });
});
test("a slip in the name of an event or an operation is told with the name that was meant", () => {
  expect(() => mock.on("replicate" as never, () => {})).toThrow("did you mean replicated?");
  expect(() => mock.requests.of("HeadObjct")).toThrow("did you mean HeadObject?");
  expect(() => replicationMock({ acountId: "1" } as never)).toThrow("did you mean accountId?");
  expect(() => replicationMock({ unsimulated: "passthrough" } as never)).toThrow(
    "did you mean pass-through?",
  );
});

describe("an object is named as a URI or as the SDK's inputs name it:", () => {
  test.each([
    ["s3://bucket/a/b", { bucket: "bucket", key: "a/b", versionId: undefined }],
    ["s3://bucket/a?versionId=abc", { bucket: "bucket", key: "a", versionId: "abc" }],
    ["s3://bucket/what?now", { bucket: "bucket", key: "what?now", versionId: undefined }],
    ["s3://bucket/a%20b", { bucket: "bucket", key: "a%20b", versionId: undefined }],
    [
      { Bucket: "bucket", Key: "k" },
      { bucket: "bucket", key: "k", versionId: undefined },
    ],
    [
      { Bucket: "bucket", Key: "k", VersionId: "v" },
      { bucket: "bucket", key: "k", versionId: "v" },
    ],
  ])("%j", (name, found) => {
    const { bucket, key, versionId } = mock.explain(name);
    expect({ bucket, key, versionId }).toEqual(found);
  });

  test.each(["bucket/key", "s3://bucket", "s3://bucket/", "", undefined, null, { Bucket: "b" }])(
    "but not as %j",
    (name) => {
      expect(() => mock.explain(name as never)).toThrow("say which object");
    },
  );
});
