import type { ObjectVersion } from "./objectVersion.js";
import type { S3 } from "./s3.js";
import type { Work } from "./work.js";

const none: readonly Work[] = [];

/** The pieces of work of a version, in the order of their acceptance. */
export function workOf({ work }: Pick<S3, "work">, { workIds }: ObjectVersion): readonly Work[] {
  return workIds.length === 0 ? none : found(work, workIds);
}

/** All work that has not ended, in no order that means anything. */
export function pendingWork({ work, agenda, held }: S3): Work[] {
  const ids: number[] = [...held.keys()];
  for (const task of agenda.awaited.keys()) {
    if (task.kind === "replicate") ids.push(task.workId);
  }
  return found(work, ids);
}

function found(work: S3["work"], ids: readonly number[]): Work[] {
  const pieces: Work[] = [];
  for (const id of ids) {
    const piece = work.get(id);
    if (piece !== undefined) pieces.push(piece);
  }
  return pieces;
}
