import type { Destination, ReplicationConfiguration, ReplicationRule } from "@aws-sdk/client-s3";
import { expectRejected, foreignAccount } from "../support/replicationClient.js";
import {
  arn,
  configuration,
  metrics,
  replicationTime,
  role,
  v1,
  v2,
  v2To,
} from "../support/replicationConfigurations.js";

const tag = { Key: "a", Value: "1" };
const enabled = { Status: "Enabled" } as const;
const withRole = (Role: string) => ({ ...configuration(v2()), Role });
const one = (rule: Partial<ReplicationRule>) => configuration(v2(rule));
const to = (destination: Partial<Destination>) => configuration(v2To(destination));
const second = (rule: Partial<ReplicationRule>) =>
  configuration(v2(), v2({ ID: "second", Priority: 2, ...rule }));
const inV1 = (rule: Partial<ReplicationRule>) => configuration(v1(rule));
const threshold =
  "Metrics cannot contain an event threshold when ReplicationTime is not specified or Disabled";

type Row = [
  name: string,
  document: ReplicationConfiguration,
  message: string,
  elements: { ArgumentName: string; ArgumentValue?: string },
];

function argument(ArgumentName: string, ArgumentValue?: string) {
  return { ArgumentName, ...(ArgumentValue !== undefined && { ArgumentValue }) };
}

const longId = "a".repeat(256);
const longPrefix = "a".repeat(1025);
const invalidRole = "Invalid Role specified in replication configuration";
const user = "arn:aws:iam::123456789012:user/x";
const s3Arn = arn("source");
const object = `${arn("destination")}/object`;
const prefixTooLong = "Rule prefix cannot be longer than maximum allowed key length of 1024";
const invalidArguments: Row[] = [
  ["an empty Role", withRole(""), invalidRole, argument("Role", "")],
  ["a Role that is no ARN", withRole("not-an-arn"), invalidRole, argument("Role", "not-an-arn")],
  ["a Role that is an ARN of S3", withRole(s3Arn), invalidRole, argument("Role", s3Arn)],
  [
    "a Role without a name",
    withRole("arn:aws:iam::123456789012:role/"),
    invalidRole,
    argument("Role", "arn:aws:iam::123456789012:role/"),
  ],
  [
    "a Role that is a user",
    withRole(user),
    "The relative id should start with role",
    argument("Role", user),
  ],
  [
    "a Bucket that is a bare name",
    to({ Bucket: "destination" }),
    "Invalid bucket ARN",
    argument("Bucket", "destination"),
  ],
  [
    "the Bucket of an unknown partition",
    to({ Bucket: "arn:azure:s3:::destination" }),
    "Invalid bucket ARN",
    argument("Bucket", "arn:azure:s3:::destination"),
  ],
  [
    "the ARN of an object as Bucket",
    to({ Bucket: object }),
    "The specified bucket is not valid.",
    argument("Bucket", object),
  ],
  [
    "an empty Bucket",
    to({ Bucket: "" }),
    "Destination bucket cannot be null or empty",
    argument("Bucket", ""),
  ],
  [
    "a second ID of the same name",
    second({ ID: "rule" }),
    "Rule Id must be unique",
    argument("ID", "rule"),
  ],
  [
    "an ID of 256 characters",
    one({ ID: longId }),
    "Rule Id cannot be greater than 255",
    argument("ID", longId),
  ],
  [
    "an ID beyond ASCII",
    one({ ID: "règle" }),
    "Rule ID must not contain non-ASCII characters.",
    argument("ID", "règle"),
  ],
  [
    "a Filter's Prefix of 1025 characters",
    one({ Filter: { Prefix: longPrefix } }),
    prefixTooLong,
    argument("Prefix", longPrefix),
  ],
  [
    "an And's Prefix of 1025 characters",
    one({ Filter: { And: { Prefix: longPrefix, Tags: [tag] } } }),
    prefixTooLong,
    argument("Prefix", longPrefix),
  ],
  [
    "a V1 Prefix of 1025 characters",
    inV1({ Prefix: longPrefix }),
    prefixTooLong,
    argument("Prefix", longPrefix),
  ],
  [
    "a ReplicaKmsKeyID that is no ARN",
    configuration(
      v2To(
        { EncryptionConfiguration: { ReplicaKmsKeyID: "not-a-key" } },
        { SourceSelectionCriteria: { SseKmsEncryptedObjects: enabled } },
      ),
    ),
    "Invalid ReplicaKmsKeyID ARN.",
    argument("ReplicaKmsKeyID", "not-a-key"),
  ],
  [
    "an empty Account",
    to({ Account: "" }),
    "Account cannot be empty. It must contain an account ID.",
    argument("Account", ""),
  ],
  [
    "an owner override with the wrong Account",
    to({
      Bucket: arn("foreign"),
      Account: "123456789012",
      AccessControlTranslation: { Owner: "Destination" },
    }),
    "Account must match the owner of the destination bucket.",
    argument("Account", "123456789012"),
  ],
  [
    "a ReplicationTime of 14 minutes",
    to({ ...replicationTime("Enabled", 14), ...metrics("Enabled", 15) }),
    "Invalid time minute value",
    argument("ReplicationTime", "14"),
  ],
  [
    "a Disabled ReplicationTime of 14 minutes",
    to({ ...replicationTime("Disabled", 14), ...metrics("Disabled") }),
    "Invalid time minute value",
    argument("ReplicationTime", "14"),
  ],
  [
    "Metrics without a threshold beside ReplicationTime",
    to({ ...replicationTime("Enabled"), ...metrics("Disabled") }),
    "ReplicationMetrics must contain an event threshold",
    argument("ReplicationMetrics"),
  ],
  [
    "Metrics with a threshold of 14 minutes beside ReplicationTime",
    to({ ...replicationTime("Enabled"), ...metrics("Enabled", 14) }),
    "Invalid event threshold minute value",
    argument("ReplicationMetrics", "14"),
  ],
  [
    "a threshold of 15 without ReplicationTime",
    to(metrics("Enabled", 15)),
    threshold,
    argument("Metrics", "15"),
  ],
  [
    "a threshold of 14 without ReplicationTime",
    to(metrics("Enabled", 14)),
    threshold,
    argument("Metrics", "14"),
  ],
  [
    "a threshold beside a Disabled ReplicationTime",
    to({ ...replicationTime("Disabled"), ...metrics("Disabled", 15) }),
    threshold,
    argument("Metrics", "15"),
  ],
];

describe("PutBucketReplication answers InvalidArgument to", () => {
  test.each(invalidArguments)("%s", (_, document, message, elements) =>
    expectRejected(document, { code: "InvalidArgument", status: 400, message, ...elements }),
  );
});

describe("PutBucketReplication answers AccessDenied to", () => {
  test("a Role of another account", () =>
    expectRejected(withRole(role.replace("123456789012", foreignAccount)), {
      code: "AccessDenied",
      status: 403,
      message: "Access Denied",
    }));
});
