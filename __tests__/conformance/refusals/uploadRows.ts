import { source } from "./objectRows.js";
import { bucket, object, past, type Row, rowsOf } from "./row.js";

const part = { ...object, PartNumber: 1 };
const upload = { ...object, UploadId: "none" };
const sseC = { SSECustomerAlgorithm: "AES256" };
type Rows = Parameters<typeof rowsOf>[2];

/** The same input, in the upload that there is. */
const within = (rest: object) => (ids: { UploadId: string }) => ({
  UploadId: ids.UploadId,
  ...rest,
});

const parts: Rows = [
  ["an upload that is not there", {}, "NoSuchUpload", "recorded"],
  ["another key's upload", within({ Key: "other" }), "NoSuchUpload", "recorded"],
  ["part 0", within({ PartNumber: 0 }), "InvalidArgument", "recorded"],
  ["part 10,001", within({ PartNumber: 10_001 }), "InvalidArgument", "recorded"],
  ["a customer's key that the upload has not", within(sseC), "InvalidArgument", "recorded"],
];
const completing = (Parts: readonly object[], rest: object = {}) =>
  within({ MultipartUpload: { Parts }, ...rest });
const ETag = '"5d41402abc4b2a76b9719d911017c592"';
const first = { PartNumber: 1, ETag };

export const uploadRows: readonly Row[] = [
  ...rowsOf("UploadPart", { ...part, UploadId: "none", Body: "x" }, [
    ...parts,
    ["an MD5 that is none", within({ ContentMD5: "x" }), "InvalidDigest", "recorded"],
    ["a checksum that is none", within({ ChecksumSHA1: "x" }), "InvalidRequest", "recorded"],
  ]),
  ...rowsOf("UploadPartCopy", { ...part, UploadId: "none", CopySource: "plain/k" }, [
    ...parts,
    ...source.map(([fault, input, code, evidence]): Rows[number] => [
      fault,
      (ids) => ({ UploadId: ids.UploadId, ...(typeof input === "function" ? input(ids) : input) }),
      code,
      evidence,
    ]),
    ["a range that is none", within({ CopySourceRange: "x" }), "InvalidArgument", "recorded"],
    [
      "a range without an end",
      within({ CopySourceRange: "bytes=0-" }),
      "InvalidArgument",
      "recorded",
    ],
    [
      "a range beyond the end",
      within({ CopySourceRange: "bytes=0-9" }),
      "InvalidArgument",
      "recorded",
    ],
  ]),
  ...rowsOf("ListParts", upload, [
    ["an upload that is not there", {}, "NoSuchUpload", "recorded"],
    ["a negative page", within({ MaxParts: -1 }), "InvalidArgument", "assumed"],
    ["a marker that is none", within({ PartNumberMarker: "x" }), "InvalidArgument", "assumed"],
  ]),
  ...rowsOf("AbortMultipartUpload", upload, [
    ["an upload that is not there", {}, "NoSuchUpload", "recorded"],
    ["a condition", within({ IfMatchInitiatedTime: past }), "NotImplemented", "assumed"],
  ]),
  ...rowsOf("CompleteMultipartUpload", { ...upload, MultipartUpload: { Parts: [first] } }, [
    ["an upload that is not there", {}, "NoSuchUpload", "recorded"],
    ["no part", completing([]), "MalformedXML", "recorded"],
    ["a part without a number", completing([{ ETag }]), "MalformedXML", "recorded"],
    ["a part without an ETag", completing([{ PartNumber: 1 }]), "MalformedXML", "recorded"],
    ["a part that is not there", completing([{ PartNumber: 2, ETag }]), "InvalidPart", "recorded"],
    ["another ETag", completing([{ PartNumber: 1, ETag: "a" }]), "InvalidPart", "recorded"],
    ["a part twice", completing([first, first]), "InvalidPartOrder", "recorded"],
    ["another size", completing([first], { MpuObjectSize: 4 }), "InvalidRequest", "recorded"],
    [
      "If-None-Match: an ETag",
      completing([first], { IfNoneMatch: "a" }),
      "NotImplemented",
      "recorded",
    ],
    [
      "If-Match: another ETag",
      completing([first], { IfMatch: "a" }),
      "PreconditionFailed",
      "recorded",
    ],
    [
      "a type that the upload has not",
      completing([first], { ChecksumType: "COMPOSITE" }),
      "InvalidRequest",
      "recorded",
    ],
  ]),
  ...rowsOf("ListMultipartUploads", bucket, [
    [
      "an upload marker that is none",
      { KeyMarker: "k", UploadIdMarker: "x" },
      "InvalidArgument",
      "assumed",
    ],
    ["a negative page", { MaxUploads: -1 }, "InvalidArgument", "recorded"],
    ["an unknown encoding", { EncodingType: "x" }, "InvalidArgument", "recorded"],
  ]),
];
