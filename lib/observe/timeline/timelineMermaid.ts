import type { TimelineEvent } from "./timelineEvent.js";
import { offsetText } from "./timelineText.js";

/**
 * A timeline as a Mermaid sequence diagram: a participant for each bucket, an arrow for what goes from
 * one to another, a note for the rest.
 *
 * @see https://mermaid.js.org/syntax/sequenceDiagram.html
 */
export function timelineMermaid(title: string, events: readonly TimelineEvent[]): string {
  const buckets = [
    ...new Set(events.flatMap(({ bucket, destinationBucket }) => [bucket, destinationBucket])),
  ].filter((bucket) => bucket !== undefined);
  const participant = (bucket: string | undefined) => `b${buckets.indexOf(bucket ?? "")}`;
  return [
    "---",
    `title: ${JSON.stringify(title)}`,
    "---",
    "sequenceDiagram",
    ...buckets.map((bucket) => `  participant ${participant(bucket)} as ${escaped(bucket)}`),
    ...events.map((event) => {
      const text = escaped(`${offsetText(events, event)} ${event.kind}: ${event.text}`);
      const from = participant(event.bucket);
      const arrow = arrows[event.kind];
      return arrow === undefined
        ? `  Note over ${from}: ${text}`
        : `  ${from}${arrow}${participant(event.destinationBucket)}: ${text}`;
    }),
    "",
  ].join("\n");
}

/** What goes to another bucket, and how it comes out. */
const arrows: Partial<Record<TimelineEvent["kind"], string>> = {
  matched: "--)",
  arrived: "->>",
  failed: "-x",
  dropped: "--x",
};

/** What Mermaid would take for the end of a statement or for the beginning of an entity. */
function escaped(text: string): string {
  return text.replace(/[#;]|[\r\n]+/g, (found) =>
    found === "#" ? "#35;" : found === ";" ? "#59;" : " ",
  );
}
