import type { ObjectAddress } from "../base/objectName.js";
import type { RecordedRequest } from "../observe/requestHistory.js";
import type { MatcherSubject } from "./matcherSubject.js";

/** So many requests are shown. */
const mostShown = 5;

/** The requests that were about an object, or about something near to it, as lines of a message. */
export function nearRequestLines(
  mock: Pick<MatcherSubject, "requests">,
  { Bucket, Key }: Pick<ObjectAddress, "Bucket" | "Key">,
): string[] {
  const requests = mock.requests.all();
  const groups: [string, (request: RecordedRequest) => boolean][] = [
    ["Requests for it", ({ bucket, key }) => bucket === Bucket && key === Key],
    ["Requests for this key in other buckets", ({ key }) => key === Key],
    ["Requests for this bucket", ({ bucket }) => bucket === Bucket],
    ["Requests that the mock has had", () => true],
  ];
  for (const [title, isNear] of groups) {
    const near = requests.filter(isNear);
    if (near.length > 0) return ["", `${title}:`, ...requestLines(near)];
  }
  return ["", "The mock has had no requests, or remembers none."];
}

/** Requests, one a line: the last ones, of many. */
export function requestLines(requests: readonly RecordedRequest[]): string[] {
  const left = requests.length - mostShown;
  const lines = requests.slice(-mostShown).map((request) => `  ${requestText(request)}`);
  return left > 0 ? [`  (${left} before these)`, ...lines] : lines;
}

/** A request in one line. */
export function requestText(request: RecordedRequest): string {
  const { operation = request.method, bucket, key, statusCode, error, attempt } = request;
  const object = key === undefined ? `s3://${bucket ?? ""}` : `s3://${bucket ?? ""}/${key}`;
  const outcome = error === undefined ? statusCode : `${statusCode ?? ""} ${error.code}`.trim();
  const again = attempt > 1 ? ` (attempt ${attempt})` : "";
  return `${operation} ${object} -> ${outcome}${again}`;
}
