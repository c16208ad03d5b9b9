import { bucket, type Row, rowsOf } from "./row.js";

const tagged = (Tags: readonly object[]) => ({ CreateBucketConfiguration: { Tags } });
const tag = (Key: string, Value = "") => ({ Key, Value });
const tags = (TagSet: readonly object[]) => ({ Tagging: { TagSet } });
const controls = (...ownerships: readonly string[]) => ({
  OwnershipControls: { Rules: ownerships.map((ObjectOwnership) => ({ ObjectOwnership })) },
});
const lockOf = (DefaultRetention: object) => ({
  ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention } },
});
const names = [
  "ab",
  "x".repeat(64),
  "Upper",
  "under_score",
  "-dash",
  "dash-",
  "two..dots",
  "192.168.5.4",
  "sthree-a",
  "amzn-s3-demo-a",
  "a-s3alias",
  "a.mrap",
  "a--table-s3",
];

/** What is said of a bucket itself, of who may do what in it and of what it locks. */
export const bucketRows: readonly Row[] = [
  ...rowsOf(
    "CreateBucket",
    { Bucket: "made" },
    names.map((Bucket) => [`the name ${Bucket}`, { Bucket }, "InvalidBucketName", "documented"]),
  ),
  ...rowsOf("CreateBucket", { Bucket: "made" }, [
    ["an unknown ownership", { ObjectOwnership: "x" }, "InvalidArgument", "recorded"],
    ["an unknown ACL", { ACL: "x" }, "InvalidArgument", "recorded"],
    [
      "an ACL with ACLs off",
      { ACL: "public-read" },
      "InvalidBucketAclWithObjectOwnership",
      "recorded",
    ],
    [
      "the Region us-east-1 by name",
      { CreateBucketConfiguration: { LocationConstraint: "us-east-1" } },
      "InvalidLocationConstraint",
      "recorded",
    ],
    [
      "an account's namespace",
      { BucketNamespace: "account-regional" },
      "NotImplemented",
      "assumed",
    ],
    ["a tag of the system's", tagged([tag("aws:a")]), "InvalidTag", "recorded"],
    ["a tag twice", tagged([tag("a"), tag("a")]), "InvalidTag", "assumed"],
    [
      "a bucket that its owner made before, with tags",
      { ...bucket, ...tagged([tag("a")]) },
      "BucketAlreadyOwnedByYou",
      "recorded",
    ],
  ]),
  ...rowsOf("DeleteBucket", bucket, [
    ["a bucket with objects", {}, "BucketNotEmpty", "recorded"],
    ["a bucket with delete markers", { Bucket: "versioned" }, "BucketNotEmpty", "recorded"],
  ]),
  ...rowsOf("PutBucketVersioning", bucket, [
    [
      "no status",
      { VersioningConfiguration: {} },
      "IllegalVersioningConfigurationException",
      "recorded",
    ],
    ["an unknown status", { VersioningConfiguration: { Status: "x" } }, "MalformedXML", "recorded"],
    [
      "an unknown MFADelete",
      { VersioningConfiguration: { Status: "Enabled", MFADelete: "x" } },
      "MalformedXML",
      "assumed",
    ],
    [
      "MFADelete",
      { VersioningConfiguration: { Status: "Enabled", MFADelete: "Enabled" } },
      "NotImplemented",
      "assumed",
    ],
    ...["locked", "replicating"].map(
      (Bucket) =>
        [
          `a suspension where a bucket is ${Bucket}`,
          { Bucket, VersioningConfiguration: { Status: "Suspended" } },
          "InvalidBucketState",
          "recorded",
        ] as const,
    ),
  ]),
  ...rowsOf("PutBucketTagging", bucket, [
    ["a tag of the system's", tags([tag("aws:a")]), "InvalidTag", "recorded"],
    ["a tag twice", tags([tag("a"), tag("a")]), "InvalidTag", "recorded"],
    ["an empty key", tags([tag("")]), "InvalidTag", "documented"],
    ["a key over 128 characters", tags([tag("x".repeat(129))]), "InvalidTag", "documented"],
    ["a value over 256", tags([tag("a", "x".repeat(257))]), "InvalidTag", "documented"],
    ["an illegal character", tags([tag("a!")]), "InvalidTag", "recorded"],
    ["51 tags", tags(Array.from({ length: 51 }, (_, at) => tag(`${at}`))), "BadRequest", "assumed"],
  ]),
  ...rowsOf("GetBucketTagging", bucket, [["no tags", {}, "NoSuchTagSet", "recorded"]]),
  ...rowsOf("PutBucketOwnershipControls", bucket, [
    ["no rule", controls(), "MalformedXML", "documented"],
    ["two rules", controls("ObjectWriter", "ObjectWriter"), "MalformedXML", "assumed"],
    ["an unknown ownership", controls("x"), "MalformedXML", "recorded"],
  ]),
  ...rowsOf("GetBucketOwnershipControls", { Bucket: "bare" }, [
    ["a bucket that has none any more", {}, "OwnershipControlsNotFoundError", "recorded"],
  ]),
  ...rowsOf("GetPublicAccessBlock", { Bucket: "bare" }, [
    ["a bucket that has none any more", {}, "NoSuchPublicAccessBlockConfiguration", "recorded"],
  ]),
  ...rowsOf("PutPublicAccessBlock", bucket, [
    ["no setting", { PublicAccessBlockConfiguration: {} }, "MalformedXML", "assumed"],
  ]),
  ...rowsOf("PutBucketAcl", bucket, [
    ["an unknown ACL", { ACL: "x" }, "InvalidArgument", "recorded"],
    [
      "an ACL where ACLs are off",
      { ACL: "public-read" },
      "AccessControlListNotSupported",
      "recorded",
    ],
  ]),
  ...rowsOf("PutBucketPolicy", bucket, [
    ["a policy that is no JSON", { Policy: "x" }, "MalformedPolicy", "recorded"],
  ]),
  ...rowsOf("GetBucketPolicy", bucket, [["no policy", {}, "NoSuchBucketPolicy", "recorded"]]),
  ...rowsOf("GetBucketPolicyStatus", bucket, [["no policy", {}, "NoSuchBucketPolicy", "recorded"]]),
  ...rowsOf("GetObjectLockConfiguration", bucket, [
    ["a bucket without Object Lock", {}, "ObjectLockConfigurationNotFoundError", "recorded"],
  ]),
  ...rowsOf("PutObjectLockConfiguration", { Bucket: "locked" }, [
    [
      "a bucket without versioning",
      { ...bucket, ...lockOf({ Mode: "GOVERNANCE", Days: 1 }) },
      "InvalidBucketState",
      "recorded",
    ],
    ["not to enable it", { ObjectLockConfiguration: {} }, "MalformedXML", "recorded"],
    ["a rule without a retention", lockOf({}), "MalformedXML", "assumed"],
    ["no mode", lockOf({ Days: 1 }), "MalformedXML", "recorded"],
    ["no period", lockOf({ Mode: "GOVERNANCE" }), "MalformedXML", "recorded"],
    [
      "days and years",
      lockOf({ Mode: "GOVERNANCE", Days: 1, Years: 1 }),
      "MalformedXML",
      "recorded",
    ],
    ["0 days", lockOf({ Mode: "GOVERNANCE", Days: 0 }), "InvalidArgument", "documented"],
    ["-1 years", lockOf({ Mode: "GOVERNANCE", Years: -1 }), "InvalidArgument", "documented"],
    ["36,501 days", lockOf({ Mode: "GOVERNANCE", Days: 36_501 }), "InvalidArgument", "documented"],
    ["101 years", lockOf({ Mode: "GOVERNANCE", Years: 101 }), "InvalidArgument", "documented"],
  ]),
  ...rowsOf("PutBucketRequestPayment", bucket, [
    [
      "an unknown payer",
      { RequestPaymentConfiguration: { Payer: "x" } },
      "MalformedXML",
      "assumed",
    ],
  ]),
  ...rowsOf("PutBucketAccelerateConfiguration", bucket, [
    ["an unknown status", { AccelerateConfiguration: { Status: "x" } }, "MalformedXML", "recorded"],
    ["no status", { AccelerateConfiguration: {} }, "MalformedXML", "assumed"],
    [
      "a bucket with dots",
      { Bucket: "dotted.bucket", AccelerateConfiguration: { Status: "Enabled" } },
      "InvalidRequest",
      "documented",
    ],
  ]),
];
