import type { ObjectVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import type { Observer } from "../../state/stateChange.js";
import type { Emit } from "./emit.js";
import { versionExpired, versionTransitioned } from "./lifecycleEvents.js";
import { replicationEvent, workEnded } from "./replicationEvents.js";
import { versionCreated, versionRemoved } from "./versionEvents.js";

/** Makes events of what happens in `s3` from now on. */
export function translation(s3: S3, emit: Emit): Observer {
  // Told just before the work that is dropped with it.
  let removed: ObjectVersion | undefined;
  return (change) => {
    const { at } = change;
    switch (change.type) {
      case "WorkAccepted":
        return replicationEvent(s3, emit, { name: "pending", work: change.work, at });
      case "WorkEnded":
        return workEnded(s3, emit, change.work, at);
      case "WorkDropped":
        return replicationEvent(s3, emit, { name: "notTracked", work: change.work, at, removed });
      case "ThresholdMissed":
        return replicationEvent(s3, emit, { name: "missedThreshold", work: change.work, at });
      case "VersionRemoved":
        removed = change.version;
        return versionRemoved(s3, emit, change);
      case "WorkHeld":
      case "FaultStruck":
      case "VersionChanged":
        // Timelines tell of these.
        return;
      case "VersionCreated":
      case "DeleteMarkerCreated":
        return versionCreated(s3, emit, change);
      case "VersionExpired":
        return versionExpired(emit, change);
      case "VersionTransitioned":
        return versionTransitioned(s3, emit, change);
      case "InventoryFailed": {
        const { bucket, configurationId, reason } = change;
        const time = new Date(at);
        return emit.event("inventoryFailed", () => ({ time, bucket, configurationId, reason }));
      }
    }
  };
}
