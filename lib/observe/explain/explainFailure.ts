import { ignoresAcls } from "../../access/ownership.js";
import { failsFor } from "../../faults/forcedFailures.js";
import { concerns } from "../../faults/workScope.js";
import { isKmsEncrypted } from "../../replication/decide.js";
import { askedOfDocuments } from "../../replication/refusals.js";
import type { Denial, Failure, ReplicationAction } from "../../state/faults.js";
import type { ObjectVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import type { Work } from "../../state/work.js";
import { accessAnswer } from "./accessAnswer.js";
import type { ExplainedWork } from "./explanation.js";
import { type ReasonText, reasonTexts } from "./reasonTexts.js";

/** What a failure means, a sentence each, and what to do about it. */
export function explainFailure(
  s3: S3,
  version: ObjectVersion,
  work: Work,
): Pick<ExplainedWork, "details" | "advice" | "access"> {
  const {
    meaning,
    permissions = [],
    remedy,
  }: Partial<ReasonText> = work.failureReason === undefined ? {} : reasonTexts[work.failureReason];
  const special = specialCause(s3, version, work);
  const details = [special?.meaning ?? meaning ?? "S3 gives no more than this reason."];
  if (work.isPartial) details.push("The object itself has arrived, without its tags.");
  const documents = askedOfDocuments(s3, work);
  const access = special === undefined ? documents.refused.map(accessAnswer) : [];
  const faults = faultsInForce(s3, work, permissions);
  const isRepaired = documents.areAsked && access.length === 0 && faults.length === 0;
  details.push(...access.flatMap((each) => each.details));
  if (special === undefined && isRepaired) details.push("The documents of now allow it.");
  const hasNamed = special !== undefined || access.length > 0 || isRepaired;
  const lacking = hasNamed ? [] : likely(s3, version, work, permissions);
  const advice = [
    ...access.flatMap((each) => each.advice),
    ...lacking.map((action) => grantText(action, work, version)),
    ...(special === undefined ? [] : [special.remedy]),
    ...(special === undefined && remedy !== undefined ? [remedy(work)] : []),
    ...faults.map(endText),
    wayOut(work),
  ];
  return { details, advice, access };
}

/** Causes that share their reason with a lack of permissions, and can be told from it. */
function specialCause(s3: S3, version: ObjectVersion, work: Work) {
  if (version.isDeleteMarker) return undefined;
  const source = s3.buckets.get(work.bucket);
  const destination = s3.buckets.get(work.rule.destination.bucket);
  const isUnderCustomerKey = version.encryption.SSECustomerKeyMD5 !== undefined;
  if (
    work.failureReason === "DstPutObjectNotPermitted" &&
    isUnderCustomerKey &&
    destination?.encryption.blocksCustomerKeys
  ) {
    return {
      meaning: "The object is encrypted under a customer's key, and the destination blocks SSE-C.",
      remedy: `Let s3://${destination.name} take SSE-C again (BlockedEncryptionTypes of PutBucketEncryption).`,
    };
  }
  const { accountId } = work.rule.destination;
  if (
    work.failureReason === "DstPutObjectNotPermitted" &&
    accountId !== undefined &&
    destination !== undefined &&
    destination.ownerId !== accountId
  ) {
    return {
      meaning: `The rule names account ${accountId}, and the destination belongs to ${destination.ownerId}.`,
      remedy: `Put a configuration whose Destination.Account is ${destination.ownerId}.`,
    };
  }
  if (
    work.failureReason === "SrcGetObjectNotPermitted" &&
    source !== undefined &&
    version.ownerId !== source.ownerId &&
    !ignoresAcls(source)
  ) {
    return {
      meaning: `The object belongs to account ${version.ownerId}, which has not let the bucket's owner read it.`,
      remedy:
        "Grant the bucket's owner READ and READ_ACP (PutObjectAcl, bucket-owner-full-control).",
    };
  }
  return undefined;
}

/** Of several permissions with the same reason: those that are lacking by now, else the usual one. */
function likely(
  s3: S3,
  version: ObjectVersion,
  work: Work,
  permissions: readonly ReplicationAction[],
): readonly ReplicationAction[] {
  const denied = permissions.filter((action) => denialsOf(s3, work, action).length > 0);
  if (denied.length > 0) return denied;
  return permissions.filter((action) => {
    if (action.startsWith("kms:")) return isKmsEncrypted(version);
    if (action !== "s3:ObjectOwnerOverrideToBucketOwner") return true;
    return work.rule.destination.overridesOwner;
  });
}

function denialsOf({ faults }: S3, work: Work, action: ReplicationAction): Denial[] {
  return [...faults.denials.values()].filter(
    (denial) => denial.action === action && concerns(denial, work),
  );
}

function faultsInForce(
  s3: S3,
  work: Work,
  permissions: readonly ReplicationAction[],
): readonly string[] {
  const denied = permissions.flatMap((action) => denialsOf(s3, work, action));
  const texts = denied.map(denialText);
  for (const failure of s3.faults.failures.values()) {
    if (failure.reason !== work.failureReason || !failsFor(failure, work)) continue;
    texts.push(failText(failure));
  }
  if (work.failureReason?.includes("KmsKey")) {
    for (const { key, state } of s3.faults.kmsKeys.values()) {
      texts.push(
        `mock.faults.${state === "Missing" ? "delete" : "disable"}KmsKey(${JSON.stringify(key)})`,
      );
    }
  }
  return [...new Set(texts)];
}

/** What ends a fault. */
export function endText(fault: string): string {
  return `In this mock: call end() of what ${fault} returned.`;
}

/** How a test takes a permission away. */
export function denialText({ action }: Pick<Denial, "action">): string {
  return action === "sts:AssumeRole"
    ? "mock.faults.breakRole()"
    : `mock.faults.deny({ action: ${JSON.stringify(action)} })`;
}

/** How a test lets work fail. */
export function failText({ reason }: Failure): string {
  return `mock.faults.fail({ reason: ${JSON.stringify(reason)} })`;
}

/** Where a permission has to be given. */
function grantText(action: ReplicationAction, work: Work, version: ObjectVersion): string {
  const { bucket, rule, role } = work;
  const { destination } = rule;
  switch (action) {
    case "sts:AssumeRole":
      return `Let s3.amazonaws.com assume ${role} (sts:AssumeRole in its trust policy).`;
    case "kms:Decrypt": {
      const key = version.isDeleteMarker ? undefined : version.encryption.SSEKMSKeyId;
      return `Allow ${role} kms:Decrypt on ${key ?? "the KMS key of the object"}.`;
    }
    case "kms:Encrypt":
      return `Allow ${role} kms:Encrypt on ${destination.replicaKmsKeyId ?? "the KMS key for replicas"}.`;
    case "s3:InitiateReplication":
      return `Allow the role of the batch job s3:InitiateReplication on arn:aws:s3:::${bucket}/*.`;
  }
  const isAtDestination = /Replicate|Put|Override/.test(action);
  const on = `arn:aws:s3:::${isAtDestination ? destination.bucket : bucket}/*`;
  const isForeign = isAtDestination && destination.accountId !== undefined;
  return `Allow ${role} ${action} on ${on}${isForeign ? ", in its policy and the bucket's" : ""}.`;
}

/** FAILED is final for live replication; only what has arrived once gets another chance. */
function wayOut({ operation, isPartial }: Work): string {
  if (operation === "TAGGING_PUT" || isPartial) return "Write the tags again.";
  if (operation === "ACL_PUT") return "Write the ACL again.";
  if (operation === "RETENTION_PUT") return "Write the retention again.";
  if (operation === "LEGAL_HOLD_PUT") return "Write the legal hold again.";
  const again =
    operation === "DELETE_MARKER" ? "Delete the object again" : "Write the object again";
  return `${again}, or use S3 Batch Replication (mock.batchReplicate): FAILED is final.`;
}
