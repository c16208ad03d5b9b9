import { forcedFailure } from "../faults/forcedFailures.js";
import { isHeldBack } from "../faults/outages.js";
import { replicateTask, unschedule } from "../state/agenda.js";
import type { Bucket } from "../state/bucket.js";
import { type FailureReason, partialFailureReasons } from "../state/failureReasons.js";
import { touchKey } from "../state/lifecycleSchedule.js";
import type { DataVersion, DeleteMarker, ObjectVersion } from "../state/objectVersion.js";
import { report } from "../state/report.js";
import type { S3 } from "../state/s3.js";
import { findVersion, insertVersion } from "../state/versions.js";
import type { Work } from "../state/work.js";
import { workOf } from "../state/workRecords.js";
import { reportCreated } from "./addVersion.js";
import type { Attempt } from "./attempt.js";
import { endJobTasks } from "./endJobTasks.js";
import { modificationObstacles, tagObstacles } from "./modificationObstacles.js";
import type { Modification } from "./modify.js";
import { objectObstacles } from "./objectObstacles.js";
import { bucketObstacle, firstObstacle, missingPermission } from "./obstacles.js";
import { permissionSteps } from "./permissionStep.js";
import { markerReplica, objectReplica } from "./replica.js";
import { unscheduleWork } from "./scheduleWork.js";
import { supersedes } from "./status.js";

/** How a piece of work ended: a failure reason alone, or what has arrived, with or without one. */
interface Outcome {
  readonly failureReason?: FailureReason;
  readonly hasArrived?: true;
}

const completed: Outcome = {};

/**
 * Does a piece of replication work, unless an outage holds it back.
 *
 * @param endedAt - when it is done, in milliseconds since the epoch
 */
export function doWork(s3: S3, workId: number, endedAt: number): void {
  const work = s3.work.get(workId);
  const bucket = work && s3.buckets.get(work.bucket);
  const source = bucket && findVersion(bucket, work.key, work.versionId);
  // Whoever takes a version away takes its work away too, so all are there.
  if (work === undefined || bucket === undefined || source === undefined) return;
  unschedule(s3.agenda, replicateTask(work));
  if (isHeldBack(s3, work)) {
    s3.held.set(workId, true);
    report(s3, { type: "WorkHeld", work, at: endedAt });
    return;
  }
  const { failureReason, hasArrived } = attempt(s3, { work, bucket, source, endedAt });
  end(s3, bucket, source, {
    ...work,
    state: failureReason === undefined ? "COMPLETED" : "FAILED",
    endedAt,
    failureReason,
    isPartial: failureReason !== undefined && hasArrived === true,
    arrivedAt: hasArrived ? endedAt : work.arrivedAt,
  });
}

function end(s3: S3, bucket: Bucket, source: ObjectVersion, ended: Work): void {
  unscheduleWork(s3, ended);
  // Newer work of the same kind says more: without this, work would pile up with every change.
  const isMoot = workOf(s3, source).some((other) => supersedes(other, ended));
  if (isMoot) {
    s3.work.delete(ended.id);
    insertVersion(bucket, { ...source, workIds: source.workIds.filter((id) => id !== ended.id) });
  } else {
    s3.work.set(ended.id, ended);
    // The status may have held lifecycle back.
    touchKey(bucket.lifecycle, source.key);
  }
  const { failureReason, endedAt: at = ended.acceptedAt } = ended;
  endJobTasks(s3, ended, { failureReason, at });
  report(s3, { type: "WorkEnded", work: ended, at });
}

/** A piece of work whose time has come, before it is known where it goes. */
interface DueWork {
  readonly work: Work;
  readonly bucket: Bucket;
  readonly source: ObjectVersion;
  readonly endedAt: number;
}

/** The only place that writes into a destination. */
function attempt(s3: S3, { work, bucket, source, endedAt }: DueWork): Outcome {
  const forced = forcedFailure(s3, work);
  if (forced !== undefined && !leavesTagsOut(work, forced)) return { failureReason: forced };
  const destination = s3.buckets.get(work.rule.destination.bucket);
  if (destination === undefined) return { failureReason: "DstBucketNotFound" };
  const attempted = { s3, work, bucket, source, destination, endedAt };
  const failureReason = bucketObstacle(attempted);
  if (failureReason !== undefined) return { failureReason };
  if (source.isDeleteMarker) return replicateMarker({ ...attempted, source });
  const data = { ...attempted, source };
  return work.operation === "OBJECT_PUT" || work.operation === "DELETE_MARKER"
    ? replicateObject(data, forced)
    : replicateModification(data, work.operation);
}

function replicateMarker(attempted: Attempt<DeleteMarker>): Outcome {
  const { work, source, destination } = attempted;
  const failureReason = missingPermission(attempted, permissionSteps.writeMarker);
  if (failureReason !== undefined) return { failureReason };
  write(attempted, markerReplica(source, work.rule, destination));
  return { hasArrived: true };
}

/** Whether an object that fails for this reason arrives all the same. */
function leavesTagsOut({ operation }: Work, reason: FailureReason): boolean {
  return operation === "OBJECT_PUT" && partialFailureReasons.has(reason);
}

/** @param forced - what the tags fail at because a test says so */
function replicateObject(data: Attempt, forced: FailureReason | undefined): Outcome {
  const { work, source, destination } = data;
  const failureReason = firstObstacle(objectObstacles, data);
  if (failureReason !== undefined) return { failureReason };
  const replica = objectReplica(source, work.rule, destination);
  const tagsReason = forced ?? firstObstacle(tagObstacles, data);
  if (tagsReason === undefined) {
    write(data, replica);
    return { hasArrived: true };
  }
  write(data, { ...replica, tags: [] });
  return { failureReason: tagsReason, hasArrived: true };
}

function replicateModification(data: Attempt, modification: Modification): Outcome {
  const { source, destination } = data;
  const replica = findVersion(destination, source.key, source.versionId);
  if (replica === undefined || replica.isDeleteMarker) {
    return { failureReason: "DstVersionNotFound" };
  }
  const failureReason = firstObstacle(modificationObstacles[modification], data);
  if (failureReason !== undefined) return { failureReason };
  insertVersion(destination, { ...replica, ...carried(source, replica, modification) });
  return completed;
}

/** What a change brings along: all that the source has of its kind by now. */
function carried(
  { tags, acl, lock }: DataVersion,
  replica: DataVersion,
  modification: Modification,
): Partial<DataVersion> {
  switch (modification) {
    case "TAGGING_PUT":
      return { tags };
    case "ACL_PUT":
      return { acl };
    case "RETENTION_PUT":
      return { lock: { ...replica.lock, retention: lock.retention } };
    case "LEGAL_HOLD_PUT":
      return { lock: { ...replica.lock, legalHold: lock.legalHold } };
  }
}

/**
 * Puts a replica into its place. What the destination has under this id that is no replica stays as it
 * is, be it what Batch Replication sends back to where it came from or a null version: `assumed`. A
 * replica that is sent again keeps the work that it has.
 */
function write({ s3, destination, endedAt }: Attempt<ObjectVersion>, replica: ObjectVersion): void {
  const present = findVersion(destination, replica.key, replica.versionId);
  if (present === undefined) {
    insertVersion(destination, replica);
    reportCreated(s3, destination, replica, "replication", endedAt);
  } else if (present.isReplica) {
    insertVersion(destination, { ...replica, workIds: present.workIds });
  }
}
