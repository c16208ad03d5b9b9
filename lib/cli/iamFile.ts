import { readFileSync } from "node:fs";
import type { IamOptions } from "../access/iam/iamDescriptions.js";
import { refuse } from "./flagValues.js";

/** The flag of `serve` that names the roles, users and keys to start with. */
export const iamFlag = {
  value: "FILE.json",
  about: "Roles, users and keys to start with: what replicationMock takes as iam.",
} as const;

/** What is in it, the mock checks. @throws UsageError where it cannot be read */
export function readIamFile(file: string): IamOptions {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const reason = (error as Error).message;
    return refuse("--iam", file, `a file of JSON that can be read (${reason})`);
  }
}
