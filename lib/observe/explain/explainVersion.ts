import { type Ineligibility, ineligibility } from "../../replication/decide.js";
import { replicationStatus } from "../../replication/status.js";
import type { Bucket } from "../../state/bucket.js";
import type { ObjectVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { workOf } from "../../state/workRecords.js";
import { explainRules } from "./explainRules.js";
import { explainWork } from "./explainWork.js";
import type { ExplainedWork, ExplanationParts } from "./explanation.js";
import { timeText } from "./wording.js";

/** Of a version that a client made. */
export function explainVersion(s3: S3, bucket: Bucket, version: ObjectVersion): ExplanationParts {
  const work = workOf(s3, version).map((each) => explainWork(s3, version, each));
  const parts = {
    bucket: bucket.name,
    key: version.key,
    versionId: version.versionId,
    kind: version.isDeleteMarker ? "DeleteMarker" : "Version",
    replicationStatus: replicationStatus(s3, version),
    work,
  } as const;
  const obstacle = ineligibility(version);
  if (obstacle !== undefined && work.length === 0) {
    return { ...parts, ...ineligible(version, obstacle), notes: madeAt(version) };
  }
  if (version.judgedBy === undefined) return { ...parts, ...unjudged(s3, bucket, version, work) };
  const rules = explainRules(s3, version.judgedBy, version, true);
  const summary =
    work.length > 0
      ? statusSummary(s3, version, work)
      : `It was not replicated: ${rules.length === 1 ? "the rule does not match" : "none of the rules matches"}.`;
  return {
    ...parts,
    summary,
    notes: [...madeAt(version), ...configurationNotes(bucket, version)],
    rules,
  };
}

/** Of versions that no configuration has judged. */
function unjudged(
  s3: S3,
  { name, replication }: Bucket,
  version: ObjectVersion,
  work: readonly ExplainedWork[],
): Pick<ExplanationParts, "summary" | "notes" | "rules" | "advice"> {
  if (work.length > 0) return { summary: statusSummary(s3, version, work), notes: madeAt(version) };
  if (replication === undefined) {
    return {
      summary: `It was not replicated: s3://${name} has no replication configuration.`,
      notes: madeAt(version),
      advice: ["Put one (PutBucketReplication).", "Write the object again."],
    };
  }
  const rules = explainRules(s3, replication, version, false);
  const isWanted = rules.some(({ verdict }) => verdict === "Matches");
  return {
    summary: "It was not replicated: it was there before the replication configuration.",
    notes: [...madeAt(version), "S3 looks at the configuration only when a version is made."],
    rules,
    advice: [
      isWanted
        ? `Use S3 Batch Replication (mock.batchReplicate({ bucket: ${JSON.stringify(name)} })), or write the object again.`
        : "Change the configuration first: no rule of today matches it either.",
    ],
  };
}

function statusSummary(s3: S3, version: ObjectVersion, work: readonly ExplainedWork[]): string {
  const count = (state: ExplainedWork["state"]) => {
    const destinations = work.filter((each) => each.state === state);
    return new Set(destinations.map(({ destinationBucket }) => destinationBucket)).size;
  };
  const all = new Set(work.map(({ destinationBucket }) => destinationBucket)).size;
  const status = replicationStatus(s3, version);
  const of = all === 1 ? "the destination" : `${all} destinations`;
  switch (status) {
    case "PENDING":
      return all === 1
        ? "It is on its way to the destination."
        : `It is on its way to ${count("PENDING")} of ${of}.`;
    case "FAILED":
      return all === 1
        ? "Its replication failed."
        : `Its replication failed for ${count("FAILED")} of ${of}.`;
    default:
      return all === 1 ? "It was replicated." : `It was replicated to all ${of}.`;
  }
}

function madeAt(version: ObjectVersion): string[] {
  const made = [`Made at ${timeText(version.lastModified)}.`];
  if (version.isDeleteMarker) {
    made.push("S3 shows no client the replication status of a delete marker.");
  }
  return made;
}

function configurationNotes({ replication }: Bucket, { judgedBy }: ObjectVersion): string[] {
  if (replication === undefined) {
    return ["The replication configuration has been deleted since; that does not touch versions."];
  }
  if (JSON.stringify(replication.document) === JSON.stringify(judgedBy?.document)) return [];
  return [
    "The replication configuration has been replaced since; versions keep the rules of their time.",
  ];
}

function ineligible(
  version: ObjectVersion,
  obstacle: Ineligibility,
): Pick<ExplanationParts, "summary" | "advice"> {
  if (obstacle === "NullVersion") {
    return {
      summary:
        "It was not replicated: it is a null version, made while versioning was not enabled.",
      advice: ["Enable versioning (PutBucketVersioning).", "Write the object again."],
    };
  }
  if (obstacle === "LifecycleMarker") {
    const ruleId = version.isDeleteMarker ? version.expiredBy : undefined;
    return {
      summary: `It was not replicated: lifecycle rule ${JSON.stringify(ruleId)} made this delete marker, and nothing that lifecycle does is replicated.`,
      advice: ["Give the destination bucket a lifecycle rule of its own."],
    };
  }
  const storageClass = version.isDeleteMarker ? "" : version.storageClass;
  return {
    summary: `It was not replicated: S3 does not replicate storage class ${storageClass}.`,
    advice: [
      "Write it in another class; the rule's Destination.StorageClass can archive the replica.",
    ],
  };
}
