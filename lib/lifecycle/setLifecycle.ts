import { lifecycleTask, schedule } from "../state/agenda.js";
import type { Bucket } from "../state/bucket.js";
import { newLifecycle } from "../state/lifecycleSchedule.js";
import type { S3 } from "../state/s3.js";
import { compileLifecycle, type LifecycleDocument } from "./compileLifecycle.js";
import { midnightAfter } from "./midnights.js";

/**
 * Lets a bucket go by a lifecycle configuration from the next run on, or by none. The runs go on until
 * no bucket has a rule.
 */
export function setLifecycle(
  s3: S3,
  bucket: Bucket,
  document: LifecycleDocument | undefined,
): void {
  const configuration = document && compileLifecycle(document);
  bucket.lifecycle = configuration && newLifecycle(configuration);
  if (configuration !== undefined) {
    schedule(s3.agenda, lifecycleTask(midnightAfter(s3.time.now())));
  }
}
