import { MockError } from "../base/mockError.js";
import type { ObjectName } from "../base/objectName.js";
import type { BucketView } from "../observe/bucketView.js";
import type { Explanation } from "../observe/explain/explanation.js";
import type { RequestHistory } from "../observe/requestHistory.js";

/** What is asserted about: a mock, or whatever has the same members. */
export interface MatcherSubject {
  explain(object: ObjectName): Explanation;
  bucket(name: string, options?: { readonly prefix?: string }): BucketView | undefined;
  buckets(): readonly BucketView[];
  readonly requests: RequestHistory;
}

const members: readonly (keyof MatcherSubject)[] = ["explain", "bucket", "buckets", "requests"];

/**
 * The mock that is meant: itself, or what has one as its member `mock`, such as the handle of an
 * installation.
 *
 * @throws MockError when it is neither
 */
export function checkedSubject(matcher: string, received: unknown): MatcherSubject {
  if (isSubject(received)) return received;
  if (typeof received === "object" && received !== null && "mock" in received) {
    if (isSubject(received.mock)) return received.mock;
  }
  throw new MockError(
    `${matcher}: expect() has to be given the mock, what replicationMock() returned, and got ${typeof received}`,
  );
}

function isSubject(value: unknown): value is MatcherSubject {
  return typeof value === "object" && value !== null && members.every((member) => member in value);
}
