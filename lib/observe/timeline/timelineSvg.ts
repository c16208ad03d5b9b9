import type { TimelineEvent } from "./timelineEvent.js";
import { offsetText } from "./timelineText.js";

const rowPx = 28;
const topPx = 56;
const letterPx = 7.5;
const timePx = 210;

/** A timeline as a picture: a line from top to bottom with a dot for each event. */
export function timelineSvg(title: string, events: readonly TimelineEvent[]): string {
  const longest = Math.max(
    title.length,
    ...events.map(({ kind, text }) => kind.length + text.length + 30),
  );
  const width = Math.ceil(timePx + longest * letterPx + 24);
  const height = topPx + events.length * rowPx;
  const lastY = topPx + (events.length - 1) * rowPx;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, monospace" font-size="12" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="16" y="24" font-size="14" font-weight="bold" fill="#1b1f24">${escaped(title)}</text>`,
    ...(events.length > 1
      ? [
          `<line x1="${timePx}" y1="${topPx}" x2="${timePx}" y2="${lastY}" stroke="#c4cad1" stroke-width="2"/>`,
        ]
      : []),
    ...events.flatMap((event, index) => row(events, event, topPx + index * rowPx)),
    "</svg>",
  ].join("\n");
}

function row(events: readonly TimelineEvent[], event: TimelineEvent, y: number): string[] {
  const { kind, text } = event;
  const time = escaped(offsetText(events, event));
  return [
    `<text x="${timePx - 16}" y="${y + 4}" text-anchor="end" fill="#57606a">${time}</text>`,
    `<circle cx="${timePx}" cy="${y}" r="6" fill="${colours[kind] ?? "#57606a"}"/>`,
    `<text x="${timePx + 16}" y="${y + 4}" fill="#1b1f24"><tspan font-weight="bold">${kind}</tspan> ${escaped(text)}</text>`,
  ];
}

/** How it goes: blue on its way, green arrived, red come to nothing; grey for the rest. */
const colours: Partial<Record<TimelineEvent["kind"], string>> = {
  made: "#1b1f24",
  matched: "#0969da",
  waiting: "#bf8700",
  struck: "#cf222e",
  failed: "#cf222e",
  dropped: "#cf222e",
  arrived: "#1a7f37",
  changed: "#8250df",
};

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Control characters have no place in XML at all. */
function escaped(text: string): string {
  return text.replace(/[&<>"\ufffe\uffff]|\p{Cc}/gu, (found) => entities[found] ?? "\ufffd");
}
