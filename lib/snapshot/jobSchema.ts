import { failureReasons } from "../state/failureReasons.js";
import { jobStatuses } from "../state/job.js";
import { structured } from "./documentSchema.js";
import { tags } from "./replicationSchema.js";
import { count, flag, list, oneOf, optional, record, text, time, tuple } from "./schema.js";

const task = record({
  bucket: text,
  key: text,
  versionId: optional(text),
  openWork: count,
  failureReason: optional(oneOf(...failureReasons)),
  result: optional(record({ isSuccess: flag, httpStatus: count, errorCode: text, message: text })),
});

const request = record({
  clientRequestToken: text,
  confirmationRequired: flag,
  description: optional(text),
  roleArn: text,
  report: structured("ControlJobReport"),
  manifest: optional(structured("ControlJobManifest")),
  generator: optional(structured("ControlS3JobManifestGenerator")),
});

/** A job of Batch Operations. */
export const job = record({
  id: text,
  sequence: count,
  accountId: text,
  region: text,
  request,
  priority: count,
  tags,
  status: oneOf(...jobStatuses),
  stepAt: optional(time),
  createdAt: time,
  suspendedAt: optional(time),
  activeAt: optional(time),
  doneAt: optional(time),
  endedAt: optional(time),
  statusUpdateReason: optional(text),
  failure: optional(record({ code: text, reason: text })),
  generatedManifest: optional(structured("ControlJobManifestLocation")),
  tasks: list(tuple(count, task)),
  succeeded: count,
  failed: count,
});
