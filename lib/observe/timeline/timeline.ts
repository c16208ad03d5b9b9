import { type ObjectName, objectAddress, objectUri } from "../../base/objectName.js";
import type { S3 } from "../../state/s3.js";
import { currentVersion } from "../../state/versions.js";
import { explain } from "../explain/explain.js";
import { printsAs } from "../printsAs.js";
import type { LifeLog } from "./lifeLog.js";
import { lifeOf } from "./lifeOf.js";
import type { TimelineEvent } from "./timelineEvent.js";
import { timelineMermaid } from "./timelineMermaid.js";
import { timelineSvg } from "./timelineSvg.js";
import { timelineText } from "./timelineText.js";

/** A version's life, from when it was made until now. A value; it prints as its `text`. */
export interface Timeline {
  readonly bucket: string;
  readonly key: string;
  /** Undefined where there is no such version, and none is remembered. */
  readonly versionId: string | undefined;
  /** In the order in which they happened. */
  readonly events: readonly TimelineEvent[];
  /** A line for each event. */
  readonly text: string;
  /** A sequence diagram for https://mermaid.js.org. */
  readonly mermaid: string;
  /** A picture: an SVG document that needs nothing else. */
  readonly svg: string;
  toString(): string;
}

/**
 * The life of a version: what stands tells most of it; the rest is remembered of so many events, the
 * last ones. `reset` and `restore` forget it.
 *
 * @param object - the current version unless it says which; of a key without one, the last that is
 *   remembered
 * @throws MockError without a bucket and a key
 */
export function timeline(s3: S3, log: LifeLog, object: ObjectName): Timeline {
  const { Bucket, Key, VersionId: asked } = objectAddress("mock.timeline", object);
  const entries = log.entriesOf(Key);
  const bucket = s3.buckets.get(Bucket);
  const versionId =
    asked ??
    (bucket && currentVersion(bucket, Key))?.versionId ??
    entries.findLast((entry) => entry.bucket === Bucket)?.versionId;
  const events =
    versionId === undefined ? [] : lifeOf(s3, entries, { bucket: Bucket, key: Key, versionId });
  const named = { Bucket, Key, ...(versionId !== undefined && { VersionId: versionId }) };
  const title = objectUri(named);
  const text = events.length === 0 ? explain(s3, named).text : timelineText(title, events);
  return printsAs(text, {
    bucket: Bucket,
    key: Key,
    versionId,
    events: Object.freeze(events),
    text,
    mermaid: timelineMermaid(title, events),
    svg: timelineSvg(title, events),
  });
}
