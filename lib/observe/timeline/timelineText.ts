import { durationText, timeText } from "../explain/wording.js";
import type { TimelineEvent } from "./timelineEvent.js";

/** A timeline as lines: how long after the first event, what kind of event, and what happened. */
export function timelineText(title: string, events: readonly TimelineEvent[]): string {
  const rows = events.map((event) => ({ ...event, after: offsetText(events, event) }));
  const width = Math.max(...rows.map(({ after }) => after.length));
  const kindWidth = Math.max(...rows.map(({ kind }) => kind.length));
  const lines = rows.map(
    ({ after, kind, text }) => `  ${after.padStart(width)}  ${kind.padEnd(kindWidth)}  ${text}`,
  );
  return [title, ...lines].join("\n");
}

/** When the first event was, and how long after it the others were. */
export function offsetText(events: readonly TimelineEvent[], { at }: TimelineEvent): string {
  const start = events[0]?.at ?? at;
  return +at === +start ? timeText(+start) : `+${durationText(+at - +start)}`;
}
