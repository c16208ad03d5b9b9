import {
  PutBucketReplicationCommand,
  type PutBucketReplicationCommandInput,
  type ReplicationRule,
} from "@aws-sdk/client-s3";
import { foreignAccount, replicationClient } from "../support/replicationClient.js";
import {
  arn,
  configuration,
  putXml,
  rejection,
  replicationTime,
  v2,
  v2To,
} from "../support/replicationConfigurations.js";

type Input = Partial<PutBucketReplicationCommandInput>;

const put = (input: Input) =>
  replicationClient().send(
    new PutBucketReplicationCommand({
      Bucket: "source",
      ReplicationConfiguration: configuration(v2()),
      ...input,
    }),
  );

const badStatus = v2({ Status: "On" as "Enabled" });
const badRole = { ...configuration(v2()), Role: "" };
const to = (...buckets: string[]) =>
  configuration(
    ...buckets.map((bucket, at) => v2To({ Bucket: arn(bucket) }, { ID: bucket, Priority: at })),
  );
const rules = (...parts: ReplicationRule[]) => ({
  ReplicationConfiguration: configuration(...parts),
});

const malformed = { code: "MalformedXML" };
const invalidRole = { code: "InvalidArgument", ArgumentName: "Role" };
const sourceVersioning = { message: expect.stringMatching(/^Versioning must be 'Enabled'/) };
const destinationVersioning = { message: "Destination bucket must have versioning enabled." };
const destinationExists = { message: "Destination bucket must exist." };

describe("PutBucketReplication finds", () => {
  test.each<[name: string, input: Input, answer: object]>([
    [
      "a missing bucket before another owner",
      { Bucket: "nowhere", ExpectedBucketOwner: foreignAccount },
      { code: "NoSuchBucket", status: 404, BucketName: "nowhere" },
    ],
    [
      "a missing bucket before a wrong Status",
      { Bucket: "nowhere", ...rules(badStatus) },
      { code: "NoSuchBucket" },
    ],
    [
      "another owner before the source's versioning",
      { Bucket: "unversioned", ExpectedBucketOwner: foreignAccount },
      { code: "AccessDenied", status: 403, message: "Access Denied" },
    ],
    [
      "another owner before a wrong Status",
      { ExpectedBucketOwner: foreignAccount, ...rules(badStatus) },
      { code: "AccessDenied" },
    ],
    [
      "the schema before the Role",
      { ReplicationConfiguration: { ...configuration(badStatus), Role: "" } },
      malformed,
    ],
    [
      "the schema before the source's versioning",
      { Bucket: "unversioned", ...rules(badStatus) },
      malformed,
    ],
    [
      "the schema of a later rule before an earlier rule",
      rules(v2({ Priority: -1 }), badStatus),
      malformed,
    ],
    [
      "the Role before the source's versioning",
      { Bucket: "unversioned", ReplicationConfiguration: badRole },
      invalidRole,
    ],
    [
      "the Role before the rules",
      { ReplicationConfiguration: { ...configuration(v2({ Priority: -1 })), Role: "" } },
      invalidRole,
    ],
    [
      "an unversioned source before an unversioned destination",
      { Bucket: "unversioned", ReplicationConfiguration: to("suspended") },
      sourceVersioning,
    ],
    [
      "a suspended source before an unversioned destination",
      { Bucket: "suspended", ReplicationConfiguration: to("unversioned") },
      sourceVersioning,
    ],
    [
      "the source's versioning before the rules",
      { Bucket: "unversioned", ...rules(v2({ Priority: -1 })) },
      sourceVersioning,
    ],
    [
      "the first rule before the second",
      rules(v2({ Priority: -1 }), v2({ ID: "é" })),
      { message: "Priority must be between 0 and 2147483647." },
    ],
    [
      "the last rule before the first destination",
      rules(v2To({ Bucket: arn("nowhere") }), v2({ ID: "b", Priority: -1 })),
      { message: "Priority must be between 0 and 2147483647." },
    ],
    [
      "a first destination that does not exist before an unversioned one",
      { ReplicationConfiguration: to("nowhere", "unversioned") },
      destinationExists,
    ],
    [
      "a first destination that is unversioned before a missing one",
      { ReplicationConfiguration: to("unversioned", "nowhere") },
      destinationVersioning,
    ],
  ])("%s", async (_, input, answer) => {
    expect(await rejection(put(input))).toMatchObject(answer);
  });

  test("a missing bucket before XML that cannot be read", async () => {
    const sent = putXml(replicationClient(), "not XML", "nowhere");
    expect(await rejection(sent)).toMatchObject({ code: "NoSuchBucket" });
  });
});

describe("PutBucketReplication judges within a rule", () => {
  const tag = { Filter: { Tag: { Key: "a", Value: "1" } } };
  /** Faults in the order in which they are found; each row has one and all that come behind it. */
  const faults: [name: string, fault: Partial<ReplicationRule>, answer: object][] = [
    ["the schema version", { Priority: undefined }, { message: /^Priority must be specified/ }],
    ["the ID", { ID: "é" }, { ArgumentName: "ID" }],
    ["the Priority", { Priority: -1 }, { message: /^Priority must be between/ }],
    [
      "delete markers with tags",
      { ...tag, DeleteMarkerReplication: { Status: "Enabled" } },
      { message: /^Delete marker replication is not supported/ },
    ],
    [
      "SourceSelectionCriteria",
      { SourceSelectionCriteria: {} },
      { message: /^SourceSelectionCriteria cannot be empty/ },
    ],
  ];
  const destinationFaults: [name: string, fault: object, answer: object][] = [
    ["the ARN", { Bucket: "x" }, { ArgumentName: "Bucket" }],
    [
      "the same bucket",
      { Bucket: arn("source") },
      { message: /^Destination bucket cannot be the same/ },
    ],
    [
      "the owner override",
      { AccessControlTranslation: { Owner: "Destination" } },
      { message: /^Account must be specified/ },
    ],
    [
      "the KMS key",
      { EncryptionConfiguration: { ReplicaKmsKeyID: "x" } },
      { message: /^SseKmsEncryptedObjects must be specified/ },
    ],
    [
      "Replication Time Control",
      replicationTime("Enabled", 14),
      { message: /^Replication destination must contain both/ },
    ],
    ["whether the destination exists", { Bucket: arn("nowhere") }, destinationExists],
  ];
  /** From `at` on, earlier faults over later ones. */
  const allFrom = (list: typeof destinationFaults, at: number): object =>
    Object.assign(
      {},
      ...list
        .slice(at)
        .map(([, fault]) => fault)
        .reverse(),
    );

  const rows = [
    ...faults.map(([name, , answer], at): [string, ReplicationRule, object] => [
      name,
      v2To(allFrom(destinationFaults, 0), allFrom(faults, at)),
      answer,
    ]),
    ...destinationFaults.map(([name, , answer], at): [string, ReplicationRule, object] => [
      name,
      v2To(allFrom(destinationFaults, at)),
      answer,
    ]),
  ];

  test.each(rows)("%s before what comes next", async (_, rule, answer) => {
    const expected = Object.entries(answer).map(([name, value]) => [
      name,
      value instanceof RegExp ? expect.stringMatching(value) : value,
    ]);
    expect(await rejection(put(rules(rule)))).toMatchObject(Object.fromEntries(expected));
  });
});
