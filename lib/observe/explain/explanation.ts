import { grouped } from "../../base/grouped.js";
import type { LifecycleHold } from "../../lifecycle/holds.js";
import type { Verdict } from "../../replication/compiledRules.js";
import type { ReplicationStatus } from "../../replication/status.js";
import type { FailureReason } from "../../state/failureReasons.js";
import type { WorkOperation, WorkState } from "../../state/work.js";
import { printsAs } from "../printsAs.js";
import type { AccessAnswer } from "./accessAnswer.js";

/** Why a version was or was not replicated: a value, and as `text` or `String()` a readable one. */
export interface Explanation {
  readonly bucket: string;
  readonly key: string;
  /** The version that is explained: the one asked for, or the current one. */
  readonly versionId: string | undefined;
  readonly kind: ExplanationKind;
  readonly replicationStatus: ReplicationStatus | undefined;
  /** The answer in a sentence. */
  readonly summary: string;
  /** What else there is to know of the version, a sentence each. */
  readonly notes: readonly string[];
  /** Where a replica came from; undefined for all others, and where that is gone. */
  readonly source: { readonly bucket: string; readonly ruleId: string } | undefined;
  /** Each rule of the configuration that judged the version, in the order of the document. */
  readonly rules: readonly ExplainedRule[];
  /** Each piece of replication work of the version. */
  readonly work: readonly ExplainedWork[];
  /** What lifecycle will do with the version; undefined where its bucket has no rule that is Enabled. */
  readonly lifecycle: ExplainedLifecycle | undefined;
  /** What to do, the steps for each problem one after another. */
  readonly advice: readonly string[];
  readonly text: string;
  toString(): string;
}

export type ExplanationKind =
  | "MissingBucket"
  | "MissingKey"
  | "MissingVersion"
  | "RemovedVersion"
  | "Version"
  | "DeleteMarker"
  | "Replica";

/** What became of a version at a rule; `TagsCameLater` where it would match by now. */
export type RuleVerdict = Verdict | "LowerPriority" | "TagsCameLater";

/** What became of a version at one rule. */
export interface ExplainedRule {
  readonly ruleId: string;
  readonly destinationBucket: string;
  readonly verdict: RuleVerdict;
  readonly reason: string;
  /** What to do, step by step; empty where there is nothing to do. */
  readonly advice: readonly string[];
}

/** What became of one piece of replication work. */
export interface ExplainedWork {
  readonly ruleId: string;
  readonly destinationBucket: string;
  readonly operation: WorkOperation;
  readonly state: WorkState;
  readonly acceptedAt: Date;
  /** When it will be done; undefined when it has ended, and where no time says when. */
  readonly dueAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly failureReason: FailureReason | undefined;
  /** What the documents of now refuse, of that which it failed at. */
  readonly access: readonly AccessAnswer[];
  /** A sentence each. */
  readonly details: readonly string[];
  /** What to do, step by step; empty where there is nothing to do. */
  readonly advice: readonly string[];
}

/** What lifecycle does next with a version, as things stand. */
export interface ExplainedLifecycle {
  /** The element of the rule that acts; undefined where no rule does. */
  readonly action:
    | "Expiration"
    | "Transition"
    | "NoncurrentVersionExpiration"
    | "NoncurrentVersionTransition"
    | undefined;
  readonly ruleId: string | undefined;
  /** Where a transition leads to. */
  readonly storageClass: string | undefined;
  /** The midnight, UTC, from which on it is due. */
  readonly dueAt: Date | undefined;
  /** When it is done; undefined while only a change of what holds it back says when. */
  readonly at: Date | undefined;
  /** The replication status, or what of Object Lock, that holds it back. */
  readonly heldBackBy: LifecycleHold | undefined;
  /** A sentence each. */
  readonly details: readonly string[];
  /** What to do, step by step; empty where there is nothing to do. */
  readonly advice: readonly string[];
}

/** What an explanation is made of; the rest follows from it. */
export type ExplanationParts = Pick<Explanation, "bucket" | "key" | "kind" | "summary"> &
  Partial<Omit<Explanation, "advice" | "text" | "toString">> & {
    /** About the version as a whole, before the steps that rules and work need. */
    readonly advice?: readonly string[];
  };

/** An explanation with its text. */
export function explanation(parts: ExplanationParts): Explanation {
  const { notes = [], rules = [], work = [], versionId, replicationStatus, source } = parts;
  const { lifecycle } = parts;
  const whole = parts.advice ?? [];
  const advised = [...work, ...rules, ...(lifecycle === undefined ? [] : [lifecycle])];
  const advice = [...whole, ...advised.flatMap((part) => part.advice)];
  const text = [
    ...[heading(parts), parts.summary, ...notes, ...todo(whole)],
    ...ruleLines(rules, work),
    ...laterLines(rules, work),
    ...(lifecycle === undefined ? [] : ["", ...lifecycle.details, ...todo(lifecycle.advice)]),
  ].join("\n");
  const value = {
    bucket: parts.bucket,
    key: parts.key,
    versionId,
    kind: parts.kind,
    replicationStatus,
    summary: parts.summary,
    notes: Object.freeze(notes),
    source,
    rules: Object.freeze(rules),
    work: Object.freeze(work),
    lifecycle: lifecycle && Object.freeze(lifecycle),
    advice: Object.freeze([...new Set(advice)]),
    text,
  };
  return printsAs(text, value);
}

function heading({ bucket, key, kind, versionId, replicationStatus }: ExplanationParts): string {
  const name = `s3://${bucket}/${key}`;
  if (versionId === undefined) return name;
  const what = kind === "DeleteMarker" ? "delete marker" : "version";
  const isThere = kind === "Version" || kind === "DeleteMarker" || kind === "Replica";
  const status = isThere ? `: ${replicationStatus ?? "no replication status"}` : "";
  return `${name}, ${what} ${versionId}${status}`;
}

function ruleLines(rules: readonly ExplainedRule[], work: readonly ExplainedWork[]): string[] {
  const byRule = grouped(work, ruleName);
  return rules.flatMap((rule) => [
    "",
    `Rule ${JSON.stringify(rule.ruleId)} to s3://${rule.destinationBucket}: ${rule.reason}`,
    ...(byRule.get(ruleName(rule)) ?? []).flatMap(workLines),
    ...indented(todo(rule.advice)),
  ]);
}

/** Work of rules that were not there when the version was made. */
function laterLines(rules: readonly ExplainedRule[], work: readonly ExplainedWork[]): string[] {
  const known = new Set(rules.map(ruleName));
  const later = work.filter((each) => !known.has(ruleName(each)));
  return later.flatMap((each) => [
    "",
    `Later, by rule ${JSON.stringify(each.ruleId)} to s3://${each.destinationBucket}:`,
    ...workLines(each),
  ]);
}

/** A rule may have gone to another bucket before. */
function ruleName({
  ruleId,
  destinationBucket,
}: Pick<ExplainedRule, "ruleId" | "destinationBucket">): string {
  return JSON.stringify([ruleId, destinationBucket]);
}

function workLines({ details, advice }: ExplainedWork): string[] {
  return indented([...details, ...todo(advice)]);
}

function todo(steps: readonly string[]): string[] {
  if (steps.length < 2) return steps.map((step) => `What to do: ${step}`);
  return ["What to do:", ...steps.map((step, index) => `  ${index + 1}. ${step}`)];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
