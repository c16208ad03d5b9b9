import { type ObjectName, objectUri } from "../base/objectName.js";
import { type LookedUp, lookUp } from "./assertedVersion.js";
import { assertionText, callText } from "./assertionText.js";
import type { MatcherContext, MatcherOutcome } from "./matcherOutcome.js";
import { checkedSubject } from "./matcherSubject.js";

/**
 * Whether an object is the replica that replication has made of another: the same key and version id,
 * in the bucket that a piece of the source's work names.
 *
 * @throws MockError when an argument is wrong
 */
export function toBeReplicaOf(
  this: MatcherContext | undefined,
  received: unknown,
  replica: ObjectName,
  source: ObjectName,
): MatcherOutcome {
  const matcher = "toBeReplicaOf";
  const mock = checkedSubject(matcher, received);
  const copy = lookUp(matcher, mock, replica);
  const original = lookUp(matcher, mock, source);
  const problem = problemOfReplica(copy, original);
  return {
    pass: problem === undefined,
    message: () =>
      assertionText(mock, copy.address, [
        callText(matcher, this?.isNot === true, [
          objectUri(copy.address),
          objectUri(original.address),
        ]),
        "",
        problem ?? "It is its replica.",
        "",
        copy.explanation.text,
        "",
        original.explanation.text,
      ]),
  };
}

function problemOfReplica(copy: LookedUp, original: LookedUp): string | undefined {
  const [at, from] = [objectUri(copy.address), objectUri(original.address)];
  if (copy.version === undefined) return `There is no ${at}.`;
  if (original.version === undefined) return `There is no ${from}.`;
  if (!copy.version.isReplica) return `${at} is no replica: a client has written it.`;
  const { key, versionId } = original.version;
  if (copy.version.key !== key || copy.version.versionId !== versionId) {
    return `${at} is another version, ${copy.version.versionId}; that of ${from} is ${versionId}.`;
  }
  const isItsWork = original.version.work.some(
    ({ destinationBucket }) => destinationBucket === copy.address.Bucket,
  );
  return isItsWork ? undefined : `No rule has replicated ${from} to s3://${copy.address.Bucket}.`;
}
