import type { clientVersions } from "./versions.js";

/** Tests that cannot hold on older clients for a reason of the clients' own. */
export interface LeftOut {
  readonly reason: string;
  /** The first of our versions on which they hold; `later` where it is none of the older ones. */
  readonly holdsSince: (typeof clientVersions)[number] | "later";
  /** Full names: the titles that a test is in, and its own. */
  readonly tests: readonly string[];
}

/** All that is left out of the core on older clients. */
export const leftOut: readonly LeftOut[] = [
  {
    reason: "The parameter has no member yet.",
    holdsSince: "3.600.0",
    tests: ["ListObjectsV2 tells of restored copies to a request that asks for it"],
  },
  {
    reason: "HeadBucket and ListBuckets have fewer members.",
    holdsSince: "3.600.0",
    tests: ["the plugin leaves the Region alone that a client has"],
  },
  {
    reason: "Stacks tell the names of their middleware in another form.",
    holdsSince: "3.600.0",
    tests: ["the plugin may be used twice on one client, which makes one answer"],
  },
  {
    reason:
      "Nothing asks for checksums or sends them by default, and ChecksumType is no member yet.",
    holdsSince: "3.729.0",
    tests: [
      "CopyObject into the bucket plain answers ETag, time, checksum and version",
      "CopyObject into the bucket versioned answers ETag, time, checksum and version",
      "CopyObject into the bucket suspended answers ETag, time, checksum and version",
      "CopyObject keeps the algorithm of the checksum, or computes the one that is asked for",
      "CopyObject makes one object of what was uploaded in parts",
      "in the bucket plain GetObject gives the same and the checksum, as the SDK asks for it",
      "in the bucket versioned GetObject gives the same and the checksum, as the SDK asks for it",
      "in the bucket suspended GetObject gives the same and the checksum, as the SDK asks for it",
      "GetObject answers with nothing beside what is documented",
      "ListObjectsV2 gives of each object what is recorded, the owner only when asked",
      "ListObjects echoes its marker and lists owners",
      "ListParts of an upload without parts",
      "PutObject in the bucket plain answers ETag, encryption and checksum",
      "PutObject in the bucket versioned answers ETag, encryption and checksum",
      "PutObject in the bucket suspended answers ETag, encryption and checksum",
      "PutObject without a checksum stores the CRC64NVME that S3 computes",
      "the range of a GetObject of 10 bytes: bytes=0-100 is 206 with all of it and its checksum",
      "the range of a GetObject of 10 bytes: bytes=-15 is 206 with all of it and its checksum",
      "the part number of a GetObject gives the part's checksum where the object's is composite",
      "the part number of a GetObject gives no checksum where it is of the full object",
      "the part number of a GetObject 1 of an object that has no parts is all of it",
      "the checksum of an upload that was created for CRC32 is that of its parts' checksums and their number",
      "the checksum of an upload that was created for CRC32C is that of its parts' checksums and their number",
      "the checksum of an upload that was created for SHA1 is that of its parts' checksums and their number",
      "the checksum of an upload that was created for SHA256 is that of its parts' checksums and their number",
      "the checksum of an upload that was created for a full object's CRC32 is that of all bytes",
      "the checksum of an upload that was created for a full object's CRC32C is that of all bytes",
      "the checksum of an upload that was created for no algorithm is CRC64NVME, and parts may have any or none",
      "CreateMultipartUpload for CRC32 is COMPOSITE unless told otherwise",
      "CreateMultipartUpload for CRC32C is COMPOSITE unless told otherwise",
      "CreateMultipartUpload for CRC64NVME is FULL_OBJECT unless told otherwise",
      "CreateMultipartUpload for SHA1 is COMPOSITE unless told otherwise",
      "CreateMultipartUpload for SHA256 is COMPOSITE unless told otherwise",
      "CreateMultipartUpload refuses a checksum type without an algorithm",
      "CreateMultipartUpload refuses FULL_OBJECT for SHA256",
      "CreateMultipartUpload refuses COMPOSITE for CRC64NVME",
      "A part without a checksum: a FULL_OBJECT upload takes one",
      "ListObjectVersions lists every object of a bucket that never had versions as null and latest",
      "DeleteObject of a version under legal hold is AccessDenied, and a marker may still cover it",
      "DeleteObjects lists what Object Lock protects as AccessDenied",
      "PutObject verifies a malformed CRC64NVME",
      "PutObject verifies a wrong CRC64NVME",
      "ListMultipartUploads shows what an upload was created with",
      "ListParts shows the parts, and checksums where the upload was created for one",
    ],
  },
  {
    reason: "HeadObject takes no response-* parameters.",
    holdsSince: "3.729.0",
    tests: ["GetObject and HeadObject replace headers by the response-* parameters"],
  },
  {
    reason:
      "A Filter that is empty cannot be sent, and of one with two members only the first is sent.",
    holdsSince: "3.729.0",
    tests: [
      "GetBucketReplication gives back as it was put an empty Filter",
      "PutBucketReplication answers MalformedXML to a Filter with Prefix and Tag",
      "PutBucketReplication answers MalformedXML to a Filter with Prefix and And",
      "PutBucketReplication keeps any valid configuration as it is, but for the IDs that it adds",
      "PutBucketReplication accepts what it gives back, and gives the same back again",
      "PutBucketReplication takes any document whole or leaves the one before it",
    ],
  },
  {
    reason: "HeadBucket and ListBuckets have fewer members.",
    holdsSince: "3.729.0",
    tests: [
      "ListBuckets narrows the list by prefix",
      "ListBuckets narrows the list by prefix, in its exact case",
      "ListBuckets narrows the list by Region",
      "ListBuckets repeats the prefix",
      "ListBuckets goes on after a page with its token",
      "ListBuckets refuses a Region that there is not",
      "ListBuckets refuses pages of 0",
      "ListBuckets refuses pages of 10001",
    ],
  },
  {
    reason: "Conditional writes and deletes have no members yet.",
    holdsSince: "3.729.0",
    tests: [
      "DeleteObject on the condition of an ETag (right) is not implemented for a version that is named, which stays",
      "DeleteObject on the condition of an ETag (*) is not implemented for a version that is named, which stays",
      'DeleteObject on the condition of an ETag ("wrong") is not implemented for a version that is named, which stays',
      "DeleteObject on the condition of another ETag fails with 412",
      "DeleteObject on the condition of any ETag asks whether there is an object",
      "DeleteObject on the condition of x-amz-if-match-size is not implemented in general purpose buckets",
      "DeleteObject on the condition of x-amz-if-match-last-modified-time is not implemented in general purpose buckets",
      "PutObject on a condition of If-None-Match: * fails where there is an object",
      "PutObject on a condition of an ETag to be none fails where there is an object",
      "PutObject on a condition of another ETag fails where there is an object",
      "PutObject on a condition of If-Match: * fails where there is an object",
      "PutObject on a condition of both of them fails where there is an object",
      "PutObject on a condition takes a delete marker for no object in the bucket versioned",
      "PutObject on a condition takes a delete marker for no object in the bucket suspended",
      "PutObject on a condition of an ETag fails with NoSuchKey where there is nothing",
      "DeleteObjects lists an object with another ETag than expected as PreconditionFailed",
    ],
  },
  {
    reason: "The parameter has no member yet.",
    holdsSince: "3.729.0",
    tests: ["PutObject refuses a write offset, which only directory buckets have"],
  },
  {
    reason: "The body is under a Content-MD5, so what the tests put in its place is a BadDigest.",
    holdsSince: "3.729.0",
    tests: [
      "PutBucketReplication finds a missing bucket before XML that cannot be read",
      "PutBucketReplication answers MalformedXML to XML with an element that is not closed",
      "PutBucketReplication answers MalformedXML to XML with text that is no XML",
      "PutBucketReplication answers MalformedXML to XML with another root",
      "PutBucketReplication answers MalformedXML to XML with two Roles",
      "PutBucketReplication answers MalformedXML to XML with an unknown element",
      "PutBucketReplication answers MalformedXML to XML with an unknown element in a Rule",
      "PutBucketReplication answers MalformedXML to XML with two Priorities",
      "PutBucketReplication answers MalformedXML to XML with a Priority that is no number",
      "PutBucketReplication answers MalformedXML to XML with an empty Priority",
      "PutBucketReplication answers MalformedXML to XML with a document type",
      "PutBucketReplication answers MalformedXML to none of these: the same XML without a fault, and Role behind the Rules",
    ],
  },
  {
    reason: "Of the references to characters only those to line breaks are read.",
    holdsSince: "3.729.0",
    tests: ["DeleteObjects keeps characters of keys that XML cannot show plainly"],
  },
  {
    reason: "HeadObject gives neither TagCount nor ContentRange.",
    holdsSince: "3.850.0",
    tests: [
      "PutObjectTagging replaces all tags, and changes neither version nor date",
      "the range of a GetObject of 10 bytes: HeadObject answers a range as GetObject does",
      "CreateMultipartUpload settles what the object will be like",
    ],
  },
  {
    reason: "HeadBucket and ListBuckets have fewer members.",
    holdsSince: "3.850.0",
    tests: [
      "HeadBucket answers Region, ARN and that the name is no alias",
      "ListBuckets lists the caller's own buckets by name, with ARN, Region and date",
    ],
  },
  {
    reason: "CRC64NVME needs a package of its own, or is not known.",
    holdsSince: "3.850.0",
    tests: [
      "CompleteMultipartUpload in the bucket plain answers with location, ETag and checksum",
      "CompleteMultipartUpload in the bucket versioned answers with location, ETag and checksum",
      "CompleteMultipartUpload in the bucket suspended answers with location, ETag and checksum",
      "CompleteMultipartUpload takes ETags without quotes, and leaves out parts that it does not name",
    ],
  },
  {
    reason: "A key for SSE-C is encoded again that is encoded already.",
    holdsSince: "3.953.0",
    tests: [
      "CopyObject of a source under a customer's key needs that key",
      "an object under a customer's key is read with that key, which the answer names",
      "an object under a customer's key is not read with no key",
      "an object under a customer's key is not read with another key",
      "PutObject under a customer's key tells its MD5 and no other encryption",
    ],
  },
  {
    reason: "Conditional writes and deletes have no members yet.",
    holdsSince: "3.953.0",
    tests: ["CopyObject fails where the target must not exist and does"],
  },
  {
    reason: "CRC64NVME needs a package of its own, or is not known.",
    holdsSince: "3.1000.0",
    tests: [
      "the checksum of an upload that was created for a full object's CRC64NVME is that of all bytes",
    ],
  },
  {
    reason: "There are no directory buckets yet.",
    holdsSince: "3.600.0",
    tests: [
      "remove('replicationMock') lets the client begin a session for a directory bucket again",
    ],
  },
  {
    reason: "The checksum algorithms of 2026 have no members yet.",
    holdsSince: "later",
    tests: ["SHA512", "MD5", "XXHASH64", "XXHASH3", "XXHASH128"].flatMap((algorithm) => [
      `PutObject verifies a malformed ${algorithm}`,
      `PutObject verifies a wrong ${algorithm}`,
    ]),
  },
  {
    reason: "The Upload of today asks the client for settings that it does not have yet.",
    holdsSince: "3.729.0",
    tests: ["mock.install(S3Client) answers an Upload as a client's first use"],
  },
];
