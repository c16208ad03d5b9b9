import { schedule, type Task, unschedule } from "./agenda.js";
import type { Bucket } from "./bucket.js";
import type { InventorySchedule } from "./inventorySchedule.js";
import type { S3 } from "./s3.js";

/** Replaces the schedule of an inventory configuration, or takes it away. */
export function setInventorySchedule(
  s3: S3,
  bucket: Bucket,
  configurationId: string,
  changed: InventorySchedule | undefined,
): void {
  const before = bucket.inventories.get(configurationId);
  const task = before && inventoryTask(bucket.name, configurationId, before);
  if (task !== undefined) unschedule(s3.agenda, task);
  if (changed === undefined) {
    bucket.inventories.delete(configurationId);
    return;
  }
  bucket.inventories.set(configurationId, changed);
  const next = inventoryTask(bucket.name, configurationId, changed);
  if (next !== undefined) schedule(s3.agenda, next);
}

/** The task of the next report; undefined where none is due. */
export function inventoryTask(
  bucket: string,
  configurationId: string,
  { dueAt, sequence }: InventorySchedule,
): Task | undefined {
  return dueAt === undefined
    ? undefined
    : { kind: "deliverInventory", dueAt, sequence, bucket, configurationId };
}
