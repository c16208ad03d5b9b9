import type { LifecycleRule, LifecycleRuleFilter, Transition } from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { objectStore } from "../support/objectStore.js";

const Bucket = "plain";
const days = (Days: number, StorageClass: Transition["StorageClass"]) => ({ Days, StorageClass });
const noncurrent = (NoncurrentDays: number, StorageClass: Transition["StorageClass"]) => ({
  NoncurrentDays,
  StorageClass,
});
const tag = { Key: "k", Value: "v" };
const rule: LifecycleRule = { Status: "Enabled", Filter: {}, Expiration: { Days: 400 } };
const v1: LifecycleRule = { Status: "Enabled", Prefix: "", Expiration: { Days: 400 } };
const filter = (Filter: LifecycleRuleFilter) => ({ ...rule, Filter });
const moves = (...Transitions: Transition[]) => ({ ...rule, Transitions });
const midnight = new Date("2026-06-01T00:00:00Z");

async function put(...Rules: LifecycleRule[]) {
  const { s3 } = objectStore();
  await s3.putBucketLifecycleConfiguration({ Bucket, LifecycleConfiguration: { Rules } });
  return s3.getBucketLifecycleConfiguration({ Bucket });
}

/** The rows of lifecycle-inventory-batch.md, section A3, by their numbers. */
const refusals: readonly [row: string, rules: LifecycleRule[], code: string, message?: string][] = [
  ["4", [{ ...rule, Prefix: "" }], "MalformedXML"],
  ["5", [v1, rule], "InvalidRequest", "Filter element can only be used in Lifecycle V2."],
  [
    "6",
    [rule, v1],
    "InvalidRequest",
    "Base level prefix cannot be used in Lifecycle V2, prefixes are only supported in the Filter.",
  ],
  ["13", [{ ...rule, Expiration: { Days: 1, Date: midnight } }], "MalformedXML"],
  [
    "14",
    [{ ...rule, Expiration: { Days: -1 } }],
    "InvalidArgument",
    "'Days' for Expiration action must be a positive integer",
  ],
  [
    "18 tags",
    [{ ...filter({ Tag: tag }), Expiration: { ExpiredObjectDeleteMarker: false } }],
    "InvalidRequest",
    "ExpiredObjectDeleteMarker cannot be specified with Tags.",
  ],
  [
    "18 size",
    [
      {
        ...filter({ ObjectSizeGreaterThan: 1 }),
        Expiration: { ExpiredObjectDeleteMarker: true },
      },
    ],
    "InvalidRequest",
    "ExpiredObjectDeleteMarker cannot be specified with Object Size.",
  ],
  [
    "19 tags",
    [
      {
        ...filter({ And: { Prefix: "a", Tags: [tag] } }),
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      },
    ],
    "InvalidRequest",
    "AbortIncompleteMultipartUpload cannot be specified with Tags.",
  ],
  [
    "19 size",
    [
      {
        ...filter({ ObjectSizeLessThan: 1 }),
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      },
    ],
    "InvalidRequest",
    "AbortIncompleteMultipartUpload cannot be specified with Object Size.",
  ],
  [
    "20",
    [{ ...rule, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 0 } }],
    "InvalidArgument",
    "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer",
  ],
  ["20 missing", [{ ...rule, AbortIncompleteMultipartUpload: {} }], "MalformedXML"],
  [
    "21",
    [{ ...rule, NoncurrentVersionExpiration: { NoncurrentDays: 0 } }],
    "InvalidArgument",
    "'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer",
  ],
  [
    "22",
    [{ ...rule, NoncurrentVersionExpiration: { NewerNoncurrentVersions: 1 } }],
    "MalformedXML",
  ],
  [
    "23",
    [
      {
        ...v1,
        NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 1 },
      },
    ],
    "InvalidRequest",
    "NewerNoncurrentVersions element can only be used in Lifecycle V2.",
  ],
  [
    "24",
    [
      {
        ...rule,
        NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 0 },
      },
    ],
    "InvalidArgument",
    "'NewerNoncurrentVersions' for NoncurrentVersionExpiration action must be a positive integer",
  ],
  [
    "25",
    [moves(days(-1, "GLACIER"))],
    "InvalidArgument",
    "'Days' in Transition action must be nonnegative",
  ],
  ["27", [moves({ Days: 1, Date: midnight, StorageClass: "GLACIER" })], "MalformedXML"],
  [
    "28",
    [moves(days(1, "STANDARD" as "GLACIER"))],
    "InvalidArgument",
    "Invalid target Storage class for Transition action",
  ],
  [
    "29",
    [{ ...moves(days(1, "GLACIER"), days(2, "GLACIER")), Filter: { Prefix: "" } }],
    "InvalidRequest",
    "'StorageClass' must be different for 'Transition' actions in same 'Rule' with filter '(prefix=)'",
  ],
  [
    "30",
    [moves(days(1, "GLACIER"), { Date: midnight, StorageClass: "DEEP_ARCHIVE" })],
    "InvalidRequest",
    "Found mixed 'Date' and 'Days' based Transition actions in lifecycle rule for filter '()'",
  ],
  [
    "31",
    [{ ...moves({ Date: midnight, StorageClass: "GLACIER" }), Filter: { Prefix: "" } }],
    "InvalidRequest",
    "Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule for filter '(prefix=)'",
  ],
  [
    "32",
    [{ ...v1, Prefix: "test/", Expiration: { Days: 9 }, Transitions: [days(9, "GLACIER")] }],
    "InvalidArgument",
    "'Days' in the Expiration action for filter '(prefix=test/)' must be greater than 'Days' in the Transition action",
  ],
  [
    "33",
    [
      {
        ...v1,
        NoncurrentVersionExpiration: { NoncurrentDays: 9 },
        NoncurrentVersionTransitions: [noncurrent(9, "GLACIER")],
      },
    ],
    "InvalidArgument",
    "'NoncurrentDays' in the NoncurrentVersionExpiration action for filter '(prefix=)' must be greater than 'NoncurrentDays' in the NoncurrentVersionTransition action",
  ],
  [
    "34",
    [moves(days(60, "STANDARD_IA"), days(60, "GLACIER"))],
    "InvalidArgument",
    "'Days' in the 'Transition' action for StorageClass 'GLACIER' for filter '()' must be greater than 'Days' in the 'Transition' action for StorageClass 'STANDARD_IA' for filter '()'",
  ],
  [
    "35",
    [moves(days(30, "STANDARD_IA"), days(59, "GLACIER"))],
    "InvalidArgument",
    "'Days' in the 'Transition' action for StorageClass 'GLACIER' for filter '()' must be 30 days more than 'filter '()'' in the 'Transition' action for StorageClass 'STANDARD_IA' for filter '()'",
  ],
  [
    "37 key",
    [filter({ Tag: { Key: "", Value: "v" } })],
    "InvalidRequest",
    "A Tag's Key must be a length between 1 and 128.",
  ],
  [
    "37 value",
    [filter({ Tag: { Key: "k", Value: "v".repeat(257) } })],
    "InvalidRequest",
    "A Tag's Value must be a length between 0 and 256.",
  ],
  [
    "38 less",
    [filter({ ObjectSizeLessThan: 0 })],
    "InvalidRequest",
    "'ObjectSizeLessThan' should be between 1 and 1099511627776000.",
  ],
  [
    "38 greater",
    [filter({ ObjectSizeGreaterThan: -1 })],
    "InvalidRequest",
    "'ObjectSizeGreaterThan' should be between 0 and 1099511627776000.",
  ],
  [
    "39",
    [filter({ And: { ObjectSizeGreaterThan: 5, ObjectSizeLessThan: 5 } })],
    "InvalidRequest",
    "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.",
  ],
  [
    "40",
    [
      { ...v1, ID: "1" },
      { ...v1, ID: "2", Prefix: "a" },
    ],
    "InvalidRequest",
    "Found overlapping prefixes '' and 'a' for same action type 'Expiration'",
  ],
  [
    "a prefix of more than 1,024 bytes (`assumed`)",
    [filter({ Prefix: "é".repeat(513) })],
    "InvalidRequest",
    "Rule prefix cannot be longer than maximum allowed key length of 1024",
  ],
];

// field-reports R8, R20: what a lifecycle configuration must not be.
test.each(refusals)(
  "PutBucketLifecycleConfiguration refuses row %s",
  async (...[_row, rules, name, message]) => {
    expect(await errorOf(put(...rules))).toMatchObject({
      name,
      ...(message !== undefined && { message }),
      $metadata: { httpStatusCode: 400 },
    });
  },
);

// field-reports R9 (A) and the accepted boundaries below the same table.
test.each<[string, LifecycleRule[]]>([
  ["STANDARD_IA at 29 days", [moves(days(29, "STANDARD_IA"))]],
  ["GLACIER at once", [moves(days(0, "GLACIER"))]],
  ["GLACIER 90 days after GLACIER_IR", [moves(days(0, "GLACIER_IR"), days(90, "GLACIER"))]],
  ["transitions in any order", [moves(days(120, "DEEP_ARCHIVE"), days(30, "GLACIER"))]],
  ["the longest wait", [{ ...rule, Expiration: { Days: 2_147_483_647 } }]],
  ["the largest size", [filter({ ObjectSizeGreaterThan: 1_099_511_627_776_000 })]],
  ["two tags", [filter({ And: { Tags: [tag, { ...tag, Key: "l" }] } })]],
  [
    "a marker element that is false",
    [{ ...rule, Expiration: { ExpiredObjectDeleteMarker: false } }],
  ],
  [
    "500 newer versions",
    [{ ...rule, NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 500 } }],
  ],
  ["rules that overlap by their filters", [rule, filter({ Prefix: "a" })]],
  ["a past date", [{ ...rule, Expiration: { Date: new Date("2001-01-01T00:00:00Z") } }]],
])(
  "PutBucketLifecycleConfiguration takes %s, and gives it back as it was",
  async (_name, rules) => {
    const { Rules = [] } = await put(...rules);
    expect(Rules.map(({ ID: _, ...each }) => each)).toEqual(rules);
    for (const { ID = "" } of Rules) {
      expect(Buffer.from(ID, "base64").toString()).toMatch(
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      );
    }
  },
);
