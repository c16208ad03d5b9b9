import {
  added,
  circle,
  documents,
  doubled,
  entry,
  type List,
  replication,
  reversed,
  source,
  stack,
  to,
  twice,
  upload,
  version,
  type WrongState,
} from "./wrongState.js";

const buckets: readonly WrongState[] = [
  ["a name in capitals", [...source, "name"], to("Source"), "state.buckets[0].name is not a name"],
  ["an address for a name", [...source, "name"], to("10.0.0.1"), "state.buckets[0].name is not"],
  [
    "two buckets of one name",
    ["buckets"],
    (list: List) => added(list[0])(list),
    "two buckets source",
  ],
  [
    "another kind of versioning",
    [...source, "versioning"],
    to("On"),
    "state.buckets[0].versioning is not one of Enabled, Suspended",
  ],
  [
    "a default retention of 101 years",
    ["buckets", 4, "objectLock", "defaultRetention"],
    to({ mode: "GOVERNANCE", unit: "Years", count: 101 }),
    "state.buckets[4].objectLock.defaultRetention.count is not a whole number from 1 to 100",
  ],
  [
    "a configuration of no name",
    documents,
    entry("toString", {}),
    'state.buckets[0].documents["toString"] is not known',
  ],
  [
    "tags that are a text",
    [...documents, "tagging"],
    to({ TagSet: "k=v" }),
    'state.buckets[0].documents["tagging"].TagSet is not a list',
  ],
  [
    "lifecycle of no number of days",
    [...documents, "lifecycle", "Rules", 0, "Expiration", "Days"],
    to(Number.NaN),
    'state.buckets[0].documents["lifecycle"].Rules[0].Expiration.Days is not a whole number',
  ],
  [
    "an inventory that contains itself",
    [...documents, "inventory"],
    circle,
    'state.buckets[0].documents["inventory"][0].Destination is not there',
  ],
  [
    "a website that doubles thirty times",
    documents,
    entry("website", { IndexDocument: { Suffix: "i" }, More: doubled() }),
    'state.buckets[0].documents["website"] has more than 400000 values',
  ],
  [
    "a website that contains itself",
    documents,
    (map: ReadonlyMap<unknown, unknown>) => {
      const website: Record<string, unknown> = {};
      website.Self = website;
      return entry("website", website)(map);
    },
    'state.buckets[0].documents["website"] is deeper than 32 values',
  ],
  [
    "a policy that S3 refuses",
    documents,
    entry("policy", { Policy: "{" }),
    "s3://source has a policy",
  ],
  [
    "prefixes that lead in a circle",
    [...replication, "prefixes", 1, "parent"],
    to(1),
    "state.buckets[0].replication.prefixes are not those of its rules",
  ],
  [
    "rules without a destination",
    [...replication, "rules", 0, "destination"],
    to(undefined),
    "state.buckets[0].replication.rules[0].destination is not an object",
  ],
  [
    "a replication document without rules",
    [...replication, "document"],
    to({ Role: "r" }),
    "state.buckets[0].replication.document.Rules is not there",
  ],
  [
    "rows that are not compressed",
    [...source, "inventories", "list", "lastReport", "rows"],
    to(Buffer.from("key")),
    'state.buckets[0].inventories["list"].lastReport.rows is not what',
  ],
];

const versions: readonly WrongState[] = [
  ["a key without versions", stack, to([]), "s3://source/a has no versions"],
  [
    "a key that is there twice",
    [...source, "versions"],
    twice,
    "s3://source/a has no versions, or",
  ],
  [
    "versions in another order",
    stack,
    reversed,
    "s3://source/a has versions that are not in their",
  ],
  ["a version that is there twice", stack, twice, "s3://source/a"],
  ["a version of another key", [...version, "key"], to("b"), "s3://source/a: version"],
  ["a version from later", [...version, "sequence"], to(1e6), "is from later than now"],
  ["an empty key", [...version, "key"], to(""), "versions[0][1][0].key is not a key of 1 to"],
  [
    "a key of 1,025 bytes",
    [...version, "key"],
    to("é".repeat(513)),
    "versions[0][1][0].key is not",
  ],
  ["no version id", [...version, "versionId"], to("latest"), "versions[0][1][0].versionId is not"],
  [
    "a body that is not there",
    [...version, "content", "body"],
    to(999),
    "a body that is not there",
  ],
  ["a body of nobody", [...version, "content", "body"], to(1), "no version has body 1"],
  [
    "a negative body",
    [...version, "content", "body"],
    to(-1),
    "content.body is not a whole number",
  ],
  [
    "parts of another size than the body",
    [...source, "versions", 5, 1, 0, "content", "parts", 0, "sizeBytes"],
    to(5),
    "s3://source/u: version",
  ],
  [
    "parts that are there twice",
    [...source, "versions", 5, 1, 0, "content", "parts"],
    twice,
    "has parts that are not in their order",
  ],
  ["a marker with a body", [...version, "isDeleteMarker"], to(true), "versions[0][1][0]."],
  [
    "a storage class of no S3",
    [...version, "storageClass"],
    to("COLD"),
    "storageClass is not one of",
  ],
  ["a lock that is a map", [...version, "lock"], to(new Map()), "versions[0][1][0].lock is not an"],
  ["metadata that is a list", [...version, "userMetadata"], to(["v"]), "userMetadata is not an"],
  ["work that is not there", [...version, "workIds"], to([999]), "work 999 is not there"],
  [
    "work of another version",
    [...version, "workIds"],
    to([17, 21]),
    "work 17 is another version's",
  ],
];

const uploads: readonly WrongState[] = [
  ["an upload that is there twice", [...source, "uploads", 0, 1], twice, "is there twice"],
  ["an upload without an id", [...upload, "uploadId"], to(""), "uploadId is not an upload id"],
  ["an upload of another key", [...upload, "key"], to("v"), "is of another key"],
  ["part 10,001", [...upload, "parts", 0, 1, "partNumber"], to(10_001), "is not a part number"],
  ["a part under another's number", [...upload, "parts", 0, 0], to(2), "part 2 has another number"],
  ["a part that is there twice", [...upload, "parts"], twice, "its parts are not in their order"],
  [
    "a part without a body",
    [...upload, "parts", 0, 1, "body"],
    to(999),
    "part 1 has another number",
  ],
  ["a completed upload twice", [...source, "completedUploads"], twice, "completed upload"],
];

/** States with a bucket that is wrong in one place, by what is wrong with it. */
export const wrongBuckets: readonly WrongState[] = [...buckets, ...versions, ...uploads];
