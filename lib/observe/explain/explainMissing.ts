import { isVersionId } from "../../base/ids.js";
import { rulesForKey } from "../../replication/compiledRules.js";
import type { Bucket } from "../../state/bucket.js";
import type { Removal } from "../../state/removal.js";
import type { S3 } from "../../state/s3.js";
import { currentVersion, findVersion, versionsOf } from "../../state/versions.js";
import { workOf } from "../../state/workRecords.js";
import { explainWork } from "./explainWork.js";
import type { ExplanationParts } from "./explanation.js";
import { findRemoval, removalsOf, removalText } from "./removals.js";
import { listText } from "./wording.js";

interface Named {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** Of a bucket that does not exist. */
export function missingBucket({ buckets }: S3, named: Named): ExplanationParts {
  return {
    ...named,
    kind: "MissingBucket",
    summary: `There is no bucket ${named.bucket}.`,
    notes: [`There are: ${listText([...buckets.keys()])}.`],
    advice: [
      "Create it (CreateBucket, or the option buckets of replicationMock), or name another.",
    ],
  };
}

/** Of a key without versions. */
export function missingKey(s3: S3, bucket: Bucket, key: string): ExplanationParts {
  const { name } = bucket;
  const removals = removalsOf(s3, name, key);
  const similar = similarKeys(key).filter((other) => currentVersion(bucket, other) !== undefined);
  const last = removals[0];
  const notes = [
    ...(last === undefined ? [] : removalNotes(last)),
    ...similar.map((other) => `There is a key that differs little: ${JSON.stringify(other)}.`),
    ...sourceNotes(s3, name, key),
  ];
  return {
    bucket: name,
    key,
    kind: "MissingKey",
    summary:
      last === undefined
        ? `s3://${name} has never had this key, as far as is known.`
        : `s3://${name} has no version of this key any more.`,
    notes:
      notes.length === 0 ? ["No other bucket that replicates to this one has it either."] : notes,
    advice: last === undefined && similar.length > 0 ? ["Correct the key."] : [],
  };
}

/** Of a version that is not there, while the key may have others. */
export function missingVersion(
  s3: S3,
  bucket: Bucket,
  { key, versionId }: { key: string; versionId: string },
): ExplanationParts {
  const { name } = bucket;
  const removal = findRemoval(s3, { bucket: name, key, versionId });
  const others = Array.from(versionsOf(bucket, key), (version) => version.versionId);
  const parts = { bucket: name, key, versionId };
  if (removal !== undefined) {
    return {
      ...parts,
      kind: "RemovedVersion",
      summary: `It ${removalText(removal)}: S3 does not have it any more.`,
      notes: [...removalNotes(removal).slice(1), ...remainsNotes(s3, parts)],
    };
  }
  return {
    ...parts,
    kind: "MissingVersion",
    summary:
      versionId === "null" || isVersionId(versionId)
        ? "There is no such version of this key."
        : "This is no version id that S3 ever issued.",
    notes: [
      `The key's versions are: ${listText(others)}.`,
      ...remainsNotes(s3, parts),
      ...sourceNotes(s3, name, key),
    ],
    advice: others.length > 0 ? ["Name one of these versions, or none for the current one."] : [],
  };
}

function removalNotes(removal: Removal): string[] {
  const { versionId, isDeleteMarker, pendingDestinations, completedDestinations } = removal;
  const what = isDeleteMarker ? "Delete marker" : removal.isReplica ? "Replica" : "Version";
  const notes = [`${what} ${versionId} ${removalText(removal)}.`];
  if (pendingDestinations.length > 0) {
    notes.push(`It was still PENDING to ${buckets(pendingDestinations)}: that came to nothing.`);
  }
  if (completedDestinations.length > 0) {
    notes.push(
      `It had been replicated to ${buckets(completedDestinations)}: deleting a version by its id does not delete replicas.`,
    );
  }
  return notes;
}

/** Other buckets that have the version. */
function remainsNotes(
  s3: S3,
  { bucket, key, versionId }: { bucket: string; key: string; versionId: string },
): string[] {
  if (versionId === "null") return [];
  return [...s3.buckets.values()]
    .filter((other) => other.name !== bucket && findVersion(other, key, versionId) !== undefined)
    .map(({ name }) => `The same version is in s3://${name}.`);
}

/** What is on its way to a bucket, or failed to come there: the usual reason to ask. */
function sourceNotes(s3: S3, destination: string, key: string): string[] {
  return [...s3.buckets.values()].flatMap((source) => {
    const version = currentVersion(source, key);
    if (source.name === destination || version === undefined) return [];
    const work = workOf(s3, version).filter(({ rule }) => rule.destination.bucket === destination);
    const details = work.flatMap((each) => explainWork(s3, version, each).details);
    const rules = source.replication ? rulesForKey(source.replication, key) : [];
    const isMeant = rules.some((rule) => rule.destination.bucket === destination);
    if (details.length === 0 && !isMeant) return [];
    return [
      `s3://${source.name} has this key${details.length === 0 ? ", and its version was not replicated to here." : "."}`,
      ...details,
      `More: mock.explain({ Bucket: ${JSON.stringify(source.name)}, Key: ${JSON.stringify(key)} })`,
    ];
  });
}

/** The mistakes that a stare at a key does not find. */
function similarKeys(key: string): string[] {
  const variants = [`/${key}`, key.replace(/^\/+/, ""), `${key}/`, key.replaceAll("+", " ")];
  variants.push(key.replaceAll(" ", "+"), key.trim(), key.toLowerCase(), decoded(key));
  return [...new Set(variants)].filter((variant) => variant !== key);
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

function buckets(names: readonly string[]): string {
  return names.map((name) => `s3://${name}`).join(" and ");
}
