import type { Destination, ReplicationConfiguration, ReplicationRule } from "@aws-sdk/client-s3";
import { expectRejected } from "../support/replicationClient.js";
import {
  arn,
  configuration,
  metrics,
  replicationTime,
  v1,
  v2,
  v2To,
} from "../support/replicationConfigurations.js";

const tag = { Key: "a", Value: "1" };
const enabled = { Status: "Enabled" } as const;
const disabled = { Status: "Disabled" } as const;
const kmsKey = "arn:aws:kms:us-east-1:123456789012:key/1";
const developerGuide =
  "for this version of Cross Region Replication configuration schema. Please refer to S3 Developer Guide for more information.";

const one = (rule: Partial<ReplicationRule>) => configuration(v2(rule));
const to = (destination: Partial<Destination>) => configuration(v2To(destination));
const second = (rule: Partial<ReplicationRule>) =>
  configuration(v2(), v2({ ID: "second", Priority: 2, ...rule }));
const inV1 = (rule: Partial<ReplicationRule>) => configuration(v1(rule));

type Row = [name: string, document: ReplicationConfiguration, message: string];

const tooManyRules = Array.from({ length: 1001 }, (_, at) => v2({ ID: `${at}`, Priority: at }));
const criteria = { SourceSelectionCriteria: { SseKmsEncryptedObjects: enabled } };
const kmsDestination = {
  Bucket: arn("destination"),
  EncryptionConfiguration: { ReplicaKmsKeyID: kmsKey },
};
const noKey = "ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present.";
const markersWithTags =
  "Delete marker replication is not supported if any Tag filter is specified. Please refer to S3 Developer Guide for more information.";
const duplicateTags = "Duplicate Tag Keys are not allowed.";
const sameStatus = "ReplicationTime and Metrics must have the same Status.";
const bothOrNeither =
  "Replication destination must contain both ReplicationTime and Metrics or neither.";
const unversioned = "Destination bucket must have versioning enabled.";
const sameBucket = "Destination bucket cannot be the same as the source bucket.";
const invalidRequests: Row[] = [
  [
    "a destination that does not exist",
    to({ Bucket: arn("nowhere") }),
    "Destination bucket must exist.",
  ],
  ["an unversioned destination", to({ Bucket: arn("unversioned") }), unversioned],
  ["a suspended destination", to({ Bucket: arn("suspended") }), unversioned],
  [
    "an unversioned destination of a Disabled rule",
    configuration(v2To({ Bucket: arn("unversioned") }, disabled)),
    unversioned,
  ],
  ["its own bucket as destination", to({ Bucket: arn("source") }), sameBucket],
  [
    "two destinations in V1",
    configuration(
      v1({ Prefix: "a" }),
      v1({ ID: "b", Prefix: "b", Destination: { Bucket: arn("elsewhere") } }),
    ),
    "Number of distinct destination bucket ARNs cannot exceed 1",
  ],
  [
    "1001 rules",
    configuration(...tooManyRules),
    "Number of defined replication rules cannot exceed 1000",
  ],
  [
    "a V2 rule without Priority",
    one({ Priority: undefined }),
    `Priority must be specified ${developerGuide}`,
  ],
  [
    "a V2 rule without DeleteMarkerReplication",
    one({ DeleteMarkerReplication: undefined }),
    `DeleteMarkerReplication must be specified ${developerGuide}`,
  ],
  ["a V1 rule with Priority", inV1({ Priority: 1 }), `Priority cannot be used ${developerGuide}`],
  [
    "a V1 rule with DeleteMarkerReplication",
    inV1({ DeleteMarkerReplication: disabled }),
    `DeleteMarkerReplication cannot be used ${developerGuide}`,
  ],
  [
    "a V1 rule with ReplicaModifications",
    inV1({ SourceSelectionCriteria: { ReplicaModifications: enabled } }),
    `ReplicaModifications cannot be used ${developerGuide}`,
  ],
  [
    "a V1 rule with ReplicationTime",
    inV1({
      Destination: {
        Bucket: arn("destination"),
        ...replicationTime("Enabled"),
        ...metrics("Enabled", 15),
      },
    }),
    `ReplicationTime cannot be used ${developerGuide}`,
  ],
  [
    "a V2 rule behind a V1 rule",
    configuration(v1(), v2({ ID: "b" })),
    `Priority cannot be used ${developerGuide}`,
  ],
  [
    "a V2 rule before a V1 rule",
    configuration(v2({ ID: "b" }), v1()),
    `Priority cannot be used ${developerGuide}`,
  ],
  [
    "a Filter beside a V1 rule",
    configuration(v1(), v2({ ID: "b", Priority: undefined, DeleteMarkerReplication: undefined })),
    `Filter cannot be used ${developerGuide}`,
  ],
  [
    "delete marker replication with a Tag",
    one({ Filter: { Tag: tag }, DeleteMarkerReplication: enabled }),
    markersWithTags,
  ],
  [
    "delete marker replication with a Tag in And",
    one({ Filter: { And: { Prefix: "a", Tags: [tag] } }, DeleteMarkerReplication: enabled }),
    markersWithTags,
  ],
  [
    "a Tag key twice",
    one({ Filter: { And: { Tags: [tag, { ...tag, Value: "2" }] } } }),
    duplicateTags,
  ],
  ["a negative Priority", one({ Priority: -1 }), "Priority must be between 0 and 2147483647."],
  ["the same Priority twice", second({ Priority: 1 }), "Found duplicate priority 1."],
  [
    "the same Priority for two destinations",
    second({ Priority: 1, Destination: { Bucket: arn("elsewhere") } }),
    "Found duplicate priority 1.",
  ],
  [
    "overlapping V1 prefixes",
    configuration(v1({ Prefix: "TaxDocs" }), v1({ ID: "b", Prefix: "TaxDocs/2015" })),
    "Found overlapping prefixes 'TaxDocs' and 'TaxDocs/2015'",
  ],
  [
    "overlapping V1 prefixes, the longer one first",
    configuration(v1({ Prefix: "a" }), v1({ ID: "b", Prefix: "bc" }), v1({ ID: "c", Prefix: "b" })),
    "Found overlapping prefixes 'bc' and 'b'",
  ],
  [
    "a V1 prefix beside the empty one",
    configuration(v1(), v1({ ID: "b", Prefix: "a" })),
    "Found overlapping prefixes '' and 'a'",
  ],
  [
    "an empty SourceSelectionCriteria",
    one({ SourceSelectionCriteria: {} }),
    "SourceSelectionCriteria cannot be empty",
  ],
  ["SseKmsEncryptedObjects Enabled without a key", one(criteria), noKey],
  [
    "SseKmsEncryptedObjects Disabled without a key",
    one({ SourceSelectionCriteria: { SseKmsEncryptedObjects: disabled } }),
    noKey,
  ],
  [
    "SseKmsEncryptedObjects with an EncryptionConfiguration that is empty",
    configuration(v2To({ EncryptionConfiguration: {} }, criteria)),
    noKey,
  ],
  [
    "a key without SseKmsEncryptedObjects",
    one({ Destination: kmsDestination }),
    "SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present.",
  ],
  [
    "an owner override without Account",
    to({ AccessControlTranslation: { Owner: "Destination" } }),
    "Account must be specified if the Owner in AccessControlTranslation has a value",
  ],
  ["ReplicationTime Enabled without Metrics", to(replicationTime("Enabled")), bothOrNeither],
  ["ReplicationTime Disabled without Metrics", to(replicationTime("Disabled")), bothOrNeither],
  [
    "ReplicationTime Enabled, Metrics Disabled",
    to({ ...replicationTime("Enabled"), ...metrics("Disabled", 15) }),
    sameStatus,
  ],
];

describe("PutBucketReplication answers InvalidRequest to", () => {
  test.each(invalidRequests)("%s", (_, document, message) =>
    expectRejected(document, { code: "InvalidRequest", status: 400, message }),
  );
});
