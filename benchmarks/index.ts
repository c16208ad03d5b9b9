import { mkdirSync, writeFileSync } from "node:fs";
import { speedChart } from "./chart.js";
import { measureColdStart } from "./coldStart.js";
import { measureHistory } from "./history.js";
import { measureInventory } from "./inventory.js";
import { measureLifecycle } from "./lifecycle.js";
import { measureListing } from "./listing.js";
import { measureLoad } from "./load.js";
import type { Effort } from "./measure.js";
import { measureMemory } from "./memory.js";
import { measurePackageSize } from "./packageSize.js";
import { measurePolicies } from "./policies.js";
import { measureReplicatedPut } from "./replicatedPut.js";
import { printRows, type Row } from "./report.js";
import { measureRequests } from "./requests.js";
import { measureRules } from "./rules.js";
import { measureServer } from "./server.js";
import { measureSettle } from "./settle.js";
import { measureSnapshots } from "./snapshots.js";
import { measureVersions } from "./versions.js";

const groups: Readonly<Record<string, (effort: Effort) => Row[] | Promise<Row[]>>> = {
  requests: measureRequests,
  replicatedPut: measureReplicatedPut,
  rules: measureRules,
  policies: measurePolicies,
  settle: measureSettle,
  versions: measureVersions,
  snapshots: measureSnapshots,
  history: measureHistory,
  memory: measureMemory,
  load: measureLoad,
  coldStart: measureColdStart,
  packageSize: measurePackageSize,
  listing: measureListing,
  inventory: measureInventory,
  lifecycle: measureLifecycle,
  server: measureServer,
};

const [flags, asked] = [true, false].map((isFlag) =>
  process.argv.slice(2).filter((argument) => argument.startsWith("--") === isFlag),
) as [string[], string[]];
const unknown = asked.filter((name) => groups[name] === undefined);
unknown.push(...flags.filter((flag) => flag !== "--quick"));
if (unknown.length > 0) {
  const known = [...Object.keys(groups), "--quick"].join(", ");
  process.stderr.write(`There is no ${unknown.join(", ")}; there are ${known}.\n`);
  process.exit(2);
}
// A quick run shows that everything still runs: its figures mean nothing, so they meet no bars.
const isQuick = flags.includes("--quick");
const effort: Effort = isQuick ? { rounds: 0.1, scale: 0.02 } : { rounds: 1, scale: 1 };
const all: Row[] = [];
for (const [name, measure] of Object.entries(groups)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const rows = await measure(effort);
  printRows(rows, { withBars: !isQuick });
  all.push(...rows);
}
// A part of the figures, or figures that mean nothing, would take the place of the whole.
if (!isQuick && asked.length === 0) {
  mkdirSync("docs/public", { recursive: true });
  writeFileSync("docs/public/speed.svg", speedChart(all));
}
