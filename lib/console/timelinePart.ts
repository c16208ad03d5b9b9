import { createHash } from "node:crypto";
import type { LifeLog } from "../observe/timeline/lifeLog.js";
import { timeline } from "../observe/timeline/timeline.js";
import { timelineSvg } from "../observe/timeline/timelineSvg.js";
import type { S3 } from "../state/s3.js";
import { cutText } from "./shownJson.js";

/** A version's life in words, and what is to be said of its picture. */
export interface TimelinePart {
  readonly text: string;
  /** Another one for another text. */
  readonly mark: string;
  readonly eventCount: number;
  /** How many of the events the picture leaves out. */
  readonly leftOut: number;
}

interface Named {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** A browser draws no picture of any height. */
const drawnEvents = 200;

/** The life of a version as text, cut where nobody would read on. */
export function timelineText(s3: S3, lives: LifeLog, named: Named): TimelinePart {
  const { events, text } = lifeOf(s3, lives, named);
  return {
    text: cutText(text),
    mark: createHash("sha256").update(text).digest("hex"),
    eventCount: events.length,
    leftOut: Math.max(0, events.length - drawnEvents),
  };
}

/** The same as a picture: its first event and the last ones, where there are many. */
export function timelineSvgOf(s3: S3, lives: LifeLog, named: Named): string {
  const { bucket, key, events, svg } = lifeOf(s3, lives, named);
  if (events.length <= drawnEvents) return svg;
  const drawn = [...events.slice(0, 1), ...events.slice(1 - drawnEvents)];
  return timelineSvg(`s3://${bucket}/${key}`, drawn);
}

function lifeOf(s3: S3, lives: LifeLog, { bucket, key, versionId }: Named) {
  return timeline(s3, lives, { Bucket: bucket, Key: key, VersionId: versionId });
}
