import type { Modification } from "./modify.js";
import { missingLock, needs, type Obstacle } from "./obstacles.js";
import { permissionSteps as steps } from "./permissionStep.js";

/** What the tags of an object can fail at that is being replicated: it arrives without them. */
export const tagObstacles: readonly Obstacle[] = [
  needs(steps.readObjectTags),
  needs(steps.writeObjectTags),
];

/** What a change can fail at that is sent after its object. */
export const modificationObstacles: Readonly<Record<Modification, readonly Obstacle[]>> = {
  TAGGING_PUT: [
    needs(steps.readHead),
    needs(steps.readTags),
    needs(steps.changeTags),
    needs(steps.writeTags),
  ],
  // No permission of its own lets the role write an ACL: `assumed`.
  ACL_PUT: [needs(steps.readHead), needs(steps.readAcl), needs(steps.changeAcl)],
  RETENTION_PUT: [
    needs(steps.readHead),
    needs(steps.readRetention),
    missingLock,
    needs(steps.changeRetention),
    needs(steps.writeRetention),
  ],
  LEGAL_HOLD_PUT: [
    needs(steps.readHead),
    needs(steps.readLegalHold),
    missingLock,
    needs(steps.changeLegalHold),
    needs(steps.writeLegalHold),
  ],
};
