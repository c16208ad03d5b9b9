import { PutObjectCommand } from "@aws-sdk/client-s3";
import { manualClock, type ReplicationMockOptions, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "./support/client.js";

describe("an option that is wrong throws at once and says what is allowed:", () => {
  test.each<[string, unknown, RegExp | string]>([
    [
      "no object",
      "bucket",
      /^replicationMock: the argument is "bucket"; allowed is an object of accountId, region/,
    ],
    ["null", null, /^replicationMock: the argument is null; allowed is an object of /],
    [
      "an unknown name",
      { acountId: "1" },
      /^replicationMock: option acountId does not exist; there are accountId, region, /,
    ],
    [
      "a name that all objects have",
      { toString: 1 },
      /^replicationMock: option toString does not exist; /,
    ],
    [
      "an account of letters",
      { accountId: "me" },
      'replicationMock: option accountId is "me"; allowed is 12 digits',
    ],
    [
      "an account as a number",
      { accountId: 123456789012 },
      "replicationMock: option accountId is 123456789012; allowed is 12 digits",
    ],
    [
      "a Region in words",
      { region: "Virginia" },
      'replicationMock: option region is "Virginia"; allowed is the name of a Region such as "us-east-1"',
    ],
    [
      "a list of buckets",
      { buckets: ["a"] },
      "replicationMock: option buckets is [ 'a' ]; allowed is an object of bucket names and what they hold",
    ],
    [
      "a delay that runs back",
      { delay: -1 },
      /^replicationMock: option delay is -1; allowed is milliseconds of at least 0, \{ reads: n \}/,
    ],
    [
      "an endless delay",
      { delay: Number.POSITIVE_INFINITY },
      /^replicationMock: option delay is Infinity; /,
    ],
    [
      "half a read",
      { delay: { reads: 0.5 } },
      /^replicationMock: option delay is \{ reads: 0\.5 \}; /,
    ],
    [
      "a clock without a face",
      { clock: {} },
      "replicationMock: option clock is {}; allowed is an object with a function now() that returns milliseconds, such as manualClock()",
    ],
    [
      "a clock that tells dates",
      { clock: { now: () => "noon" } },
      /^replicationMock: option clock is \{ now: \[Function: now\] \}; /,
    ],
    [
      "a seed that is no number",
      { seed: Number.NaN },
      "replicationMock: option seed is NaN; allowed is a number or a string",
    ],
    [
      "another way with the rest",
      { unsimulated: "ignore" },
      'replicationMock: option unsimulated is "ignore"; allowed is "reject" or "pass-through"',
    ],
  ])("%s", (_name, options, message) => {
    expect(() => replicationMock(options as ReplicationMockOptions)).toThrow(message);
  });
});

describe("options", () => {
  test("that are undefined are as good as absent", () => {
    // What a program in JavaScript could pass.
    const options = { accountId: undefined, delay: undefined, clock: undefined } as object;
    expect(() => replicationMock(options)).not.toThrow();
  });

  test("that a delay function returns are checked when it is called", async () => {
    const destination = "vault";
    const versioning = "Enabled";
    const mock = replicationMock({
      clock: manualClock(),
      delay: () => ({ reads: -1 }),
      buckets: {
        bucket: {
          versioning,
          replication: {
            Role: "arn:aws:iam::123456789012:role/role",
            Rules: [
              {
                Status: "Enabled",
                Prefix: "",
                Destination: { Bucket: `arn:aws:s3:::${destination}` },
              },
            ],
          },
        },
        [destination]: { versioning },
      },
    });
    const put = new PutObjectCommand({ Bucket: "bucket", Key: "key", Body: "content" });
    const error = await errorOf(clientOf(mock).send(put));
    expect(error.message).toMatch(
      /^the function given as delay returned .*reads.*-1.*; allowed are milliseconds/,
    );
    // It is no fault of the mock's.
    expect(error).toMatchObject({ code: "ERR_MOCK_ARGUMENT" });
  });
});
