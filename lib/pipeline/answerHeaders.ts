import type { HttpResponse } from "../base/http.js";
import type { Answered, Dialect } from "../dialects/dialect.js";
import type { S3 } from "../state/s3.js";

/** A simulated S3 and the dialect in which it is spoken to. */
export interface Service {
  readonly s3: S3;
  readonly dialect: Dialect;
}

/** What tells an answer from all others. */
export interface AnswerIds {
  readonly requestId: string;
  readonly hostId: string;
}

/** The ids of the next answer. */
export function answerIds({ ids }: S3): AnswerIds {
  return { requestId: ids.requestId(), hostId: ids.hostId() };
}

/** Adds the headers that every answer of S3 has (recorded 2026), and puts it into the dialect's terms. */
export function withAnswerHeaders(
  { s3, dialect }: Service,
  response: HttpResponse,
  answered: Answered,
  { requestId, hostId }: AnswerIds = answerIds(s3),
): HttpResponse {
  const { headers } = response;
  headers["x-amz-request-id"] = requestId;
  headers["x-amz-id-2"] = hostId;
  headers.date = s3.time.httpDate();
  headers.server = "AmazonS3";
  return dialect.writeAnswer?.(s3, response, answered) ?? response;
}
