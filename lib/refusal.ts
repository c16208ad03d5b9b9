import { answerIds, type Speaker, sealed } from "./envelope.js";
import type { S3Error } from "./errors.js";
import type { HttpResponse } from "./wire/http.js";
import { writeError } from "./wire/writeError.js";

/** As much of a request as the answer to a failed one needs. */
export interface Failed {
  readonly method: string;
  /** Host and path, where they are known. */
  readonly resource?: string | undefined;
}

/** The answer to a request that ends with one of S3's errors. */
export function refusal(speaker: Speaker, failed: Failed, error: S3Error): HttpResponse {
  const write = speaker.dialect?.writeError ?? writeError;
  const ids = answerIds(speaker.s3);
  const document = write(error, { ...failed, ...ids });
  return sealed(speaker, { ...document, errorCode: error.code }, failed, ids);
}
