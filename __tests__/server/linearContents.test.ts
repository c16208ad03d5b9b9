import { attempt, StepCounter, stepsForTwice } from "../support/countedSteps.js";

// What is loaded from here on is counted.
const counter = new StepCounter();
const { readPostPolicy } =
  require("../../lib/server/postPolicyDocument.js") as typeof import("../../lib/server/postPolicyDocument.js");
const { readRequestSignature } =
  require("../../lib/server/requestSignature.js") as typeof import("../../lib/server/requestSignature.js");
const { readCopySource } =
  require("../../lib/access/copySource.js") as typeof import("../../lib/access/copySource.js");
const { bucketPolicyProblem } =
  require("../../lib/access/policies/documents/bucketPolicyProblem.js") as typeof import("../../lib/access/policies/documents/bucketPolicyProblem.js");
const { compilePolicy } =
  require("../../lib/access/policies/compilePolicy.js") as typeof import("../../lib/access/policies/compilePolicy.js");
const { verifyCosSignature } =
  require("../../lib/dialects/cos/verifyCosSignature.js") as typeof import("../../lib/dialects/cos/verifyCosSignature.js");
const { readCsv } =
  require("../../lib/operations/jobs/readCsv.js") as typeof import("../../lib/operations/jobs/readCsv.js");
const { checkedTags, readTaggingHeader } =
  require("../../lib/operations/tagSet.js") as typeof import("../../lib/operations/tagSet.js");
const { readRange } =
  require("../../lib/operations/objects/ranges.js") as typeof import("../../lib/operations/objects/ranges.js");
const { matchesEtag } =
  require("../../lib/operations/objects/preconditions.js") as typeof import("../../lib/operations/objects/preconditions.js");
const { aclOfHeaders } =
  require("../../lib/operations/aclGrants.js") as typeof import("../../lib/operations/aclGrants.js");
const { checkLifecycleRules } =
  require("../../lib/operations/buckets/checkLifecycleRules.js") as typeof import("../../lib/operations/buckets/checkLifecycleRules.js");
const { checkRule, createSeenRules } =
  require("../../lib/replication/validateRule.js") as typeof import("../../lib/replication/validateRule.js");
const { compilePrefixes } =
  require("../../lib/replication/prefixIndex.js") as typeof import("../../lib/replication/prefixIndex.js");

afterAll(() => counter.close());

const statement = {
  Effect: "Allow",
  Principal: { AWS: "123456789012" },
  Action: ["s3:GetObject"],
  Resource: ["arn:aws:s3:::b/*"],
};
const policyOf = (change: object) => JSON.stringify({ Statement: [{ ...statement, ...change }] });
const many = (size: number, each: (index: number) => string) =>
  Array.from({ length: size }, (_, index) => each(index));
const get = { method: "GET", hostname: "h", path: "/", query: {}, headers: {} };

/** What reads what a request says, by what there is much of: each is given a size. */
const readers: Record<string, (size: number) => () => unknown> = {
  "a form's policy that is padded within": (size) => () =>
    attempt(() => readPostPolicy(`${"=".repeat(size)}a`)),
  "a bucket policy of many statements": (size) => {
    const text = JSON.stringify({ Statement: Array.from({ length: size }, () => statement) });
    return () => bucketPolicyProblem(text, { bucketName: "b" });
  },
  "a bucket policy of many resources": (size) => {
    const text = policyOf({ Resource: many(size, (index) => `arn:aws:s3:::b/${index}*`) });
    return () => bucketPolicyProblem(text, { bucketName: "b" });
  },
  "a bucket policy of many principals": (size) => {
    const text = policyOf({ Principal: { AWS: many(size, (index) => String(10 ** 11 + index)) } });
    return () => bucketPolicyProblem(text, { bucketName: "b" });
  },
  "a bucket policy of many values of a condition": (size) => {
    const values = many(size, (index) => `p${index}`);
    const text = policyOf({ Condition: { StringLike: { "aws:PrincipalTag/a": values } } });
    return () => bucketPolicyProblem(text, { bucketName: "b" });
  },
  "a policy that is compiled": (size) => {
    const document = {
      Version: "2012-10-17",
      Statement: Array.from({ length: size }, () => statement),
    };
    return () => compilePolicy(document as never);
  },
  "a signature of many headers": (size) => {
    const names = many(size, (index) => `x-amz-${index}`).join(";");
    const authorization = `AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/s3/aws4_request, SignedHeaders=${names}, Signature=a`;
    const headers = { authorization, "x-amz-date": "20260101T000000Z" };
    return () => readRequestSignature({ ...get, headers });
  },
  "a COS signature of many headers": (size) => {
    const list = many(size, (index) => `h${index}`).join(";");
    const authorization = `q-sign-algorithm=sha1&q-ak=A&q-sign-time=0;9&q-key-time=0;9&q-header-list=${list}&q-url-param-list=${list}&q-signature=a`;
    const headers = { authorization };
    const findKey = () => ({ secretAccessKey: "s" });
    return () =>
      attempt(() => verifyCosSignature({ ...get, headers }, { findKey, nowsMs: [1_000] }));
  },
  "a COS signature of many fields": (size) => {
    const headers = { authorization: "q-sign-algorithm=md5&".repeat(size) };
    const findKey = () => ({ secretAccessKey: "s" });
    return () =>
      attempt(() => verifyCosSignature({ ...get, headers }, { findKey, nowsMs: [1_000] }));
  },
  "a manifest of many rows": (size) => () => [...readCsv('b,"k,1",v\r\n'.repeat(size))],
  "a manifest of many quotation marks": (size) => () => [...readCsv(`"${'""'.repeat(size)}`)],
  "a manifest of one long row": (size) => () => [...readCsv("a,".repeat(size))],
  "a header of many tags": (size) => () =>
    attempt(() => readTaggingHeader(many(size, (index) => `k${index}=%20`).join("&"))),
  "a header of a tag with many values": (size) => () =>
    attempt(() => readTaggingHeader(`k${"=v".repeat(size)}`)),
  "a document of many tags": (size) => {
    const tags = many(size, (index) => `k${index}`).map((Key) => ({ Key, Value: "v" }));
    return () => attempt(() => checkedTags(tags));
  },
  "many ranges": (size) => () => readRange(`bytes=${many(size, () => "0-1").join(",")}`, 10),
  "a condition of many ETags": (size) => () =>
    matchesEtag('W/"a", '.repeat(size), { content: { etag: '"b"' } } as never),
  "grants to many": (size) => {
    const grants = many(size, () => `id="${"0".repeat(64)}"`).join(",");
    return () => attempt(() => aclOfHeaders({ GrantRead: grants }, {} as never));
  },
  "a copy source of many versions": (size) => () =>
    attempt(() => readCopySource({} as never, `${"?versionId=".repeat(size)}&`)),
  "a lifecycle configuration of many rules": (size) => {
    const rules = many(size / 2, String).map((ID) => ({
      ...{ ID, Status: "Enabled" as const, Filter: { Prefix: ID } },
      Expiration: { Days: 1 },
    }));
    return () => checkLifecycleRules(rules);
  },
  "a replication configuration of many rules": (size) => {
    const rules = many(size / 2, String).map((ID, Priority) => ({
      ...{ ID, Priority, Status: "Enabled" as const, Filter: { Prefix: ID } },
      DeleteMarkerReplication: { Status: "Disabled" as const },
      Destination: { Bucket: "arn:aws:s3:::d" },
    }));
    return () => {
      const seen = createSeenRules(rules, "b");
      for (const rule of rules) checkRule(rule, seen);
    };
  },
  "prefixes of many rules": (size) => {
    const rules = many(size, (index) => `${index}`).map((prefix) => ({ prefix }));
    return () => compilePrefixes(rules);
  },
};

describe("twice as much takes at most 2.5 times the steps:", () => {
  test.each(Object.entries(readers))("%s", (_name, reader) => {
    const { steps, ratio } = stepsForTwice(counter, reader);
    expect(steps).toBeGreaterThan(500);
    expect(ratio).toBeLessThan(2.5);
  });
});
