import { arn, v2 } from "../support/replicationConfigurations.js";
import type { Scene } from "../support/replicationScene.js";

/** What leads to a question, and what is asked: about `named`, unless it says otherwise. */
export type Story = () => Promise<readonly [Scene, Question?]>;

interface Question {
  readonly Bucket?: string;
  readonly Key?: string;
  readonly VersionId?: string;
}

export const named = { Bucket: "source", Key: "report.csv" };

export const kmsKey = "arn:aws:kms:us-east-1:123456789012:key/1";

/** A rule to the bucket `elsewhere`. */
export const toElsewhere = (members = {}) =>
  v2({ ID: "second", Priority: 2, Destination: { Bucket: arn("elsewhere") }, ...members });

/** The filter of a rule for objects with a tag. */
export const tagged = { Filter: { Tag: { Key: "team", Value: "red" } } };

/** A rule for objects with a tag. */
export const taggedRule = { ID: "tagged", ...tagged };
