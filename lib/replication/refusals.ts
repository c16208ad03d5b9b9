import type { AccessQuestion } from "../access/policies/decision/accessQuestion.js";
import { evaluate } from "../access/policies/evaluate.js";
import type { S3 } from "../state/s3.js";
import { findVersion } from "../state/versions.js";
import type { Work } from "../state/work.js";
import { type PermissionStep, permissionSteps, stepsOfOperation } from "./permissionStep.js";
import { isUnjudged, passes, questionsOf } from "./roleAccess.js";

/** What documents have to do with the failure of a piece of work. */
export interface DocumentsOfNow {
  /** Whether any document has a say in what it failed at. */
  readonly areAsked: boolean;
  /** What they were asked in vain. */
  readonly refused: readonly AccessQuestion[];
}

/** Asks the documents of now what a piece of work failed at. */
export function askedOfDocuments(s3: S3, work: Work): DocumentsOfNow {
  const asked = stepsAsked(s3, work).filter(({ step }) => step.reason === work.failureReason);
  return { areAsked: asked.length > 0, refused: asked.flatMap(refusedIn) };
}

/** What the documents of now will refuse a piece of work that has not been done. */
export function refusalAhead(s3: S3, work: Work): PermissionStep | undefined {
  return stepsAsked(s3, work).find((asked) => refusedIn(asked).length > 0)?.step;
}

interface AskedStep {
  readonly step: PermissionStep;
  readonly questions: readonly AccessQuestion[];
}

/** The steps about which documents have a say. */
function stepsAsked(s3: S3, work: Work): readonly AskedStep[] {
  const bucket = s3.buckets.get(work.bucket);
  const destination = s3.buckets.get(work.rule.destination.bucket);
  const source = bucket && findVersion(bucket, work.key, work.versionId);
  if (bucket === undefined || destination === undefined || source === undefined) return [];
  const attempt = { s3, work, bucket, source, destination, endedAt: s3.time.now() };
  const steps: readonly PermissionStep[] = [
    permissionSteps.assumeRole,
    ...stepsOfOperation[work.operation],
  ];
  return steps
    .filter((step) => step.isAsked?.(attempt) !== false && !isUnjudged(attempt, step))
    .map((step) => ({ step, questions: questionsOf(attempt, step) }));
}

function refusedIn({ step, questions }: AskedStep): readonly AccessQuestion[] {
  const isRefused = questions.every((question) => !passes(step, evaluate(question)));
  return isRefused ? questions : [];
}
