import { expect } from "vitest";
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

declare module "vitest" {
  // The one that all versions from 3 on have.
  interface Assertion<T> extends ReplicationMatchers<void> {}
}

expect.extend(matchers);
