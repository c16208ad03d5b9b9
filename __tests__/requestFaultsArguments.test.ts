import type { ReplicationMock } from "s3-replication-mock";
import { mockAndClient } from "./support/faultyClient.js";

describe("wrong arguments", () => {
  type Faults = ReplicationMock["faults"];

  // What a program in JavaScript could pass.
  test.each<[string, (faults: Faults) => unknown, RegExp]>([
    [
      "no argument",
      (f) => f.respond(undefined as never),
      /^faults\.respond: the argument is undefined; allowed is an object of operation, bucket/,
    ],
    [
      "no code",
      (f) => f.respond({} as never),
      /^faults\.respond: code is missing; allowed is one of /,
    ],
    [
      "an unknown code",
      (f) => f.respond({ code: "Oops" as never }),
      /^faults\.respond: code is "Oops"; allowed is one of AccessControlListNotSupported, /,
    ],
    [
      "a code without its message",
      (f) => f.respond({ code: "InvalidArgument" }),
      /^faults\.respond: InvalidArgument has no message of its own; give it one as message$/,
    ],
    [
      "an unknown operation",
      (f) => f.respond({ code: "SlowDown", operation: "Put" as never }),
      /^faults\.respond: operation is "Put"; allowed is the name of one of S3's operations/,
    ],
    [
      "an unknown name",
      (f) => f.respond({ code: "SlowDown", count: 1 } as never),
      /^faults\.respond: count does not exist; there are operation, bucket, key, prefix, times, code, message, in200$/,
    ],
    [
      "times of zero",
      (f) => f.respond({ code: "SlowDown", times: 0 }),
      /^faults\.respond: times is 0; allowed is a whole number of at least 1$/,
    ],
    [
      "in200 for PutObject",
      (f) => f.respond({ code: "SlowDown", operation: "PutObject", in200: true }),
      /^faults\.respond: in200 needs an operation .* CompleteMultipartUpload, CopyObject, UploadPartCopy$/,
    ],
    [
      "a key that is a list",
      (f) => f.disconnect({ when: "before", key: ["a"] as never }),
      /^faults\.disconnect: key is \[ 'a' \]; allowed is a key or a regular expression$/,
    ],
    [
      "no when",
      (f) => f.disconnect({} as never),
      /^faults\.disconnect: when is missing; allowed is "before" or "after"$/,
    ],
    [
      "an operation for corrupt",
      (f) => f.corrupt({ operation: "GetObject" } as never),
      /^faults\.corrupt: operation does not exist; there are bucket, key, prefix, times$/,
    ],
    [
      "half a byte",
      (f) => f.truncate({ afterBytes: 0.5 }),
      /^faults\.truncate: afterBytes is 0\.5; allowed is a whole number of at least 0$/,
    ],
    [
      "time that runs back",
      (f) => f.latency({ ms: -1 }),
      /^faults\.latency: ms is -1; allowed is milliseconds of at least 0, and of 8608442400000000 at most$/,
    ],
    [
      "no bucket",
      (f) => f.staleConfiguration({ ms: 1 } as never),
      /^faults\.staleConfiguration: bucket is missing; allowed is the name of a bucket$/,
    ],
  ])("throw at once: %s", (_name, call, message) => {
    const { mock } = mockAndClient();
    expect(() => call(mock.faults)).toThrow(message);
  });
});
