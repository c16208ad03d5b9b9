import type {
  CreateBucketCommandInput,
  PutObjectLegalHoldCommandInput,
  PutObjectRetentionCommandInput,
  PutObjectTaggingCommandInput,
} from "@aws-sdk/client-s3";
import type { JudgedBody } from "../access/actions.js";
import { S3Error } from "../base/errors.js";
import type { OperationName } from "../base/operationNames.generated.js";

/** The operations whose bodies say what permissions depend on. */
const operations: ReadonlySet<OperationName> = new Set<OperationName>([
  "CreateBucket",
  "PutObjectLegalHold",
  "PutObjectRetention",
  "PutObjectTagging",
]);

/** What they say it by. */
type BodyInput = Pick<CreateBucketCommandInput, "CreateBucketConfiguration"> &
  Pick<PutObjectLegalHoldCommandInput, "LegalHold"> &
  Pick<PutObjectRetentionCommandInput, "Retention"> &
  Partial<Pick<PutObjectTaggingCommandInput, "Tagging">>;

/**
 * What of a request's body permissions depend on, read once and when it is asked for. What cannot be read
 * says nothing, and S3 tells so later.
 */
export function judgedBody(
  operation: OperationName,
  readInput: () => object,
): (() => JudgedBody) | undefined {
  if (!operations.has(operation)) return undefined;
  let body: JudgedBody | undefined;
  return () => {
    body ??= read(readInput);
    return body;
  };
}

function read(readInput: () => BodyInput): JudgedBody {
  try {
    const { CreateBucketConfiguration: made, LegalHold, Retention, Tagging } = readInput();
    const tags = made?.Tags ?? Tagging?.TagSet;
    return {
      tags: tags?.map(({ Key = "", Value = "" }) => ({ Key, Value })),
      lockMode: Retention?.Mode,
      retainUntil: Retention?.RetainUntilDate,
      legalHold: LegalHold?.Status,
      locationConstraint: made?.LocationConstraint,
    };
  } catch (error) {
    if (error instanceof S3Error) return {};
    throw error;
  }
}
