import { fail } from "../../base/errors.js";
import type { Content } from "../../state/objectVersion.js";
import { checksumMembers } from "./checksumMembers.js";
import { type ByteRange, readRange } from "./ranges.js";

/** What says which bytes a read is for. */
export interface RangeInput {
  readonly Range?: string | undefined;
  readonly PartNumber?: number | undefined;
}

/**
 * The bytes that a read is for: a range or a part, of which S3 takes one at the most.
 *
 * @returns undefined for the whole object; a range that ends before it begins for an empty part
 * @throws S3Error InvalidRequest for both, InvalidRange, InvalidPartNumber
 */
export function requestedRange(
  content: Content,
  { Range, PartNumber }: RangeInput,
): ByteRange | undefined {
  if (PartNumber === undefined) {
    return Range === undefined ? undefined : readRange(Range, content.bytes.length);
  }
  if (Range !== undefined) {
    fail("InvalidRequest", {
      message: "Cannot specify both Range header and partNumber query parameter",
    });
  }
  return rangeOfPart(content, PartNumber);
}

function rangeOfPart({ bytes, parts }: Content, partNumber: number): ByteRange | undefined {
  const index =
    parts === undefined
      ? partNumber - 1
      : parts.findIndex((part) => part.partNumber === partNumber);
  const count = parts?.length ?? 1;
  if (index < 0 || index >= count) {
    fail("InvalidPartNumber", {
      PartNumberRequested: String(partNumber),
      ActualPartCount: String(count),
    });
  }
  if (parts === undefined || bytes.length === 0) {
    return bytes.length === 0 ? undefined : { first: 0, last: bytes.length - 1 };
  }
  const first = parts.slice(0, index).reduce((sum, part) => sum + part.sizeBytes, 0);
  const sizeBytes = parts[index]?.sizeBytes ?? 0;
  return { first, last: first + sizeBytes - 1 };
}

/**
 * A part answers with its own checksum; a range that leaves something out with none, or a client
 * would verify the whole object's checksum on a piece of it.
 */
export function checksumOfRead(
  content: Content,
  partNumber: number | undefined,
  range: ByteRange | undefined,
): ReturnType<typeof checksumMembers> {
  const { checksum, parts, bytes } = content;
  if (checksum === undefined) return {};
  const part = parts?.find((each) => each.partNumber === partNumber);
  if (part?.checksum !== undefined && checksum.type === "COMPOSITE") {
    return checksumMembers({ ...checksum, value: part.checksum });
  }
  const isWhole = range === undefined || range.last - range.first + 1 === bytes.length;
  return isWhole ? checksumMembers(checksum) : {};
}
