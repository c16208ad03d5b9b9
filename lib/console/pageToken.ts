import { randomBytes } from "node:crypto";

/** What a page of the console carries to change something: no page of another origin can read or guess it. */
export function pageToken(): string {
  return randomBytes(32).toString("base64url");
}
