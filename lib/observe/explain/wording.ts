import type { Tag } from "../../state/objectVersion.js";

/** A time as S3's documents write it. */
export function timeText(ms: number): string {
  return new Date(ms).toISOString();
}

const units = [
  { name: "d", ms: 86_400_000 },
  { name: "h", ms: 3_600_000 },
  { name: "min", ms: 60_000 },
  { name: "s", ms: 1_000 },
  { name: "ms", ms: 1 },
];

/** A duration in its two largest units: `1 h 5 min`. */
export function durationText(ms: number): string {
  const largest = units.findIndex((unit) => ms >= unit.ms);
  if (largest === -1) return "0 s";
  let rest = ms;
  const parts: string[] = [];
  for (const unit of units.slice(largest, largest + 2)) {
    const count = Math.floor(rest / unit.ms);
    rest -= count * unit.ms;
    if (count > 0) parts.push(`${count} ${unit.name}`);
  }
  return parts.join(" ");
}

/** Tags as they are written in a Tagging header, but readable. */
export function tagsText(tags: readonly Tag[]): string {
  return tags.map(({ Key, Value }) => `${Key}=${Value}`).join(", ");
}

/** Names in a row, or a word for none. */
export function listText(names: readonly string[], none = "none"): string {
  return names.length === 0 ? none : names.join(", ");
}
