import fc from "fast-check";
import { manualClock, replicationMock } from "s3-replication-mock";
import { clientOf } from "../support/client.js";
import { steps } from "./commands.js";
import { checkAnswers, checkState, ledgerOf, type Real } from "./invariants.js";
import { delays, Model } from "./model.js";
import { bucketNames } from "./rules.js";

function begin(): { model: Model; real: Real } {
  const mock = replicationMock({
    clock: manualClock(),
    delay: ({ operation }) => delays[operation as keyof typeof delays],
    buckets: Object.fromEntries(bucketNames.map((name) => [name, { objectLock: true }])),
  });
  const real = {
    mock,
    client: clientOf(mock),
    ledger: ledgerOf(mock),
    faults: new Map(),
    steps: 0,
  };
  return { model: new Model(), real };
}

// A failing run prints its seed, path and replayPath: given to `fc.assert` beside numRuns (the first
// two) and to `fc.commands` (the last), they take the same steps again.
test("ten thousand random steps leave buckets as the reference model says", async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 60, size: "max" }), async (commands) => {
      const { model, real } = begin();
      await fc.asyncModelRun(() => ({ model, real }), commands);
      count += real.steps;
      // However it went, nothing is lost: without outages all work ends.
      for (const [name, fault] of real.faults) {
        fault.end();
        model.denied.delete(name);
        for (const bucket of bucketNames) if (bucket === name) model.endOutage(bucket);
      }
      real.mock.settle();
      model.settle();
      expect(real.ledger.ended).toBe(real.ledger.accepted);
      checkState(model, real);
      await checkAnswers(model, real);
    }),
    { numRuns: 480 },
  );
  expect(count).toBeGreaterThanOrEqual(10_000);
}, 300_000);
