import { aws } from "./dialects/aws.js";
import type { Dialect } from "./dialects/dialect.js";
import { sealed } from "./envelope.js";
import type { S3Error } from "./errors.js";
import type { S3 } from "./s3.js";
import type { HttpResponse } from "./wire/http.js";
import { writeError } from "./wire/writeError.js";

/** A simulated S3 and how it speaks. */
export interface Speaker {
  readonly s3: S3;
  /** Default: S3's own. */
  readonly dialect?: Dialect;
}

/** As much of a request as the answer to a failed one needs. */
export interface Failed {
  readonly method: string;
  /** Host and path, where they are known. */
  readonly resource?: string | undefined;
}

/** The answer to a request that ends with one of S3's errors. */
export function refusal(
  { s3, dialect = aws }: Speaker,
  failed: Failed,
  error: S3Error,
): HttpResponse {
  const requestId = s3.ids.requestId();
  const hostId = s3.ids.hostId();
  const write = dialect.writeError ?? writeError;
  const document = write(error, { ...failed, requestId, hostId });
  const response = sealed(s3, { ...document, errorCode: error.code }, requestId, hostId);
  return dialect.writeAnswer?.(s3, response, failed) ?? response;
}
