import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { MockError } from "../base/mockError.js";

/** Whose a lock is, as it stands in its file. */
interface Owner {
  readonly pid: number;
  readonly host: string;
  /** When the process began, where the system tells it: another one may have the number by now. */
  readonly began?: string | undefined;
}

/**
 * Takes a file for this process alone, by a file beside it whose name ends in `.lock`. The lock of a
 * process of this machine that is gone is taken over. Of one of another machine or container that shares
 * the folder nothing can be known: its lock counts until somebody removes it.
 *
 * @returns lets the file go
 * @throws MockError that names the process that has it, or says why there can be no lock
 */
export function lockFile(file: string): () => void {
  const lock = `${file}.lock`;
  const own: Owner = { pid: process.pid, host: hostname(), began: beganOf(process.pid) };
  while (!isWritten(lock, JSON.stringify(own))) takeOver(lock, file);
  return () => rmSync(lock, { force: true });
}

/** @returns false where the lock is there */
function isWritten(lock: string, text: string): boolean {
  try {
    writeFileSync(lock, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw new MockError(
      `${lock} cannot be written: ${(error as Error).message}`,
      "ERR_MOCK_COMMAND",
    );
  }
}

/** Removes a lock whose owner is gone. @throws MockError where there may be one */
function takeOver(lock: string, file: string): void {
  const found = textOf(lock);
  if (found === undefined) return;
  checkGone(found, lock, file);
  const taken = `${lock}.${process.pid}.tmp`;
  try {
    renameSync(lock, taken);
  } catch (error) {
    // Somebody else was faster.
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  const moved = textOf(taken);
  rmSync(taken, { force: true });
  // Somebody else was faster, and this was already theirs.
  if (moved !== undefined && moved !== found) isWritten(lock, moved);
}

/** @returns undefined where it is not there any more */
function textOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function checkGone(text: string, lock: string, file: string): void {
  const owner = ownerIn(text);
  if (owner !== undefined && isGone(owner)) return;
  // One that cannot be read may be half written.
  const { pid = "unknown", host = hostname() } = owner ?? {};
  const place = host === hostname() ? "" : ` on ${host}`;
  throw new MockError(
    `${file} is in use by the server with pid ${pid}${place}; stop it, or remove ${lock} if it is gone`,
    "ERR_MOCK_COMMAND",
  );
}

function ownerIn(text: string): Owner | undefined {
  try {
    const { pid, host, began } = JSON.parse(text);
    return Number.isInteger(pid) && pid > 0 ? { pid, host: String(host), began } : undefined;
  } catch {
    return undefined;
  }
}

function isGone({ pid, host, began }: Owner): boolean {
  if (host !== hostname()) return false;
  // The first process of a container has the number of the one before it.
  if (pid === process.pid) return true;
  const begins = beganOf(pid);
  return begins === undefined ? !isThere(pid) : begins !== began;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is somebody else's.
    return codeOf(error) === "EPERM";
  }
}

/** When a process began, as Linux counts; undefined where that cannot be read. */
function beganOf(pid: number): string | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name of the program, in brackets, may be any text.
    return line.slice(line.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
