import fc from "fast-check";
import { manualClock, replicationMock } from "s3-replication-mock";
import { clientOf } from "../support/client.js";
import { steps } from "./commands.js";
import { checkAnswers, checkState, ledgerOf, other, type Real } from "./invariants.js";
import { delayOf } from "./jobs.js";
import { Model } from "./model.js";
import { bucketNames } from "./rules.js";

function begin(): { model: Model; real: Real } {
  const mock = replicationMock({
    clock: manualClock(),
    delay: ({ operation, key }) => delayOf(operation, key),
    buckets: Object.fromEntries(bucketNames.map((name) => [name, { objectLock: true }])),
  });
  const model = new Model();
  const ledger = ledgerOf(mock);
  const real: Real = {
    mock,
    client: clientOf(mock),
    foreign: clientOf(mock.as(other)),
    allowed: undefined,
    stopListening: undefined,
    ledger,
    faults: new Map(),
    saved: {
      snapshot: mock.snapshot(),
      known: structuredClone(model.known),
      ledger: { ...ledger },
      faults: new Map(),
      allowed: undefined,
    },
    steps: 0,
  };
  return { model, real };
}

// A failing run prints its seed, path and replayPath: given to `fc.assert` beside numRuns (the first
// two) and to `fc.commands` (the last), they take the same steps again.
/** How many steps at the least: the soak takes a million. */
const wantedSteps = Number(process.env.MODEL_STEPS ?? 10_000);

test(
  "so many random steps leave buckets as the reference model says",
  async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 60, size: "max" }), async (commands) => {
        const { model, real } = begin();
        await fc.asyncModelRun(() => ({ model, real }), commands);
        count += real.steps;
        // However it went, nothing is lost: without outages all work ends.
        for (const [name, fault] of real.faults) {
          fault.end();
          model.known.denied.delete(name);
          for (const bucket of bucketNames) if (bucket === name) model.endOutage(bucket);
        }
        real.mock.settle();
        model.settle();
        expect(real.ledger.ended).toBe(real.ledger.accepted);
        checkState(model, real);
        await checkAnswers(model, real);
      }),
      // A run takes 28 steps on the average, those that a state does not allow left out.
      { numRuns: Math.ceil(wantedSteps / 20) },
    );
    expect(count).toBeGreaterThanOrEqual(wantedSteps);
  },
  Math.max(300_000, wantedSteps * 30),
);
