import type { S3Error } from "../base/errors.js";
import type { HttpResponse } from "../base/http.js";
import { writeControlError, writeError } from "../wire/writeError.js";
import { answerIds, type Service, withAnswerHeaders } from "./answerHeaders.js";

/** As much of a request as the answer to a failed one needs. */
export interface FailedRequest {
  readonly method: string;
  /** Host and path, where they are known. */
  readonly resource?: string | undefined;
  /** Whether it was for S3 Control, whose errors have a form of their own. */
  readonly isControl?: boolean | undefined;
}

/** The answer to a request that ends with one of S3's errors. */
export function errorAnswer(service: Service, failed: FailedRequest, error: S3Error): HttpResponse {
  const write = failed.isControl ? writeControlError : (service.dialect.writeError ?? writeError);
  const ids = answerIds(service.s3);
  const document = write(error, { ...failed, ...ids });
  return withAnswerHeaders(service, { ...document, errorCode: error.code }, failed, ids);
}
