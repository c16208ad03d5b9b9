import { unschedule } from "./agenda.js";
import type { Bucket } from "./bucket.js";
import { showConfigurationTask } from "./configurationTasks.js";
import type { S3 } from "./s3.js";

/** Takes a bucket out that holds no versions, with all that is kept of it elsewhere. */
export function removeBucket(s3: S3, { name, unseenConfigurations }: Bucket): void {
  s3.buckets.delete(name);
  for (const change of unseenConfigurations) {
    unschedule(s3.agenda, showConfigurationTask(name, change));
  }
  for (const [id, { bucket }] of s3.allowances) {
    if (bucket === name) s3.allowances.delete(id);
  }
  for (const [id, { sourceBucket }] of s3.endedWork) {
    if (sourceBucket === name) s3.endedWork.delete(id);
  }
  for (const [id, { bucket }] of s3.removals) {
    if (bucket === name) s3.removals.delete(id);
  }
  for (const [point, buckets] of s3.accessPoints) {
    const others = buckets.filter((bucket) => bucket !== name);
    if (others.length === 0) s3.accessPoints.delete(point);
    else if (others.length < buckets.length) s3.accessPoints.set(point, others);
  }
}
