import { MockError, manualClock, replicationMock } from "s3-replication-mock";

/** The error of a call that has to throw one. */
function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

const mock = replicationMock({ clock: manualClock() });

describe("the mock's own errors have a code, and a stack that begins at the caller:", () => {
  // Arguments that TypeScript would not let through.
  const calls: [string, string, () => unknown][] = [
    ["ERR_MOCK_ARGUMENT", "an option", () => replicationMock({ acountId: "1" } as never)],
    ["ERR_MOCK_SEED", "a seed", () => replicationMock({ buckets: { A: {} } })],
    ["ERR_MOCK_ARGUMENT", "a fault", () => mock.faults.respond({ code: "Slowdown" } as never)],
    ["ERR_MOCK_ARGUMENT", "an event", () => mock.on("replicate" as never, () => {})],
    ["ERR_MOCK_ARGUMENT", "an object", () => mock.explain("backup/key")],
    ["ERR_MOCK_ARGUMENT", "a time", () => mock.advance(-1)],
    ["ERR_MOCK_ARGUMENT", "an operation", () => mock.requests.of("HeadObjct")],
    ["ERR_MOCK_NOT_FOUND", "a bucket", () => mock.metrics("nowhere")],
    ["ERR_MOCK_ARGUMENT", "an account", () => mock.as("me")],
  ];

  test.each(calls)("%s for %s", (code, _what, call) => {
    const error = thrownBy(call);
    expect(error).toBeInstanceOf(MockError);
    expect(error).toMatchObject({ code, name: "MockError" });
    const [, first] = String((error as Error).stack).split("\n    at ");
    expect(first).toContain("mockErrors.test.ts");
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
