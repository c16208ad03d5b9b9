import {
  DeleteBucketReplicationCommand,
  GetBucketReplicationCommand,
  PutBucketReplicationCommand,
  type ReplicationConfiguration,
  type S3Client,
  type StorageClass,
} from "@aws-sdk/client-s3";
import { foreignAccount, replicationClient } from "../support/replicationClient.js";
import {
  arn,
  configuration,
  metrics,
  put,
  read,
  rejection,
  replicationTime,
  role,
  v1,
  v2,
  v2To,
} from "../support/replicationConfigurations.js";

const enabled = { Status: "Enabled" } as const;
const disabled = { Status: "Disabled" } as const;
const kms = (status: "Enabled" | "Disabled", key: string) =>
  configuration(
    v2To(
      { EncryptionConfiguration: { ReplicaKmsKeyID: key } },
      { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: status } } },
    ),
  );
const withRole = (Role: string) => ({ ...configuration(v2()), Role });
const to = (...parameters: Parameters<typeof v2To>) => configuration(v2To(...parameters));
const tag = (Key: string) => ({ Key, Value: "1" });
const storageClasses: StorageClass[] = [
  "STANDARD",
  "REDUCED_REDUNDANCY",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "GLACIER",
  "DEEP_ARCHIVE",
  "GLACIER_IR",
];

describe("GetBucketReplication gives back as it was put", () => {
  test.each<[name: string, document: ReplicationConfiguration]>([
    ["an empty Filter", configuration(v2({ Filter: {} }))],
    ["an empty Prefix in the Filter", configuration(v2({ Filter: { Prefix: "" } }))],
    ["a Tag", configuration(v2({ Filter: { Tag: tag("a") } }))],
    ["a Tag with an empty Value", configuration(v2({ Filter: { Tag: { Key: "a", Value: "" } } }))],
    ["tags in their order", configuration(v2({ Filter: { And: { Tags: [tag("b"), tag("a")] } } }))],
    [
      "a Prefix with a Tag",
      configuration(v2({ Filter: { And: { Prefix: "", Tags: [tag("b")] } } })),
    ],
    ["a V1 rule, without anything of V2", configuration(v1())],
    ["several V1 rules", configuration(v1({ Prefix: "b" }), v1({ ID: "a", Prefix: "a" }))],
    ["Priority 0", configuration(v2({ Priority: 0 }))],
    ["Priority 2147483647", configuration(v2({ Priority: 2147483647 }))],
    [
      "rules in their order, not by Priority",
      configuration(v2(), v2({ ID: "b", Priority: 9 }), v2({ ID: "a", Priority: 5 })),
    ],
    [
      "rules with several destinations",
      configuration(v2(), v2To({ Bucket: arn("elsewhere") }, { ID: "b", Priority: 2 })),
    ],
    ["a Disabled rule", configuration(v2(disabled))],
    // field-reports A3 (B)
    [
      "ReplicationTime that is Disabled beside Metrics",
      configuration(
        v2To({
          ReplicationTime: { Status: "Disabled", Time: { Minutes: 15 } },
          Metrics: { Status: "Enabled" },
        }),
      ),
    ],
    ["Enabled delete marker replication", configuration(v2({ DeleteMarkerReplication: enabled }))],
    [
      "ReplicaModifications",
      configuration(v2({ SourceSelectionCriteria: { ReplicaModifications: enabled } })),
    ],
    ["an ID of 255 characters", configuration(v2({ ID: "a".repeat(255) }))],
    [
      "a Prefix of 1024 characters beyond ASCII",
      configuration(v2({ Filter: { Prefix: "😀".repeat(1024) } })),
    ],
    [
      "the role of a service, which does not exist",
      withRole("arn:aws:iam::123456789012:role/service-role/missing"),
    ],
    ["a role in China", withRole(role.replace("aws", "aws-cn"))],
    ["a role in GovCloud", withRole(role.replace("aws", "aws-us-gov"))],
    ["a destination in China", to({ Bucket: "arn:aws-cn:s3:::destination" })],
    ["a destination in GovCloud", to({ Bucket: "arn:aws-us-gov:s3:::destination" })],
    ["an Account that owns the destination", to({ Account: "123456789012" })],
    ["an Account that owns something else", to({ Account: foreignAccount })],
    ["an Account that is none", to({ Account: "abc" })],
    [
      "an owner override",
      to({
        Bucket: arn("foreign"),
        Account: foreignAccount,
        AccessControlTranslation: { Owner: "Destination" },
      }),
    ],
    [
      "a KMS key that does not exist",
      kms("Enabled", "arn:aws:kms:us-east-1:123456789012:key/none"),
    ],
    ["a KMS alias", kms("Enabled", "arn:aws-us-gov:kms:us-gov-west-1:999999999999:alias/mine")],
    ["a KMS key that is not used", kms("Disabled", "arn:aws:kms:us-east-1:123456789012:key/1")],
    ["Metrics without a threshold", to(metrics("Enabled"))],
    ["Disabled Metrics without a threshold", to(metrics("Disabled"))],
    ["Replication Time Control", to({ ...replicationTime("Enabled"), ...metrics("Enabled", 15) })],
    [
      "Disabled Replication Time Control",
      to({ ...replicationTime("Disabled"), ...metrics("Disabled") }),
    ],
    [
      "Replication Time Control of a Disabled rule",
      to({ ...replicationTime("Enabled"), ...metrics("Enabled", 15) }, disabled),
    ],
    ["a destination with Object Lock", to({ Bucket: arn("locked") })],
    [
      "1000 rules",
      configuration(...Array.from({ length: 1000 }, (_, at) => v2({ ID: `${at}`, Priority: at }))),
    ],
    ...storageClasses.map((StorageClass): [string, ReplicationConfiguration] => [
      `the storage class ${StorageClass}`,
      to({ StorageClass }),
    ]),
  ])("%s", async (_, document) => {
    const client = replicationClient();
    await put(client, document);
    expect(await read(client)).toEqual(document);
  });

  test("the configuration of a bucket with Object Lock, to one without", async () => {
    const client = replicationClient();
    await put(client, configuration(v2()), "locked");
    expect(await read(client, "locked")).toEqual(configuration(v2()));
  });
});

describe("PutBucketReplication", () => {
  test("answers 200 and nothing else", async () => {
    const { $metadata, ...output } = await replicationClient().send(
      new PutBucketReplicationCommand({
        Bucket: "source",
        ReplicationConfiguration: configuration(v2()),
      }),
    );
    expect($metadata.httpStatusCode).toBe(200);
    expect(output).toEqual({});
  });

  test("replaces the whole configuration", async () => {
    const client = replicationClient();
    await put(client, configuration(v2(), v2({ ID: "b", Priority: 2 })));
    await put(client, configuration(v1({ ID: "c" })));
    expect(await read(client)).toEqual(configuration(v1({ ID: "c" })));
  });

  test.each([
    ["no ID", undefined],
    ["an empty ID", ""],
  ])("gives a rule with %s one of its own, the same in every answer", async (_, ID) => {
    const client = replicationClient();
    await put(client, configuration(v2({ ID }), v2({ ID, Priority: 2 }), v2({ Priority: 3 })));
    const first = await read(client);
    const ids = first?.Rules?.map((rule) => rule.ID) ?? [];
    expect(ids).toEqual([expect.stringMatching(/./), expect.stringMatching(/./), "rule"]);
    expect(new Set(ids).size).toBe(3);
    expect(await read(client)).toEqual(first);
  });
});

const commands: [
  name: string,
  send: (
    client: S3Client,
    input: { Bucket: string; ExpectedBucketOwner?: string },
  ) => Promise<unknown>,
][] = [
  ["GetBucketReplication", (client, input) => client.send(new GetBucketReplicationCommand(input))],
  [
    "DeleteBucketReplication",
    (client, input) => client.send(new DeleteBucketReplicationCommand(input)),
  ],
];

describe.each(commands)("%s", (_, send) => {
  test("answers NoSuchBucket for a missing bucket", async () => {
    const sent = send(replicationClient(), { Bucket: "nowhere" });
    expect(await rejection(sent)).toEqual({
      code: "NoSuchBucket",
      status: 404,
      message: "The specified bucket does not exist",
      BucketName: "nowhere",
    });
  });

  test("answers AccessDenied to one who expects another owner, and changes nothing", async () => {
    const client = replicationClient();
    await put(client, configuration(v2()));
    const sent = send(client, { Bucket: "source", ExpectedBucketOwner: foreignAccount });
    expect(await rejection(sent)).toMatchObject({ code: "AccessDenied", status: 403 });
    expect(await read(client)).toEqual(configuration(v2()));
  });
});

describe("A bucket without a replication configuration", () => {
  const notFound = {
    code: "ReplicationConfigurationNotFoundError",
    status: 404,
    message: "The replication configuration was not found",
  };

  test.each(["source", "suspended", "unversioned"])("has none to get: %s", async (bucket) => {
    const sent = read(replicationClient(), bucket);
    expect(await rejection(sent)).toEqual({ ...notFound, BucketName: bucket });
  });

  test("is what DeleteBucketReplication leaves, however often, with 204", async () => {
    const client = replicationClient();
    await put(client, configuration(v2()));
    for (let time = 0; time < 2; time++) {
      const { $metadata } = await client.send(
        new DeleteBucketReplicationCommand({ Bucket: "source" }),
      );
      expect($metadata.httpStatusCode).toBe(204);
      expect(await rejection(read(client))).toEqual({ ...notFound, BucketName: "source" });
    }
  });
});
