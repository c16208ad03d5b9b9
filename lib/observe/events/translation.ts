import type { ObjectVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import type { Fact } from "../../state/stateChange.js";
import type { Work } from "../../state/work.js";
import type { Emit } from "./emit.js";
import { replicationEvent, workEnded } from "./replicationEvents.js";
import { thresholdOf, watchThresholds } from "./replicationTimeControl.js";
import { type CreatedFact, versionCreated, versionRemoved } from "./versionEvents.js";

/** Makes events of facts. */
export interface Translation {
  observe(fact: Fact): void;
  /** Makes the events that time alone has brought. */
  catchUp(): void;
}

/** A translation of what happens in `s3` from now on. */
export function translation(s3: S3, emit: Emit): Translation {
  const watch = watchThresholds(s3);
  // Told just before the end of the work that made it, which says when that was.
  let replica: CreatedFact | undefined;
  // Told just before the work that is dropped with it.
  let removed: ObjectVersion | undefined;

  function flushReplica(at: number): void {
    if (replica === undefined) return;
    versionCreated(s3, emit, replica, at);
    replica = undefined;
  }

  function missed(works: readonly Work[]): void {
    for (const work of works) {
      const at = thresholdOf(work) ?? 0;
      replicationEvent(s3, emit, { name: "missedThreshold", work, at });
    }
  }

  return {
    observe(fact) {
      if ("origin" in fact && fact.origin === "replication") {
        replica = fact;
        return;
      }
      const at = fact.type === "WorkEnded" ? (fact.work.endedAt ?? 0) : s3.time.now();
      missed(watch.takeMissedBefore(at));
      switch (fact.type) {
        case "WorkAccepted":
          watch.add(fact.work);
          return replicationEvent(s3, emit, { name: "pending", work: fact.work, at });
        case "WorkEnded":
          watch.remove(fact.work);
          flushReplica(at);
          return workEnded(s3, emit, fact.work, at);
        case "WorkDropped":
          watch.remove(fact.work);
          return replicationEvent(s3, emit, { name: "notTracked", work: fact.work, at, removed });
        case "VersionRemoved":
          removed = fact.version;
          return versionRemoved(s3, emit, fact, at);
        case "WorkHeld":
        case "FaultStruck":
        case "VersionChanged":
          // Timelines tell of these.
          return;
        default:
          return versionCreated(s3, emit, fact, at);
      }
    },
    catchUp() {
      const now = s3.time.now();
      flushReplica(now);
      missed(watch.takeMissedBy(now));
    },
  };
}
