/**
 * `npm run api` rewrites the reports of the public types in etc/api, which a test compares. With `--json`
 * it prints the declarations and reports instead.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { declareEntries } from "./package/declarations.js";
import { repositoryRoot } from "./repositoryRoot.js";

const isPrinted = process.argv.includes("--json");
// Whether the source compiles is for `npm run typecheck` to say.
const entries = declareEntries({ check: !isPrinted });
if (isPrinted) {
  process.stdout.write(JSON.stringify(entries));
} else {
  const reports = join(repositoryRoot, "etc/api");
  mkdirSync(reports, { recursive: true });
  for (const name of readdirSync(reports)) rmSync(join(reports, name));
  for (const { name, report } of entries) writeFileSync(join(reports, `${name}.api.md`), report);
}
