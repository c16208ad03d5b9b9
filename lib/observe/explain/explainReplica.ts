import { replicationStatus } from "../../replication/status.js";
import type { Bucket } from "../../state/bucket.js";
import type { ObjectVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { findVersion } from "../../state/versions.js";
import type { Work } from "../../state/work.js";
import { workOf } from "../../state/workRecords.js";
import { explainRules } from "./explainRules.js";
import { explainWork } from "./explainWork.js";
import type { ExplanationParts } from "./explanation.js";
import { timeText } from "./wording.js";

/** Where a replica came from, and why it goes no further. */
export function explainReplica(s3: S3, bucket: Bucket, replica: ObjectVersion): ExplanationParts {
  const origin = originOf(s3, bucket.name, replica);
  const { name, replication } = bucket;
  const wanting =
    replication === undefined
      ? []
      : explainRules(s3, replication, replica, false).filter(
          ({ verdict }) => verdict === "Matches",
        );
  const onward = wanting
    .map(({ destinationBucket }) => destinationBucket)
    .filter((destination) => destination !== origin?.bucket);
  return {
    bucket: name,
    key: replica.key,
    versionId: replica.versionId,
    kind: "Replica",
    replicationStatus: replicationStatus(s3, replica),
    source: origin && { bucket: origin.bucket, ruleId: origin.work.rule.id },
    summary:
      origin === undefined
        ? "It is a replica. The version that it is a replica of is no longer there."
        : `It is a replica of s3://${origin.bucket}/${replica.key}, made by rule ${JSON.stringify(origin.work.rule.id)}.`,
    notes: notesOf(replica, origin),
    work: workOf(s3, replica).map((each) => explainWork(s3, replica, each)),
    advice: onward.map(
      (destination) =>
        `To have it in s3://${destination} too, give ${origin === undefined ? "the source bucket" : `s3://${origin.bucket}`} a rule to there: replicas are not replicated again.`,
    ),
  };
}

interface Origin {
  readonly bucket: string;
  readonly work: Work;
}

function originOf(s3: S3, destination: string, replica: ObjectVersion): Origin | undefined {
  for (const bucket of s3.buckets.values()) {
    if (bucket.name === destination) continue;
    const version = findVersion(bucket, replica.key, replica.versionId);
    const work = (version === undefined ? [] : workOf(s3, version)).find(
      ({ rule, arrivedAt }) => rule.destination.bucket === destination && arrivedAt !== undefined,
    );
    if (work !== undefined) return { bucket: bucket.name, work };
  }
  return undefined;
}

function notesOf(replica: ObjectVersion, origin: Origin | undefined): string[] {
  const notes: string[] = [];
  const { arrivedAt } = origin?.work ?? {};
  if (arrivedAt !== undefined) notes.push(`It arrived at ${timeText(arrivedAt)}.`);
  notes.push("Version id and LastModified are those of the source.");
  if (replica.workIds.length === 0) {
    notes.push("S3 does not replicate replicas again; changes of their tags, ACL and locks stay");
    notes.push("here, unless rules both ways have ReplicaModifications enabled.");
  }
  return notes;
}
