import type { ReplicationConfiguration } from "@aws-sdk/client-s3";
import fc from "fast-check";
import { tamperedConfigurations, validConfigurations } from "../support/replicationArbitraries.js";
import { replicationClient } from "../support/replicationClient.js";
import { configuration, put, read, rejection, v2 } from "../support/replicationConfigurations.js";

/** The document with the IDs of the other one where it has none itself. */
function withIdsOf(
  document: ReplicationConfiguration,
  other: ReplicationConfiguration | undefined,
): ReplicationConfiguration {
  const rules = document.Rules?.map((rule, at) => ({
    ...rule,
    ID: rule.ID || other?.Rules?.[at]?.ID,
  }));
  return { ...document, Rules: rules };
}

describe("PutBucketReplication", () => {
  test("keeps any valid configuration as it is, but for the IDs that it adds", async () => {
    const client = replicationClient();
    await fc.assert(
      fc.asyncProperty(validConfigurations, async (document) => {
        await put(client, document);
        const stored = await read(client);
        expect(stored).toEqual(withIdsOf(document, stored));
        expect(stored?.Rules?.every(({ ID }) => ID)).toBe(true);
      }),
    );
  });

  test("accepts what it gives back, and gives the same back again", async () => {
    const client = replicationClient();
    await fc.assert(
      fc.asyncProperty(validConfigurations, async (document) => {
        await put(client, document);
        const stored = await read(client);
        await put(client, stored ?? document);
        expect(await read(client)).toEqual(stored);
      }),
    );
  });

  test("takes any document whole or leaves the one before it", async () => {
    const before = configuration(v2({ ID: "before" }));
    let accepted = 0;
    let refused = 0;
    const client = replicationClient();
    await fc.assert(
      fc.asyncProperty(tamperedConfigurations, async (document) => {
        await put(client, before);
        const { code } = await rejection(put(client, document));
        const stored = await read(client);
        if (code === "accepted") {
          accepted++;
          expect(stored).not.toEqual(before);
          await put(client, stored ?? before);
          expect(await read(client)).toEqual(stored);
        } else {
          refused++;
          expect(stored).toEqual(before);
        }
      }),
      { numRuns: 300 },
    );
    expect({ accepted: accepted > 0, refused: refused > 0 }).toEqual({
      accepted: true,
      refused: true,
    });
  });
});
