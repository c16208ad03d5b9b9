import { bucketPolicyProblem } from "../access/policies/documents/bucketPolicyProblem.js";
import { BucketRelations, type SavedWork } from "./bucketRelations.js";
import type { SavedBucket, SavedState } from "./savedState.js";

/** A saved state whose pieces of work are known to be such. */
type Related = SavedState & { readonly work: readonly [number, SavedWork][] };

/**
 * What the parts of a saved state say of each other that cannot be: undefined where all of it fits.
 *
 * @param bodies - what came with it
 */
export function relationProblem(state: Related, bodies: readonly Uint8Array[]): string | undefined {
  return (
    idsProblem(state) ?? faultsProblem(state) ?? bucketsProblem(state, bodies) ?? heldProblem(state)
  );
}

/** Whatever has an id has its own, and a number that has been drawn by now. */
function idsProblem({ ids, buckets, work, jobs, allowances, iam }: Related): string | undefined {
  const last = ids.sequence;
  const late = (what: string) => `${what} is from later than now`;
  const bucket = twice(buckets.map(({ name }) => name));
  if (bucket !== undefined) return `there are two buckets ${bucket}`;
  const twin = twice(work.map(([id]) => id));
  if (twin !== undefined) return `two pieces of work have one id, ${twin}`;
  for (const [id, piece] of work) {
    if (piece.id !== id) return `work ${id} has another id`;
    if (id > last) return late(`work ${id}`);
  }
  const double = twice(jobs.map(([id]) => id));
  if (double !== undefined) return `there are two jobs ${double}`;
  for (const [id, job] of jobs) {
    if (job.id !== id) return `job ${id} has another id`;
    if (job.sequence > last) return late(`job ${id}`);
    const task = twice(job.tasks.map(([index]) => index));
    if (task !== undefined) return `job ${id} has task ${task} twice`;
  }
  const allowance = [...allowances.keys()].find((id) => id > last);
  if (allowance !== undefined) return late(`allowance ${allowance}`);
  for (const [kind, described] of Object.entries(iam)) {
    for (const [arn, each] of described as ReadonlyMap<string, { readonly arn: string }>) {
      if (each.arn !== arn) return `iam.${kind}: ${arn} has another ARN`;
    }
  }
  return undefined;
}

/** A fault ends by its id: one that was not begun would last for ever. */
function faultsProblem({ faults: { lastId, begun, ...kinds } }: Related): string | undefined {
  for (const [kind, inForce] of Object.entries(kinds)) {
    const stray = [...inForce.keys()].find((id) => !begun.has(id));
    if (stray !== undefined) return `faults.${kind}: fault ${stray} has not begun`;
  }
  const late = [...begun.keys()].find((id) => id > lastId);
  return late === undefined ? undefined : `faults.begun: fault ${late} is from later than now`;
}

function bucketsProblem(state: Related, bodies: readonly Uint8Array[]): string | undefined {
  const relations = new BucketRelations(new Map(state.work), bodies, state.ids.sequence);
  for (const bucket of state.buckets) {
    const problem = relations.problemOf(bucket) ?? policyProblem(bucket);
    if (problem !== undefined) return problem;
  }
  return relations.orphan();
}

/** A policy that S3 would not have stored cannot be judged by. */
function policyProblem({ name, documents }: SavedBucket): string | undefined {
  if (!documents.has("policy")) return undefined;
  const { Policy } = (documents.get("policy") ?? {}) as { readonly Policy?: unknown };
  const isOne =
    typeof Policy === "string" && bucketPolicyProblem(Policy, { bucketName: name }) === undefined;
  return isOne ? undefined : `s3://${name} has a policy that S3 refuses`;
}

function heldProblem({ held, work }: Related): string | undefined {
  const double = twice(held);
  if (double !== undefined) return `work ${double} is held back twice`;
  const pieces = new Map(work);
  const stray = held.find((id) => pieces.get(id)?.state !== "PENDING");
  return stray === undefined ? undefined : `work ${stray} is held back and does not wait`;
}

/** What stands in a list more than once. */
export function twice<Value>(values: readonly Value[]): Value | undefined {
  const seen = new Set<Value>();
  return values.find((value) => {
    const isSeen = seen.has(value);
    seen.add(value);
    return isSeen;
  });
}
