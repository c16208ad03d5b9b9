import fc from "fast-check";
import { S3Error } from "../../lib/base/errors.js";
import { resolveAddress } from "../../lib/wire/addressing.js";

function resolve(url: string, hint?: string) {
  const [, hostname = "", path = ""] = /^([^/]*)(.*)$/.exec(url) ?? [];
  return resolveAddress({ method: "GET", hostname, path, query: {}, headers: {} }, hint);
}

const region = "us-west-2";
const key = "a/b";
const found = { kind: "s3", bucket: "bkt", key } as const;
const ap = { name: "my-ap", accountId: "123456789012" };

test.each([
  ["virtual host", "bkt.s3.us-west-2.amazonaws.com/a/b", { ...found, region }],
  ["path style", "s3.us-west-2.amazonaws.com/bkt/a/b", { ...found, region }],
  ["dual stack", "bkt.s3.dualstack.us-west-2.amazonaws.com/a/b", { ...found, region }],
  ["FIPS", "bkt.s3-fips.us-west-2.amazonaws.com/a/b", { ...found, region }],
  [
    "FIPS and dual stack",
    "bkt.s3-fips.dualstack.us-west-2.amazonaws.com/a/b",
    { ...found, region },
  ],
  ["accelerate", "bkt.s3-accelerate.amazonaws.com/a/b", found],
  ["accelerate and dual stack", "bkt.s3-accelerate.dualstack.amazonaws.com/a/b", found],
  ["a dashed Region", "bkt.s3-us-west-2.amazonaws.com/a/b", { ...found, region }],
  ["a dashed Region, path style", "s3-us-west-2.amazonaws.com/bkt/a/b", { ...found, region }],
  ["the global endpoint", "bkt.s3.amazonaws.com/a/b", { ...found, region: "us-east-1" }],
  [
    "the global endpoint, path style",
    "s3.amazonaws.com/bkt/a/b",
    { ...found, region: "us-east-1" },
  ],
  ["China", "bkt.s3.cn-north-1.amazonaws.com.cn/a/b", { ...found, region: "cn-north-1" }],
  ["GovCloud", "bkt.s3.us-gov-west-1.amazonaws.com/a/b", { ...found, region: "us-gov-west-1" }],
  [
    "dots in the bucket",
    "my.s3.bkt.s3.us-west-2.amazonaws.com/a/b",
    { ...found, bucket: "my.s3.bkt", region },
  ],
  ["upper case in the host", "BKT.S3.US-WEST-2.amazonaws.com/a/b", { ...found, region }],
  [
    "an alias of an access point",
    "ap-x1-s3alias.s3.us-west-2.amazonaws.com/a/b",
    { ...found, bucket: "ap-x1-s3alias", region },
  ],
  ["localhost", "localhost/bkt/a/b", found],
  ["an IP address", "127.0.0.1/bkt/a/b", found],
  ["an IPv6 address", "[::1]/bkt/a/b", found],
  ["the service", "s3.us-west-2.amazonaws.com/", { kind: "s3", region }],
  ["the service with no path", "localhost", { kind: "s3" }],
  ["a bucket", "localhost/bkt", { kind: "s3", bucket: "bkt" }],
  ["a bucket with a slash", "localhost/bkt/", { kind: "s3", bucket: "bkt" }],
  [
    "an access point",
    "my-ap-123456789012.s3-accesspoint.us-west-2.amazonaws.com/a/b",
    { kind: "accessPoint", accessPoint: ap, key, region },
  ],
  [
    "an access point, dual stack",
    "my-ap-123456789012.s3-accesspoint.dualstack.us-west-2.amazonaws.com/a/b",
    { kind: "accessPoint", accessPoint: ap, key, region },
  ],
  [
    "a Multi-Region Access Point",
    "x1.mrap.accesspoint.s3-global.amazonaws.com/a/b",
    { kind: "multiRegionAccessPoint", multiRegionAccessPoint: "x1.mrap", key },
  ],
  [
    "a directory bucket",
    "b--usw2-az1--x-s3.s3express-usw2-az1.us-west-2.amazonaws.com/a/b",
    { kind: "express", bucket: "b--usw2-az1--x-s3", key, region },
  ],
  [
    "the endpoint of directory buckets",
    "s3express-control.us-west-2.amazonaws.com/",
    { kind: "express", region },
  ],
  [
    "a directory bucket, path style",
    "localhost/b--usw2-az1--x-s3/a/b",
    { kind: "express", bucket: "b--usw2-az1--x-s3", key },
  ],
  [
    "Outposts",
    "my-ap-123456789012.op-1.s3-outposts.us-west-2.amazonaws.com/a/b",
    { kind: "outposts", accessPoint: ap, key, region },
  ],
  [
    "Object Lambda",
    "my-ap-123456789012.s3-object-lambda.us-west-2.amazonaws.com/a/b",
    { kind: "objectLambda", accessPoint: ap, key, region },
  ],
] as const)("%s is recognised", (_, url, address) => {
  expect(resolve(url)).toEqual(address);
});

const arn = "arn:aws:s3:us-west-2:123456789012:accesspoint/my-ap";

test.each([
  ["in the host of a custom endpoint", "bkt.localhost/a/b", "bkt", found],
  ["in the path of a custom endpoint", "localhost/bkt/a/b", "bkt", found],
  ["after a base path", "localhost/base/path/bkt/a/b", "bkt", found],
  ["with dots, in the path", "my.localhost/my.bkt/a/b", "my.bkt", { ...found, bucket: "my.bkt" }],
  ["with dots, in the host", "my.bkt.localhost/a/b", "my.bkt", { ...found, bucket: "my.bkt" }],
  ["percent-encoded", "localhost/my%20bkt/a/b", "my bkt", { ...found, bucket: "my bkt" }],
  ["that names the endpoint", "files.example.com/a/b", "bkt", found],
  ["that is no bucket, after a base path", "localhost/base/", "", { kind: "s3" }],
  [
    "that is an access point's ARN",
    "my-ap-123456789012.s3-accesspoint.us-west-2.amazonaws.com/a/b",
    arn,
    { kind: "accessPoint", accessPoint: ap, key, region },
  ],
  [
    "that is an access point's ARN, at a custom endpoint",
    "my-ap-123456789012.localhost/a/b",
    arn,
    { kind: "accessPoint", accessPoint: ap, key, region },
  ],
  [
    "that is a Multi-Region Access Point's ARN",
    "localhost/a/b",
    "arn:aws:s3::123456789012:accesspoint/x1.mrap",
    { kind: "multiRegionAccessPoint", multiRegionAccessPoint: "x1.mrap", key },
  ],
  [
    "that is an Outposts ARN",
    "localhost/a/b",
    "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-1/accesspoint/my-ap",
    { kind: "outposts", accessPoint: ap, key, region },
  ],
] as const)("the caller's bucket is found %s", (_, url, hint, address) => {
  expect(resolve(url, hint)).toEqual(address);
});

test.each([
  ["empty segments", "//a//b/", "/a//b/"],
  ["dot segments", "/a/b/../../c/./d", "a/b/../../c/./d"],
  ["an encoded slash", "/a%2Fb", "a/b"],
  ["a plus", "/a+b%2Bc", "a+b+c"],
  ["an encoded percent sign", "/%2525", "%25"],
  ["a blank", "/%20a%20", " a "],
  ["a NUL", "/%00", "\0"],
  ["two slashes", "//", "/"],
])("a key with %s is decoded and no more", (_, path, expected) => {
  expect(resolve(`bkt.s3.us-west-2.amazonaws.com${path}`).key).toBe(expected);
  expect(resolve(`localhost/bkt${path}`, "bkt").key).toBe(expected);
});

function refusal(url: string): unknown {
  try {
    return resolve(url);
  } catch (error) {
    return error instanceof S3Error && [error.code, error.elements];
  }
}

test("a key of any bytes is decoded, or refused as InvalidURI if they are no UTF-8", () => {
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const decoded = (bytes: Uint8Array): unknown => {
    try {
      return utf8.decode(bytes);
    } catch {
      return ["InvalidURI", {}];
    }
  };
  const text = fc.string({ unit: "binary", minLength: 1 }).map((value) => Buffer.from(value));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 40 }), text), (bytes) => {
      const encoded = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
      const answer = refusal(`localhost/bkt/${encoded}`);
      const key = typeof answer === "object" && answer !== null && "key" in answer && answer.key;
      expect(key || answer).toEqual(decoded(bytes));
    }),
    { numRuns: 300 },
  );
});

test.each(["%", "%2", "%zz", "%ff", "%c3", "%ed%a0%80"])("the key %s is an InvalidURI", (path) => {
  expect(refusal(`localhost/bkt/${path}`)).toEqual(["InvalidURI", {}]);
});

test("a key has at most 1024 bytes of UTF-8", () => {
  expect(resolve(`localhost/bkt/${"%C3%A9".repeat(512)}`).key).toHaveLength(512);
  expect(refusal(`localhost/bkt/${"%C3%A9".repeat(513)}`)).toEqual([
    "KeyTooLongError",
    { Size: "1026", MaxSizeAllowed: "1024" },
  ]);
});
