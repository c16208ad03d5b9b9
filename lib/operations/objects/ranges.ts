import { fail } from "../../base/errors.js";

/** Bytes `first` to `last` of an object, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads a Range header as S3 does: several ranges, other units and ranges that make no sense are
 * ignored, which is the whole object with status 200 (recorded 2026).
 *
 * @returns undefined where the header is ignored
 * @throws S3Error InvalidRange where it names nothing of the object
 */
export function readRange(header: string, sizeBytes: number): ByteRange | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined;
  if (first === "") {
    const suffixBytes = Number(last);
    if (suffixBytes === 0 || sizeBytes === 0) unsatisfiable(header, sizeBytes);
    return { first: Math.max(0, sizeBytes - suffixBytes), last: sizeBytes - 1 };
  }
  if (last !== "" && Number(last) < Number(first)) return undefined;
  if (Number(first) >= sizeBytes) unsatisfiable(header, sizeBytes);
  return {
    first: Number(first),
    last: last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1),
  };
}

/**
 * Reads `x-amz-copy-source-range`, which S3 takes in one form only.
 *
 * Which of the texts is for a range that begins within the source is `assumed`.
 *
 * @throws S3Error InvalidArgument, InvalidRequest
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html
 */
export function readCopyRange(header: string, sizeBytes: number): ByteRange {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  const first = Number(from);
  const last = Number(to);
  // Without a match both are NaN, and no comparison with it holds.
  if (!(first <= last)) {
    invalidCopyRange(
      header,
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
    );
  }
  if (first >= sizeBytes) {
    fail("InvalidRequest", {
      message: "The specified copy range is invalid for the source object size",
    });
  }
  if (last >= sizeBytes) {
    invalidCopyRange(
      header,
      `Range specified is not valid for source object of size: ${sizeBytes}`,
    );
  }
  return { first, last };
}

function invalidCopyRange(header: string, message: string): never {
  return fail("InvalidArgument", {
    message,
    ArgumentName: "x-amz-copy-source-range",
    ArgumentValue: header,
  });
}

function unsatisfiable(header: string, sizeBytes: number): never {
  return fail("InvalidRange", {
    RangeRequested: header,
    ActualObjectSize: String(sizeBytes),
    headers: { "content-range": `bytes */${sizeBytes}` },
  });
}
