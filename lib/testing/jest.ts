import type {} from "expect";
import { MockError } from "../base/mockError.js";
import { matchers } from "./matchers.js";
import type { ReplicationMatchers } from "./matcherTypes.js";

export type { WorkChoice } from "./assertedVersion.js";
export type { MatchedCommand, PartOf } from "./matcherTypes.js";
export type {
  Because,
  FailedOptions,
  ReplicatedOptions,
  StatusOptions,
} from "./replicationMatchers.js";
export type { ReplicationMatchers };

declare global {
  // biome-ignore lint/style/noNamespace: Jest's types are one
  namespace jest {
    interface Matchers<R> extends ReplicationMatchers<R> {}
  }
}

// What "@jest/globals" exports.
declare module "expect" {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends ReplicationMatchers<R> {}
}

/** Jest's own `expect`, which it puts into every test file and every file of `setupFilesAfterEnv`. */
const { expect } = globalThis as {
  expect?: { extend(added: typeof matchers): void };
};
if (expect === undefined) {
  throw new MockError(
    's3-replication-mock/jest: there is no global expect. Load it in setupFilesAfterEnv or in a test file; with injectGlobals: false, call expect.extend(matchers) with what "s3-replication-mock/matchers" exports.',
  );
}
expect.extend(matchers);
