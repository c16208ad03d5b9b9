import type { BucketSeed } from "s3-replication-mock";
import { backup, cosBuckets, cosServed, destination, role, source } from "../support/cos.js";

const rule = { Status: "Enabled", Prefix: "a", Destination: { Bucket: destination } };
const twice = (change: object) => ({ rules: [rule, { ...rule, Prefix: "b", ...change }] });
const to = (Bucket: string, more: object = {}) => ({
  rules: [{ ...rule, Destination: { Bucket, ...more } }],
});

interface Sent {
  readonly role?: string;
  readonly rules?: readonly object[];
}

/** Codes are `assumed`, but for those that COS's list names after what is wrong. */
const refused: Record<string, [code: string, sent: Sent]> = {
  "a role of AWS": ["InvalidArgument", { role: "arn:aws:iam::123456789012:role/replication" }],
  "no rule": ["MalformedXML", { rules: [] }],
  "a rule without a status": ["MalformedXML", { rules: [{ ...rule, Status: undefined }] }],
  "a rule without a destination": [
    "MalformedXML",
    { rules: [{ ...rule, Destination: undefined }] },
  ],
  "more than 1,000 rules": [
    "InvalidRequest",
    { rules: Array.from({ length: 1001 }, (_, Prefix) => ({ ...rule, Prefix: `${Prefix}/` })) },
  ],
  "a filter": ["NotImplemented", { rules: [{ ...rule, Filter: { Prefix: "a" } }] }],
  "a priority": ["NotImplemented", { rules: [{ ...rule, Priority: 1 }] }],
  "replication time control": [
    "NotImplemented",
    to(destination, { ReplicationTime: { Status: "Enabled", Time: { Minutes: 15 } } }),
  ],
  "prefixes that overlap": ["InvalidRequest", twice({ Prefix: "a/b" })],
  "a prefix beside the whole bucket": ["InvalidRequest", twice({ Prefix: undefined })],
  "an ID twice": [
    "InvalidArgument",
    {
      rules: [
        { ...rule, ID: "1" },
        { ...rule, ID: "1", Prefix: "b" },
      ],
    },
  ],
  "two destinations": [
    "InvalidRequest",
    twice({ Destination: { Bucket: "qcs::cos:ap-beijing::other-1250000000" } }),
  ],
  "an ARN for a destination": ["InvalidArgument", to(`arn:aws:s3:::${backup.Bucket}`)],
  "a destination that does not exist": [
    "InvalidArgument",
    to("qcs::cos:ap-beijing::no-1250000000"),
  ],
  "a destination in another Region": [
    "InvalidArgument",
    to(`qcs::cos:ap-nanjing::${backup.Bucket}`),
  ],
  "the source as destination": ["InvalidArgument", to(`qcs::cos:ap-guangzhou::${source.Bucket}`)],
  "a destination without versioning": [
    "BucketVersionNotOpen",
    to("qcs::cos:ap-guangzhou::plain-1250000000"),
  ],
  "a destination of another account": [
    "UserNotTargetBucketOwner",
    to("qcs::cos:ap-guangzhou::theirs-1250000000"),
  ],
  "a storage class of S3 alone": [
    "NotSupportedStorageClass",
    to(destination, { StorageClass: "GLACIER" }),
  ],
  "a storage class of several zones": [
    "MAZOperationNotSupportOnOAZBucket",
    to(destination, { StorageClass: "MAZ_STANDARD" }),
  ],
};

const buckets = {
  ...cosBuckets,
  "other-1250000000": { versioning: "Enabled", region: "ap-beijing" },
  "plain-1250000000": {},
  "theirs-1250000000": { versioning: "Enabled", owner: "210987654321" },
} as const;

describe("PUT Bucket replication of COS", () => {
  test.each(Object.entries(refused))("refuses %s", async (_name, [code, sent]) => {
    await cosServed(
      async ({ send }) => {
        const answer = await send("PUT", source.Bucket, {
          target: "?replication",
          body: documentOf(sent),
        });
        expect(/<Code>(.*)<\/Code>/.exec(answer.text)?.[1]).toBe(code);
        expect((await send("GET", source.Bucket, { target: "?replication" })).status).toBe(404);
      },
      { buckets },
    );
  });

  test("needs a source with versioning", async () => {
    await cosServed(
      async ({ send }) => {
        const put = { target: "?replication", body: documentOf({}) };
        const { status, text } = await send("PUT", "plain-1250000000", put);
        expect([status, text]).toEqual([
          400,
          expect.stringContaining("<Code>BucketVersionNotOpen<"),
        ]);
      },
      { buckets },
    );
  });

  const accepted: Record<string, Sent> = {
    "a rule without a prefix": { rules: [{ ...rule, Prefix: undefined }] },
    "several prefixes that do not overlap": twice({}),
    "a storage class as it was spelled in 2019": to(destination, { StorageClass: "Standard_IA" }),
    "a destination as it was named in 2017": to("qcs:id/0:cos:ap-beijing:appid/1250000000:backup"),
  };

  test.each(Object.entries(accepted))("takes %s and gives it back", async (_name, sent) => {
    await cosServed(async ({ mock, send }) => {
      const target = "?replication";
      const body = documentOf(sent);
      expect(await send("PUT", source.Bucket, { target, body })).toMatchObject({
        status: 200,
        text: "",
      });
      const { text } = await send("GET", source.Bucket, { target });
      expect(elementsOf(text)).toEqual(elementsOf(body));
      await send("PUT", source.Bucket, { target: "/a.txt", body: "42" });
      mock.settle();
      const replica = await send("HEAD", backup.Bucket, { target: "/a.txt" });
      expect(replica.headers["x-cos-replication-status"]).toBe("Replica");
    });
  });

  test("stands in the options as COS has it", async () => {
    const seed: BucketSeed = {
      versioning: "Enabled",
      replication: {
        Role: role,
        Rules: [{ Status: "Enabled", Destination: { Bucket: destination } }],
      },
    };
    await cosServed(
      async ({ mock, send }) => {
        await send("PUT", source.Bucket, { target: "/a.txt", body: "42" });
        mock.settle();
        expect((await send("GET", backup.Bucket, { target: "/a.txt" })).text).toBe("42");
      },
      { buckets: { ...cosBuckets, [source.Bucket]: seed } },
    );
  });
});

function documentOf({ role: Role = role, rules = [rule] }: Sent): string {
  return `<ReplicationConfiguration><Role>${Role}</Role>${rules.map((each) => xml("Rule", each)).join("")}</ReplicationConfiguration>`;
}

function xml(name: string, value: unknown): string {
  if (value === undefined) return "";
  if (typeof value !== "object" || value === null) return `<${name}>${value}</${name}>`;
  return `<${name}>${Object.entries(value)
    .map(([child, content]) => xml(child, content))
    .join("")}</${name}>`;
}

/** In any order: which one S3 and COS write is of no account to those who read XML. */
function elementsOf(text: string): string[] {
  expect(text).toMatch(/^<ReplicationConfiguration>/);
  return (text.match(/<\w+>[^<]+/g) ?? []).sort();
}
