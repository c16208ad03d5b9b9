import { didYouMean } from "../base/closestName.js";
import { MockError } from "../base/mockError.js";
import { type ObjectAddress, type ObjectName, objectAddress } from "../base/objectName.js";
import type { VersionView, WorkView } from "../observe/bucketView.js";
import type { Explanation } from "../observe/explain/explanation.js";
import type { MatcherSubject } from "./matcherSubject.js";

/** An object that is asserted about, and what is known of it. */
export interface LookedUp {
  readonly address: ObjectAddress;
  /** Undefined where there is none. */
  readonly version: VersionView | undefined;
  readonly explanation: Explanation;
}

/** Which of a version's replication work is meant; all of it unless narrowed. */
export interface WorkChoice {
  /** The bucket that is replicated to. */
  readonly to?: string | undefined;
  /** The id of a rule. */
  readonly rule?: string | undefined;
}

/** @throws MockError when it names no object */
export function lookUp(matcher: string, mock: MatcherSubject, object: ObjectName): LookedUp {
  const address = objectAddress(matcher, object);
  return { address, version: versionAt(mock, address), explanation: mock.explain(address) };
}

/** The version that is meant: the current one unless it is said which. */
export function versionAt(
  mock: MatcherSubject,
  { Bucket, Key, VersionId }: ObjectAddress,
): VersionView | undefined {
  return mock
    .bucket(Bucket, { prefix: Key })
    ?.versions.find(
      ({ key, versionId, isLatest }) =>
        key === Key && (VersionId === undefined ? isLatest : versionId === VersionId),
    );
}

/**
 * The version's replication work that is meant.
 *
 * @throws MockError for a bucket or a rule that is known nowhere: nothing could ever be said about it
 */
export function chosenWork(
  matcher: string,
  mock: MatcherSubject,
  { version, explanation }: LookedUp,
  { to, rule }: WorkChoice,
): readonly WorkView[] {
  const known = [...explanation.rules, ...explanation.work];
  const destinations = [
    ...mock.buckets().map(({ name }) => name),
    ...known.map(({ destinationBucket }) => destinationBucket),
  ];
  checkKnown(matcher, { member: "to", what: "bucket", name: to, names: destinations });
  const rules = known.map(({ ruleId }) => ruleId);
  if (rules.length > 0) {
    checkKnown(matcher, { member: "rule", what: "rule", name: rule, names: rules });
  }
  return (version?.work ?? []).filter(
    ({ destinationBucket, ruleId }) =>
      (to === undefined || destinationBucket === to) && (rule === undefined || ruleId === rule),
  );
}

function checkKnown(
  matcher: string,
  asked: {
    readonly member: string;
    readonly what: string;
    readonly name: string | undefined;
    readonly names: readonly string[];
  },
): void {
  const { member, what, name, names } = asked;
  if (name === undefined || names.includes(name)) return;
  const there = [...new Set(names)].join(", ") || "none";
  throw new MockError(
    `${matcher}: ${member} is ${JSON.stringify(name)}, and there is no such ${what}${didYouMean(name, names)}; there are ${there}`,
  );
}
