import type { Task } from "./agenda.js";
import type { UnseenConfiguration } from "./bucket.js";

/** The task that lets a change of a bucket's replication configuration be seen. */
export function showConfigurationTask(
  bucket: string,
  { visibleAt, sequence }: UnseenConfiguration,
): Task {
  return { kind: "showConfiguration", dueAt: visibleAt, sequence, bucket };
}
