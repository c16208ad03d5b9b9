import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { operationNames } from "../../lib/base/operationNames.generated.js";
import { drawnRequests, leastRequest, type SentRequest, sensibleRequests } from "./sentRequests.js";
import { TwoSides } from "./sides.js";

const seed = 20_261_125;

/** How often the states are compared: that takes longer than the requests. */
const statesEvery = 100;

/** About 2,000: each operation often, and those that make a state most often. */
function corpus(): SentRequest[] {
  const drawn = operationNames.flatMap((operation) => [
    leastRequest(operation),
    ...fc.sample(drawnRequests(operation), { seed, numRuns: 7 }),
  ]);
  const sensible = fc.sample(sensibleRequests, { seed, numRuns: 1_104 });
  // One after the other, so that every operation meets every state.
  return sensible.flatMap((request, index) => [request, ...drawn.slice(index, index + 1)]);
}

test("2,000 requests come to the same through the plugin and over HTTP, and leave the same", async () => {
  const requests = corpus();
  expect(requests.length).toBeGreaterThanOrEqual(2_000);
  const sides = await TwoSides.open();
  try {
    for (const [index, request] of requests.entries()) {
      const { plugin, server } = await sides.send(request);
      // Which request it was is what whoever reads a failure wants to know.
      expect({ index, request, ...plugin }).toEqual({ index, request, ...server });
      if (index % statesEvery !== statesEvery - 1) continue;
      const states = sides.states();
      if (!isDeepStrictEqual(states.plugin, states.server)) {
        expect({ index, request, ...states.plugin }).toEqual({ index, request, ...states.server });
      }
    }
  } finally {
    await sides.close();
  }
}, 300_000);
