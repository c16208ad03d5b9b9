import { bucket, type Row, rowsOf } from "./row.js";

export const listingRows: readonly Row[] = [
  ...(["ListObjects", "ListObjectsV2", "ListObjectVersions"] as const).flatMap((name) =>
    rowsOf(name, bucket, [
      ["an unknown encoding", { EncodingType: "x" }, "InvalidArgument", "recorded"],
      ["a negative page", { MaxKeys: -1 }, "InvalidArgument", "recorded"],
      ["an unknown attribute", { OptionalObjectAttributes: ["x"] }, "InvalidArgument", "assumed"],
    ]),
  ),
  ...rowsOf("ListObjectsV2", bucket, [
    ["a token that is none", { ContinuationToken: "x" }, "InvalidArgument", "recorded"],
    ["an empty token", { ContinuationToken: "" }, "InvalidArgument", "recorded"],
  ]),
  ...rowsOf("ListObjectVersions", bucket, [
    [
      "a version marker without a key marker",
      { VersionIdMarker: "x" },
      "InvalidArgument",
      "recorded",
    ],
    [
      "an empty version marker",
      { KeyMarker: "k", VersionIdMarker: "" },
      "InvalidArgument",
      "assumed",
    ],
    [
      "a version marker that is none",
      { KeyMarker: "k", VersionIdMarker: "x" },
      "InvalidArgument",
      "assumed",
    ],
  ]),
  ...rowsOf("ListBuckets", {}, [
    ["a page of nothing", { MaxBuckets: 0 }, "InvalidArgument", "documented"],
    ["a page over 10,000", { MaxBuckets: 10_001 }, "InvalidArgument", "documented"],
    ["a Region that is none", { BucketRegion: "x" }, "InvalidArgument", "recorded"],
    ["a token that is none", { ContinuationToken: "x" }, "InvalidArgument", "assumed"],
  ]),
];
