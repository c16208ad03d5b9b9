import { measureLifecycle } from "./lifecycle.js";
import { measureListing } from "./listing.js";
import { measureLoad } from "./load.js";
import { measureMemory } from "./memory.js";
import { printRows, type Row } from "./report.js";
import { measureRequests } from "./requests.js";
import { measureRules } from "./rules.js";
import { measureServer } from "./server.js";
import { measureSettle } from "./settle.js";

const groups: Readonly<Record<string, () => Row[] | Promise<Row[]>>> = {
  requests: measureRequests,
  rules: measureRules,
  settle: measureSettle,
  memory: measureMemory,
  load: measureLoad,
  listing: measureListing,
  lifecycle: measureLifecycle,
  server: measureServer,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => groups[name] === undefined);
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(", ")}; there are ${Object.keys(groups)}.\n`);
  process.exit(2);
}
for (const [name, measure] of Object.entries(groups)) {
  if (asked.length === 0 || asked.includes(name)) printRows(await measure());
}
