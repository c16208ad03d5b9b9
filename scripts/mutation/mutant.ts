import { createHash } from "node:crypto";

/** A change of the code that a test should notice. */
export interface Mutant {
  /** Ten hex digits that stay the same while the line and its file's name do, whatever moves around it. */
  readonly id: string;
  /** Relative to the repository. */
  readonly file: string;
  /** Begins with 1. */
  readonly line: number;
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
  /** As the instrumenter counts, from 0. */
  readonly location: Location;
}

export interface Location {
  readonly start: Position;
  readonly end: Position;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What the instrumenter says of a mutant. */
export interface FoundMutant {
  readonly id: string;
  readonly fileName: string;
  readonly location: Location;
  readonly mutatorName: string;
  readonly replacement: string;
}

/** Names the mutants of a file: by what stands there and not by where it stands. */
export function namedMutants(file: string, text: string, found: readonly FoundMutant[]): Mutant[] {
  const lines = text.split("\n");
  const seen = new Map<string, number>();
  return found.map(({ location, mutatorName: mutator, replacement }) => {
    const original = textAt(lines, location);
    const context = lines[location.start.line]?.trim() ?? "";
    const identity = JSON.stringify([file, mutator, context, original, replacement]);
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    const id = hashOf(`${identity}${count}`).slice(0, 10);
    return { id, file, line: location.start.line + 1, mutator, original, replacement, location };
  });
}

/** A change on one line, to be read by people. */
export function inOneLine(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 120 ? `${line.slice(0, 117)}...` : line;
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function textAt(lines: readonly string[], { start, end }: Location): string {
  const inside = lines.slice(start.line, end.line + 1);
  const last = inside.length - 1;
  return inside
    .map((line, index) =>
      line.slice(index === 0 ? start.column : 0, index === last ? end.column : undefined),
    )
    .join("\n");
}
