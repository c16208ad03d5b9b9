import { readFileSync } from "node:fs";
import { MockError } from "../base/mockError.js";

/** What a client sent and got, as it is written down: plain JSON. */
export interface Recording {
  readonly format: typeof format;
  /** The Region of the client. */
  readonly region: string;
  /** When it began: a time as ISO 8601 writes it. */
  readonly startedAt: string;
  readonly commands: readonly RecordedCommand[];
}

/** A command and how it ended. */
export interface RecordedCommand {
  /** When it was sent, in milliseconds since the recording began. */
  readonly atMs: number;
  /** S3's name of it. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly output?: Readonly<Record<string, unknown>>;
  readonly error?: CommandError;
}

/** An error that a command ended with. */
export interface CommandError {
  readonly name: string;
  readonly statusCode: number | undefined;
}

/** A body, of which only the digest is kept. */
export interface BodyDigest {
  readonly $body: {
    /** Undefined where the body was not read to its end. */
    readonly sha256: string | undefined;
    readonly sizeBytes: number | undefined;
  };
}

const format = "s3-replication-mock recording 1";

/** A recording as text. */
export function writeRecording(recording: Omit<Recording, "format">): string {
  return `${JSON.stringify({ format, ...recording }, undefined, 2)}\n`;
}

/** @throws MockError when the file is no recording */
export function readRecording(file: string): Recording {
  const text = readFileSync(file, "utf8");
  try {
    const value: unknown = JSON.parse(text);
    if (isRecording(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new MockError(
    `compare: ${file} is no recording of this version; pass a file that recorder({ file }) has written`,
  );
}

function isRecording(value: unknown): value is Recording {
  if (typeof value !== "object" || value === null) return false;
  const { format: found, region, startedAt, commands } = value as Partial<Recording>;
  const isDated = !Number.isNaN(Date.parse(String(startedAt)));
  return found === format && typeof region === "string" && isDated && Array.isArray(commands);
}

/** Whether a value stands for a body. */
export function isBodyDigest(value: unknown): value is BodyDigest {
  return typeof value === "object" && value !== null && "$body" in value;
}
