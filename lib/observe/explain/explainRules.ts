import { type Change, type JudgedRule, judgeRules } from "../../replication/compiledRules.js";
import { isKmsEncrypted } from "../../replication/decide.js";
import type { ObjectVersion } from "../../state/objectVersion.js";
import type { CompiledConfiguration, CompiledRule } from "../../state/replicationRules.js";
import type { S3 } from "../../state/s3.js";
import { workOf } from "../../state/workRecords.js";
import type { ExplainedRule, RuleVerdict } from "./explanation.js";
import { tagsText } from "./wording.js";

type Judgement = Pick<ExplainedRule, "reason" | "advice">;

/**
 * What became of a version at each rule of a configuration.
 *
 * @param judgedThen - whether the configuration is the one that judged the version: a rule that
 *   matches by now and has no work did not match then
 */
export function explainRules(
  s3: S3,
  configuration: CompiledConfiguration,
  version: ObjectVersion,
  judgedThen: boolean,
): ExplainedRule[] {
  const change = changeOf(version);
  const isReplicated = version.workIds.length > 0;
  const judged = judgeRules(configuration, change);
  const accepted = acceptedRules(s3, version);
  return judged.map(({ rule, verdict: now }) => {
    const verdict = judgedThen ? verdictThen(accepted, version, rule, now) : now;
    const { reason, advice } = judgement(judged, rule, verdict, version);
    return {
      ruleId: rule.id,
      destinationBucket: rule.destination.bucket,
      verdict,
      reason: judgedThen || verdict !== "Matches" ? reason : "would match it today.",
      // Where the version is on its way, a rule that leaves it alone is no problem.
      advice: isReplicated || !judgedThen ? [] : advice,
    };
  });
}

/** The IDs of the rules by which a version has work, by destination. */
type AcceptedRules = ReadonlyMap<string, ReadonlySet<string>>;

function acceptedRules(s3: S3, version: ObjectVersion): AcceptedRules {
  const ids = new Map<string, Set<string>>();
  for (const { rule } of workOf(s3, version)) {
    const { bucket } = rule.destination;
    ids.set(bucket, (ids.get(bucket) ?? new Set()).add(rule.id));
  }
  return ids;
}

/** Tags may have changed since: what was accepted then had matched then, and nothing else had. */
function verdictThen(
  accepted: AcceptedRules,
  version: ObjectVersion,
  rule: CompiledRule,
  now: RuleVerdict,
): RuleVerdict {
  const toDestination = accepted.get(rule.destination.bucket);
  if (toDestination?.has(rule.id)) return "Matches";
  if (version.isDeleteMarker || toDestination !== undefined) return now;
  return now === "Matches" || now === "LowerPriority" ? "TagsCameLater" : now;
}

function changeOf(version: ObjectVersion): Change {
  return {
    operation: version.isDeleteMarker ? "deleteMarker" : "object",
    key: version.key,
    tags: version.isDeleteMarker ? [] : version.tags,
    isKmsEncrypted: isKmsEncrypted(version),
  };
}

const writeAgain = "Write the object again.";
const deleteAgain = "Delete the object again.";
const tagsInWrite =
  "Write it again with the tags in the write itself (Tagging): later ones do not count.";

function judgement(
  judged: readonly JudgedRule[],
  rule: CompiledRule,
  verdict: RuleVerdict,
  version: ObjectVersion,
): Judgement {
  switch (verdict) {
    case "Matches":
      return { reason: "matches.", advice: [] };
    case "PrefixDiffers":
      return prefixDiffers(rule, version.key);
    case "Disabled":
      return {
        reason: "its Status is Disabled.",
        advice: ["Set the rule's Status to Enabled (PutBucketReplication).", writeAgain],
      };
    case "TagsDiffer":
      return tagsDiffer(rule, version);
    case "TagsCameLater":
      return {
        reason: `needs ${tagsText(rule.tags)}. It has these tags now, but it did not when it was made.`,
        advice: [tagsInWrite],
      };
    case "KmsNotSelected":
      return {
        reason: "does not select SSE-KMS objects, and this one is encrypted under a KMS key.",
        advice: [
          "Set the rule's SourceSelectionCriteria.SseKmsEncryptedObjects to Enabled, with a ReplicaKmsKeyID.",
          writeAgain,
        ],
      };
    case "DeleteMarkerReplicationDisabled":
      return {
        reason: "its DeleteMarkerReplication is Disabled, so it replicates no delete markers.",
        advice: ["Set the rule's DeleteMarkerReplication to Enabled.", deleteAgain],
      };
    case "TagFilterOnDeleteMarker":
      return {
        reason: "filters by tags, and such rules replicate no delete markers.",
        advice: ["Use a rule that filters by prefix alone.", deleteAgain],
      };
    case "LowerPriority":
      return lowerPriority(judged, rule);
  }
}

function prefixDiffers({ prefix }: CompiledRule, key: string): Judgement {
  const isNear = key.toLowerCase().startsWith(prefix.toLowerCase().replace(/^\//, ""));
  const hint = isNear ? " Prefixes are compared character by character, case and slash too." : "";
  return {
    reason: `the key does not begin with its prefix ${JSON.stringify(prefix)}.${hint}`,
    advice: isNear ? ["Correct the rule's prefix or the key.", writeAgain] : [],
  };
}

function tagsDiffer({ tags }: CompiledRule, version: ObjectVersion): Judgement {
  const present = version.isDeleteMarker ? [] : version.tags;
  const has = present.length === 0 ? "no tags" : tagsText(present);
  return {
    reason: `needs ${tags.length > 1 ? "all of " : ""}${tagsText(tags)}. The object has ${has}.`,
    advice: [tagsInWrite],
  };
}

function lowerPriority(judged: readonly JudgedRule[], rule: CompiledRule): Judgement {
  const winner = judged.find(
    ({ rule: other, verdict }) =>
      other.destination.bucket === rule.destination.bucket &&
      (verdict === "Matches" || verdict === "DeleteMarkerReplicationDisabled"),
  )?.rule;
  const by =
    winner === undefined
      ? "a rule of higher priority"
      : `rule ${JSON.stringify(winner.id)} with priority ${winner.priority}`;
  return {
    reason: `matches too, but with priority ${rule.priority}: ${by} decides for this destination.`,
    advice: [],
  };
}
