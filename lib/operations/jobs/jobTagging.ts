import type {
  DeleteJobTaggingCommandInput,
  DeleteJobTaggingResult,
  GetJobTaggingCommandInput,
  GetJobTaggingResult,
  PutJobTaggingCommandInput,
  PutJobTaggingResult,
} from "@aws-sdk/client-s3-control";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";
import { changeJob } from "../../state/jobTasks.js";
import type { Tag } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { openJob } from "./openJob.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetJobTagging.html */
export function getJobTagging(
  s3: S3,
  input: GetJobTaggingCommandInput,
  requester: Requester,
): GetJobTaggingResult {
  return { Tags: [...openJob(s3, input, requester).tags] };
}

/** No tags at all remove those that are there. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_PutJobTagging.html */
export function putJobTagging(
  s3: S3,
  input: PutJobTaggingCommandInput,
  requester: Requester,
): PutJobTaggingResult {
  const job = openJob(s3, input, requester);
  changeJob(s3, job, { tags: checkedJobTags(input.Tags ?? []) });
  return {};
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_DeleteJobTagging.html */
export function deleteJobTagging(
  s3: S3,
  input: DeleteJobTaggingCommandInput,
  requester: Requester,
): DeleteJobTaggingResult {
  changeJob(s3, openJob(s3, input, requester), { tags: [] });
  return {};
}

const maximumTags = 50;
/** Letters, digits and blanks of any script, and `_ . : / = + - @`. */
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/**
 * Checks the tags of a job. The texts are recorded 2026 of other operations of S3 Control; for jobs they
 * are `assumed`.
 *
 * @throws S3Error TooManyTagsException, InvalidTag
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-job-tags.html
 */
export function checkedJobTags(
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[],
): readonly Tag[] {
  if (tags.length > maximumTags) fail("TooManyTagsException");
  const checked = tags.map(({ Key = "", Value = "" }) => ({ Key, Value }));
  for (const { Key, Value } of checked) {
    if (Key.startsWith("aws:")) {
      invalid(
        'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.',
      );
    }
    const fits =
      Key !== "" &&
      Key.length <= limits.tagKeyCharacters &&
      Value.length <= limits.tagValueCharacters &&
      allowed.test(Key) &&
      allowed.test(Value);
    if (!fits) {
      invalid(
        "This request contains a tag key or value that isn't valid. Valid characters include the following: [a-zA-Z+-=._:/]. Tag keys can contain up to 128 characters. Tag values can contain up to 256 characters.",
      );
    }
  }
  if (new Set(checked.map(({ Key }) => Key)).size < checked.length) {
    invalid(
      "There are duplicate tag keys in your request. Remove the duplicate tag keys and try again.",
    );
  }
  return checked;
}

function invalid(message: string): never {
  return fail("InvalidTag", { message });
}
