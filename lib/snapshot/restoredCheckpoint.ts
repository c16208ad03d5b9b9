import { MockError } from "../base/mockError.js";
import { compileLifecycle, type LifecycleDocument } from "../lifecycle/compileLifecycle.js";
import { midnightAfter } from "../lifecycle/midnights.js";
import { missThresholdTask } from "../replication/replicationTimeControl.js";
import { emptyAgenda, lifecycleTask, replicateTask, schedule } from "../state/agenda.js";
import { type Bucket, createBucket } from "../state/bucket.js";
import type { Checkpoint } from "../state/checkpoint.js";
import { showConfigurationTask } from "../state/configurationTasks.js";
import { inventoryTask } from "../state/inventoryTasks.js";
import type { Job, JobTask } from "../state/job.js";
import { jobTask } from "../state/jobTasks.js";
import { newLifecycle } from "../state/lifecycleSchedule.js";
import type { Content, ObjectVersion } from "../state/objectVersion.js";
import { sortedMap } from "../state/sortedMap.js";
import type { Upload, UploadedPart } from "../state/upload.js";
import { insertVersion } from "../state/versions.js";
import type { Work } from "../state/work.js";
import type {
  SavedBucket,
  SavedContent,
  SavedJob,
  SavedState,
  SavedUpload,
  SavedVersion,
} from "./savedState.js";

/** A checkpoint of what was saved, whose bytes have been checked: the agenda follows from the rest. */
export function restoredCheckpoint(state: SavedState, bodies: readonly Uint8Array[]): Checkpoint {
  const contents = new Map<SavedContent, Content>();
  const buckets = state.buckets.map((saved) => restoredBucket(saved, bodies, contents));
  const work = sortedMap<number, Work>((a, b) => a - b);
  // The schema says that they are.
  for (const [id, piece] of state.work as readonly [number, Work][]) work.set(id, piece);
  const held = sortedMap<number, true>((a, b) => a - b);
  for (const id of state.held) held.set(id, true);
  const jobs = new Map(state.jobs.map(([id, job]) => [id, restoredJob(job)]));
  return {
    ...state,
    buckets,
    jobs,
    work,
    held,
    addedMs: 0,
    agenda: agendaOf(state.now, buckets, {
      work: [...work.values()],
      held,
      jobs: [...jobs.values()],
    }),
  };
}

function agendaOf(
  now: number,
  buckets: readonly Bucket[],
  { work, held, jobs }: { work: readonly Work[]; held: Checkpoint["held"]; jobs: readonly Job[] },
): Checkpoint["agenda"] {
  const agenda = emptyAgenda();
  if (buckets.some(({ lifecycle }) => lifecycle !== undefined)) {
    schedule(agenda, lifecycleTask(midnightAfter(now)));
  }
  for (const { name, unseenConfigurations, inventories } of buckets) {
    for (const [id, inventory] of inventories) {
      const task = inventoryTask(name, id, inventory);
      if (task !== undefined) schedule(agenda, task);
    }
    for (const change of unseenConfigurations) {
      schedule(agenda, showConfigurationTask(name, change));
    }
  }
  for (const job of jobs) {
    const task = jobTask(job);
    if (task !== undefined) schedule(agenda, task);
  }
  for (const piece of work) {
    if (piece.state !== "PENDING") continue;
    if (!held.has(piece.id)) schedule(agenda, replicateTask(piece));
    const threshold = missThresholdTask(piece);
    // What was late by then has been told.
    if (threshold !== undefined && threshold.dueAt > now) schedule(agenda, threshold);
  }
  return agenda;
}

function restoredJob(saved: SavedJob): Job {
  const tasks = sortedMap<number, JobTask>((a, b) => a - b);
  for (const [index, task] of saved.tasks) tasks.set(index, task);
  return { ...saved, tasks };
}

function restoredBucket(
  saved: SavedBucket,
  bodies: readonly Uint8Array[],
  contents: Map<SavedContent, Content>,
): Bucket {
  const { versions, uploads, completedUploads, generation } = createBucket(saved);
  // Only a configuration that has been checked is kept under this name.
  const document = saved.documents.get("lifecycle") as LifecycleDocument | undefined;
  const rules = document && compileLifecycle(document);
  const lifecycle = rules && newLifecycle(rules);
  const bucket: Bucket = { ...saved, versions, uploads, completedUploads, generation, lifecycle };
  for (const [id, completed] of saved.completedUploads) completedUploads.set(id, completed);
  for (const [, stack] of saved.versions) {
    for (const version of stack) insertVersion(bucket, restoredVersion(version, bodies, contents));
  }
  for (const [key, ofKey] of saved.uploads) {
    uploads.set(
      key,
      ofKey.map((upload) => restoredUpload(upload, bodies)),
    );
  }
  return bucket;
}

function restoredVersion(
  saved: SavedVersion,
  bodies: readonly Uint8Array[],
  contents: Map<SavedContent, Content>,
): ObjectVersion {
  if (saved.isDeleteMarker) return saved;
  const known = contents.get(saved.content);
  if (known !== undefined) return { ...saved, content: known };
  const { body, ...same } = saved.content;
  const content = { ...same, bytes: bodyAt(bodies, body) };
  contents.set(saved.content, content);
  return { ...saved, content };
}

function restoredUpload(saved: SavedUpload, bodies: readonly Uint8Array[]): Upload {
  const parts = sortedMap<number, UploadedPart>((a, b) => a - b);
  for (const [number, { body, ...part }] of saved.parts) {
    parts.set(number, { ...part, bytes: bodyAt(bodies, body) });
  }
  return { ...saved, parts };
}

function bodyAt(bodies: readonly Uint8Array[], number: number): Uint8Array {
  const bytes = bodies[number];
  if (bytes === undefined)
    throw new MockError(`there is no body ${number}, which has been checked`, "ERR_MOCK_INTERNAL");
  return bytes;
}
