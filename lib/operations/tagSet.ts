import { fail } from "../base/errors.js";
import { limits } from "../base/limits.js";
import type { Tag } from "../state/objectVersion.js";

export const noTags: readonly Tag[] = [];

/** What has tags: how many, and how S3 words its refusals (recorded 2026, but for the number). */
export interface Tagged {
  readonly maximum: number;
  readonly tooMany: string;
  readonly systemTag: string;
}

const objectTags: Tagged = {
  maximum: limits.objectTags,
  tooMany: `Object tags cannot be greater than ${limits.objectTags}`,
  systemTag: "Your TagKey cannot be prefixed with aws:",
};

/**
 * Checks the tags of an object, or of what else has them.
 *
 * @throws S3Error InvalidTag, BadRequest
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
 */
export function checkedTags(
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[],
  tagged = objectTags,
): readonly Tag[] {
  const seen = new Set<string>();
  const checked = tags.map(({ Key = "", Value = "" }) => {
    if (seen.has(Key)) {
      fail("InvalidTag", {
        message: "Cannot provide multiple Tags with the same key",
        TagKey: Key,
      });
    }
    seen.add(Key);
    return checkedTag({ Key, Value }, tagged);
  });
  if (checked.length > tagged.maximum) fail("BadRequest", { message: tagged.tooMany });
  return checked;
}

/**
 * Reads the header `x-amz-tagging`: tags as a URL query.
 *
 * @throws S3Error InvalidArgument, InvalidTag, BadRequest
 */
export function readTaggingHeader(header: string | undefined): readonly Tag[] {
  if (header === undefined || header === "") return noTags;
  // Pairs that are empty do not count (recorded).
  const pairs = header.split("&").filter((pair) => pair !== "");
  const tags = pairs.map((pair) => {
    const [key = "", value = "", ...rest] = pair.split("=");
    if (key === "" || rest.length > 0) malformedHeader(header);
    return { Key: decodeQuery(key, header), Value: decodeQuery(value, header) };
  });
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) malformedHeader(header);
  return checkedTags(tags);
}

/** Letters, digits and blanks of any script, and `+ - = . _ : / @`. */
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

function checkedTag(tag: Tag, { systemTag }: Tagged): Tag {
  const { Key, Value } = tag;
  if (Key.startsWith("aws:")) {
    fail("InvalidTag", { message: systemTag, TagKey: Key });
  }
  if (Key === "" || Key.length > limits.tagKeyCharacters || !allowed.test(Key)) {
    fail("InvalidTag", { message: "The TagKey you have provided is invalid", TagKey: Key });
  }
  if (Value.length > limits.tagValueCharacters || !allowed.test(Value)) {
    fail("InvalidTag", {
      message: "The TagValue you have provided is invalid",
      TagKey: Key,
      TagValue: Value,
    });
  }
  return tag;
}

function decodeQuery(text: string, header: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return malformedHeader(header);
  }
}

function malformedHeader(header: string): never {
  return fail("InvalidArgument", {
    message:
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    ArgumentName: "x-amz-tagging",
    ArgumentValue: header,
  });
}
