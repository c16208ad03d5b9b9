import { failsFor } from "../../faults/forcedFailures.js";
import { askedOfDocuments, refusalAhead } from "../../replication/refusals.js";
import { thresholdOf } from "../../replication/replicationTimeControl.js";
import type { FailureReason } from "../../state/failureReasons.js";
import type { Failure } from "../../state/faults.js";
import type { ObjectVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { currentVersion, findVersion } from "../../state/versions.js";
import type { Work } from "../../state/work.js";
import { accessAnswer } from "./accessAnswer.js";
import { endText, explainFailure, failText } from "./explainFailure.js";
import type { ExplainedWork } from "./explanation.js";
import { findRemoval, removalText } from "./removals.js";
import { durationText, timeText } from "./wording.js";

type Course = Pick<ExplainedWork, "details" | "advice"> & Partial<Pick<ExplainedWork, "access">>;

/** What becomes, or became, of one piece of replication work. */
export function explainWork(s3: S3, version: ObjectVersion, work: Work): ExplainedWork {
  const { rule, operation, state, acceptedAt, dueAt, endedAt, failureReason } = work;
  const { details, advice, access = [] } = courseOf(s3, version, work);
  const isTimed = state === "PENDING" && Number.isFinite(dueAt) && !s3.held.has(work.id);
  return {
    ruleId: rule.id,
    destinationBucket: rule.destination.bucket,
    operation,
    state,
    acceptedAt: new Date(acceptedAt),
    dueAt: isTimed ? new Date(dueAt) : undefined,
    endedAt: endedAt === undefined ? undefined : new Date(endedAt),
    failureReason,
    access,
    details: [...details, ...timeControl(s3, work)],
    advice,
  };
}

function courseOf(s3: S3, version: ObjectVersion, work: Work): Course {
  switch (work.state) {
    case "PENDING":
      return pending(s3, work);
    case "COMPLETED":
      return completed(s3, version, work);
    case "FAILED": {
      const { details, advice, access } = explainFailure(s3, version, work);
      const when = work.endedAt === undefined ? "" : ` at ${timeText(work.endedAt)}`;
      return {
        details: [`${nameOf(work)}: FAILED${when}, ${work.failureReason}.`, ...details],
        advice,
        access,
      };
    }
  }
}

function pending(s3: S3, work: Work): Course {
  const since = `${nameOf(work)}: PENDING since ${timeText(work.acceptedAt)}.`;
  const outage = s3.held.has(work.id) ? outageText(s3, work) : undefined;
  if (outage !== undefined) {
    return {
      details: [since, `It waits for ${outage}, which replication cannot reach.`, goesOn],
      advice: [
        "In this mock: call end() of what mock.faults.unavailable() returned, then mock.settle().",
      ],
    };
  }
  const forecast = forecastOf(s3, work);
  const first = forecast === undefined ? [] : [forecast.remedy];
  const { readsLeft = 0, dueAt } = work;
  if (readsLeft > 0) {
    const reads = readsLeft === 1 ? "1 more read" : `${readsLeft} more reads`;
    return {
      details: [
        since,
        `It waits for ${reads} of its status (HeadObject).`,
        ...forecastText(forecast),
      ],
      advice: [...first, "Read the status, or call mock.settle()."],
    };
  }
  const leftMs = Math.max(0, dueAt - s3.time.now());
  return {
    details: [
      since,
      `It will be done at ${timeText(dueAt)}, in ${durationText(leftMs)}.`,
      ...forecastText(forecast),
    ],
    advice: [...first, `Wait, or call mock.settle() or mock.advance(${leftMs}).`],
  };
}

const goesOn = "It goes on by itself when that ends.";

function completed(s3: S3, version: ObjectVersion, work: Work): Course {
  const { bucket: name } = work.rule.destination;
  const endedAt = work.endedAt ?? 0;
  const took = durationText(endedAt - work.acceptedAt);
  const done = `${nameOf(work)}: COMPLETED at ${timeText(endedAt)}, after ${took}.`;
  const destination = s3.buckets.get(name);
  if (destination === undefined) {
    return { details: [done, `s3://${name} has been deleted since.`], advice: [] };
  }
  const replica = findVersion(destination, version.key, version.versionId);
  if (replica === undefined) {
    const { key, versionId } = version;
    const removal = findRemoval(s3, { bucket: name, key, versionId });
    const how = removal === undefined ? "was deleted by its version id" : removalText(removal);
    return {
      details: [
        done,
        `The replica in s3://${name} ${how}.`,
        "Neither live nor Batch Replication makes it again.",
      ],
      advice: ["Copy the object onto itself: that makes a new version, which replicates."],
    };
  }
  const isHidden =
    !version.isDeleteMarker && currentVersion(destination, version.key)?.isDeleteMarker === true;
  return isHidden
    ? {
        details: [
          done,
          `In s3://${name} a delete marker is on top of it, so GET answers NoSuchKey.`,
        ],
        advice: ["Read the replica by its version id, or delete that delete marker by its own."],
      }
    : { details: [done], advice: [] };
}

interface Forecast {
  readonly failureReason: FailureReason;
  readonly remedy: string;
}

/** What is certain to go wrong as things stand. */
function forecastOf(s3: S3, work: Work): Forecast | undefined {
  const { buckets, faults } = s3;
  const isCertain = (failure: Failure) => failure.nth === undefined && failsFor(failure, work);
  const failure = [...faults.failures.values()].find(isCertain);
  if (failure !== undefined) {
    return { failureReason: failure.reason, remedy: endText(failText(failure)) };
  }
  const { bucket: name } = work.rule.destination;
  const destination = buckets.get(name);
  if (destination === undefined) {
    const remedy = `Create s3://${name} with versioning enabled.`;
    return { failureReason: "DstBucketNotFound", remedy };
  }
  if (destination.versioning !== "Enabled") {
    return {
      failureReason: "DstBucketUnversioned",
      remedy: `Enable versioning on s3://${name} (PutBucketVersioning).`,
    };
  }
  const refused = refusalAhead(s3, work)?.reason;
  if (refused === undefined) return undefined;
  const answers = askedOfDocuments(s3, { ...work, failureReason: refused }).refused;
  const [remedy = ""] = answers.flatMap((question) => accessAnswer(question).advice);
  return { failureReason: refused, remedy };
}

function forecastText(forecast: Forecast | undefined): string[] {
  return forecast === undefined
    ? []
    : [`As things stand it will end FAILED, ${forecast.failureReason}.`];
}

function outageText({ faults, buckets }: S3, work: Work): string | undefined {
  const ends = [work.bucket, work.rule.destination.bucket];
  for (const outage of faults.outages.values()) {
    if ("bucket" in outage) {
      if (ends.includes(outage.bucket)) return `s3://${outage.bucket}`;
    } else if (ends.some((end) => buckets.get(end)?.region === outage.region)) {
      return `Region ${outage.region}`;
    }
  }
  return undefined;
}

function timeControl(s3: S3, work: Work): string[] {
  const threshold = thresholdOf(work);
  if (threshold === undefined) return [];
  const isOver = (work.endedAt ?? s3.time.now()) > threshold;
  const promise = `Replication Time Control: to be done by ${timeText(threshold)}`;
  return [`${promise}${isOver ? ", which was missed." : "."}`];
}

function nameOf({ operation, isBatch }: Work): string {
  return isBatch ? `${operation} by Batch Replication` : operation;
}
