import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { TextFile } from "./textRules.js";

const root = join(__dirname, "../../..");

const notOurs = new Set([".git", "coverage", "dist", "node_modules", "package-lock.json"]);

/** Every file of ours under a folder, as text; none where the folder does not exist. */
export function filesUnder(folder: string): TextFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !notOurs.has(name) && !name.endsWith(".tgz"))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) return filesUnder(path);
      return entry.isFile() ? [{ path, text: readFileSync(join(root, path), "utf8") }] : [];
    });
}

/** The text of package-lock.json. */
export function lockFile(): string {
  return readFileSync(join(root, "package-lock.json"), "utf8");
}
