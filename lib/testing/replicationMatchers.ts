import { checkOptions, type OptionRule, textOption } from "../base/checkOptions.js";
import { didYouMean } from "../base/closestName.js";
import { MockError } from "../base/mockError.js";
import {
  type ObjectAddress,
  type ObjectName,
  objectAddress,
  objectUri,
} from "../base/objectName.js";
import type { WorkView } from "../observe/bucketView.js";
import type { ExplanationKind, RuleVerdict } from "../observe/explain/explanation.js";
import type { ReplicationStatus } from "../replication/status.js";
import { type FailureReason, failureReasons } from "../state/failureReasons.js";
import {
  chosenWork,
  type LookedUp,
  lookUp,
  versionAt,
  type WorkChoice,
} from "./assertedVersion.js";
import { assertionText, callText } from "./assertionText.js";
import type { MatcherContext, MatcherOutcome } from "./matcherOutcome.js";
import { checkedSubject, type MatcherSubject } from "./matcherSubject.js";

/** What `toHaveReplicated` may be narrowed to. */
export interface ReplicatedOptions extends WorkChoice {
  /**
   * Behind `.not`: why it was not replicated. A rule's verdict (`PrefixDiffers`), a failure reason
   * (`DstBucketNotFound`), `PENDING`, what there is instead of a version (`MissingKey`), or words from
   * what `explain` says.
   */
  readonly because?: Because | undefined;
}

/** Why something was not replicated: a code, or words of the explanation. */
export type Because =
  | RuleVerdict
  | FailureReason
  | ExplanationKind
  | "PENDING"
  | (string & Record<never, never>)
  | RegExp;

/** What `toHaveReplicationStatus` may be narrowed to. */
export interface StatusOptions {
  /** The bucket that is looked into for the same version, instead of the object's own. */
  readonly in?: string | undefined;
}

/** What `toHaveFailedReplication` may be narrowed to. */
export interface FailedOptions {
  readonly reason?: FailureReason | undefined;
  readonly to?: string | undefined;
}

const bucketField = textOption("the name of a bucket");
const replicatedFields: Readonly<Record<keyof ReplicatedOptions, OptionRule>> = {
  to: bucketField,
  rule: textOption("the id of a rule"),
  because: {
    allowed: "a text or a regular expression",
    accepts: (value) => typeof value === "string" || value instanceof RegExp,
  },
};
const failedFields: Readonly<Record<keyof FailedOptions, OptionRule>> = {
  reason: {
    allowed: `one of ${failureReasons.join(", ")}`,
    choices: failureReasons,
    accepts: (value) => failureReasons.some((reason) => reason === value),
  },
  to: bucketField,
};

/**
 * Whether all of a version's replication is COMPLETED, of which there has to be some.
 *
 * Behind `.not` the object has to be there, unless `because` says what there is instead: else a slip in
 * its name would pass.
 *
 * @throws MockError when an argument is wrong
 */
export function toHaveReplicated(
  this: MatcherContext | undefined,
  received: unknown,
  object: ObjectName,
  options: ReplicatedOptions = {},
): MatcherOutcome {
  const matcher = "toHaveReplicated";
  const mock = checkedSubject(matcher, received);
  checkOptions(options, replicatedFields, placeOf(matcher));
  const isNot = this?.isNot === true;
  if (options.because !== undefined && !isNot) {
    throw new MockError(`${matcher}: because is for expect(mock).not.${matcher} alone`);
  }
  const found = lookUp(matcher, mock, object);
  const work = chosenWork(matcher, mock, found, options);
  const hasReplicated = work.length > 0 && work.every(({ state }) => state === "COMPLETED");
  const problem = isNot && !hasReplicated ? problemOfNot(found, work, options) : undefined;
  return {
    // Behind `.not`, what passes fails.
    pass: hasReplicated || problem !== undefined,
    message: () =>
      assertionText(mock, found.address, [
        callText(matcher, isNot, [objectUri(found.address), options]),
        ...(problem === undefined ? [] : ["", problem]),
        "",
        found.explanation.text,
      ]),
  };
}

/**
 * Whether a version has this replication status; undefined for none.
 *
 * @throws MockError when an argument is wrong
 */
export function toHaveReplicationStatus(
  this: MatcherContext | undefined,
  received: unknown,
  object: ObjectName,
  status: ReplicationStatus | undefined,
  options: StatusOptions = {},
): MatcherOutcome {
  const matcher = "toHaveReplicationStatus";
  const mock = checkedSubject(matcher, received);
  checkOptions(options, { in: bucketField }, placeOf(matcher));
  if (status !== undefined && !statuses.includes(status)) {
    throw new MockError(
      `${matcher}: the status is ${JSON.stringify(status)}${didYouMean(status, statuses)}; there are ${statuses.join(", ")}, and undefined for none`,
    );
  }
  const named = objectAddress(matcher, object);
  const address = options.in === undefined ? named : sameVersionIn(mock, named, options.in);
  const found = lookUp(matcher, mock, address);
  // A name that is wrong has no status either, and would always pass for undefined.
  const pass = found.version !== undefined && found.version.replicationStatus === status;
  const actual = found.version?.replicationStatus;
  return {
    pass,
    actual,
    expected: status,
    message: () =>
      assertionText(mock, address, [
        callText(matcher, this?.isNot === true, [objectUri(named), status, options]),
        "",
        `Expected status: ${status ?? "none"}`,
        `Received status: ${found.version === undefined ? "there is no such version" : (actual ?? "none")}`,
        "",
        found.explanation.text,
      ]),
  };
}

/**
 * Whether replication of a version is FAILED.
 *
 * @throws MockError when an argument is wrong
 */
export function toHaveFailedReplication(
  this: MatcherContext | undefined,
  received: unknown,
  object: ObjectName,
  options: FailedOptions = {},
): MatcherOutcome {
  const matcher = "toHaveFailedReplication";
  const mock = checkedSubject(matcher, received);
  checkOptions(options, failedFields, placeOf(matcher));
  const { reason, to } = options;
  const found = lookUp(matcher, mock, object);
  const failed = chosenWork(matcher, mock, found, { to }).filter(({ state }) => state === "FAILED");
  const reasons = failed.map(({ failureReason }) => failureReason);
  return {
    pass: reason === undefined ? failed.length > 0 : reasons.includes(reason),
    message: () =>
      assertionText(mock, found.address, [
        callText(matcher, this?.isNot === true, [objectUri(found.address), options]),
        "",
        `It has failed for: ${reasons.length === 0 ? "nothing" : reasons.join(", ")}`,
        "",
        found.explanation.text,
      ]),
  };
}

const statuses: readonly ReplicationStatus[] = ["PENDING", "COMPLETED", "FAILED", "REPLICA"];

function placeOf(matcher: string) {
  return { field: `${matcher}: option `, whole: `${matcher}: the options` };
}

/** What is wrong with an assertion that something was not replicated, where it was not. */
function problemOfNot(
  { version, explanation }: LookedUp,
  work: readonly WorkView[],
  { because, to, rule }: ReplicatedOptions,
): string | undefined {
  if (because === undefined) {
    return version === undefined && explanation.kind !== "RemovedVersion"
      ? `There is no such object, so this says nothing. If that is what is meant: because: "${explanation.kind}".`
      : undefined;
  }
  const verdicts = explanation.rules
    .filter(
      ({ destinationBucket, ruleId }) =>
        (to === undefined || destinationBucket === to) && (rule === undefined || ruleId === rule),
    )
    .map(({ verdict }) => verdict);
  const codes: readonly (string | undefined)[] = [
    explanation.kind,
    ...verdicts,
    ...work.flatMap(({ state, failureReason }) => [state, failureReason]),
  ];
  const isSo =
    typeof because === "string"
      ? codes.includes(because) || explanation.text.includes(because)
      : explanation.text.search(because) !== -1;
  if (isSo) return undefined;
  const there = [...new Set(codes.filter((code) => code !== undefined))].join(", ");
  return `It was not replicated, but not because of ${because}: there are ${there}, and the words below.`;
}

/** The same version in another bucket. */
function sameVersionIn(
  mock: MatcherSubject,
  address: ObjectAddress,
  bucket: string,
): ObjectAddress {
  const VersionId = address.VersionId ?? versionAt(mock, address)?.versionId;
  return { Bucket: bucket, Key: address.Key, ...(VersionId !== undefined && { VersionId }) };
}
