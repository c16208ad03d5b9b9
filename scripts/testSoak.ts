/**
 * What only shows after long: a million steps of the model, a million requests in one process, and an
 * hour's worth of traffic on a server, in ten minutes. `--tenth` does a tenth of each.
 */
import { spawnSync } from "node:child_process";
import { repositoryRoot } from "./repositoryRoot.js";
import { growthOutcome, printSamples } from "./soak/growth.js";
import { soakRequests } from "./soak/requests.js";
import { soakTraffic } from "./soak/traffic.js";
import { type Outcome, outcomeOf, Tally } from "./tally.js";

const share = process.argv.includes("--tenth") ? 0.1 : 1;
const million = 1_000_000 * share;
const tally = new Tally();

tally.add(`${million} steps of the model`, [soakModel(million)]);

const samples = await soakRequests(million);
printSamples(samples);
tally.add(`${million} requests in one process`, [growthOutcome(samples)]);

const seconds = 600 * share;
tally.add(`${seconds} seconds of traffic on a server`, [await soakTraffic(seconds)]);
tally.finish();

function soakModel(steps: number): Outcome {
  const { status, stderr } = spawnSync("npx", ["jest", "__tests__/model"], {
    cwd: repositoryRoot,
    encoding: "utf8",
    env: { ...process.env, MODEL_STEPS: String(steps) },
  });
  return outcomeOf(status === 0 ? [] : [stderr]);
}
