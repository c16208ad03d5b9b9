import { unschedule } from "./agenda.js";
import type { Bucket } from "./bucket.js";
import { showConfigurationTask } from "./configurationTasks.js";
import { setInventorySchedule } from "./inventoryTasks.js";
import type { S3 } from "./s3.js";

/** Takes a bucket out that holds no versions, with all that is kept of it elsewhere. */
export function removeBucket(s3: S3, bucket: Bucket): void {
  const { name, unseenConfigurations } = bucket;
  s3.buckets.delete(name);
  for (const id of [...bucket.inventories.keys()]) {
    setInventorySchedule(s3, bucket, id, undefined);
  }
  for (const change of unseenConfigurations) {
    unschedule(s3.agenda, showConfigurationTask(name, change));
  }
  for (const [id, allowance] of s3.allowances) {
    if (allowance.bucket === name) s3.allowances.delete(id);
  }
  for (const [id, { sourceBucket }] of s3.endedWork) {
    if (sourceBucket === name) s3.endedWork.delete(id);
  }
  for (const [id, removal] of s3.removals) {
    if (removal.bucket === name) s3.removals.delete(id);
  }
  for (const [point, buckets] of s3.accessPoints) {
    const others = buckets.filter((other) => other !== name);
    if (others.length === 0) s3.accessPoints.delete(point);
    else s3.accessPoints.set(point, others);
  }
}
