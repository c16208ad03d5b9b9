import type { Modification } from "./modify.js";
import { missingLock, type Obstacle, without } from "./obstacles.js";

const unreadableHead = without("s3:GetObjectVersionForReplication", "SrcHeadObjectNotPermitted");

const tagging: readonly Obstacle[] = [
  without("s3:GetObjectVersionTagging", "SrcGetTaggingNotPermitted"),
  without("s3:ReplicateTags", "DstPutTaggingNotPermitted"),
];

/** What the tags of an object can fail at that is being replicated: it arrives without them. */
export const tagObstacles: readonly Obstacle[] = tagging.map(
  // Without tags there is nothing to ask a permission for: `assumed`.
  (obstacle) => (attempt) => (attempt.source.tags.length > 0 ? obstacle(attempt) : undefined),
);

/** What a change can fail at that is sent after its object. */
export const modificationObstacles: Readonly<Record<Modification, readonly Obstacle[]>> = {
  TAGGING_PUT: [unreadableHead, ...tagging],
  ACL_PUT: [
    unreadableHead,
    without("s3:GetObjectVersionAcl", "SrcGetAclNotPermitted"),
    // No permission of its own lets the role write an ACL: `assumed`.
    without("s3:ReplicateObject", "DstPutAclNotPermitted"),
  ],
  RETENTION_PUT: [
    unreadableHead,
    without("s3:GetObjectRetention", "SrcGetRetentionNotPermitted"),
    missingLock,
    without("s3:PutObjectRetention", "DstPutRetentionNotPermitted"),
  ],
  LEGAL_HOLD_PUT: [
    unreadableHead,
    without("s3:GetObjectLegalHold", "SrcGetLegalHoldNotPermitted"),
    missingLock,
    without("s3:PutObjectLegalHold", "DstPutLegalHoldNotPermitted"),
  ],
};
