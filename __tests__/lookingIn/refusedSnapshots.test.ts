import { serialize } from "node:v8";
import fc from "fast-check";
import { replicationMock, type Snapshot } from "s3-replication-mock";
import { scene } from "../support/replicationScene.js";
import { observe } from "../support/snapshotSteps.js";

describe("A snapshot", () => {
  test.each<[what: string, value: (snapshot: Snapshot) => unknown, problem: string]>([
    ["a copy by JSON", (it) => JSON.parse(JSON.stringify(it)), "no snapshot of this process"],
    ["undefined", () => undefined, "no snapshot of this process"],
    ["a number", () => 1, "no snapshot of this process"],
    ["no bytes", () => new Uint8Array(0), "it is empty"],
    ["other bytes", () => Buffer.from("something else altogether, and long"), "something else"],
    ["bytes of 0.1.0", () => serialize({ format: "1" }), "written by version 0.1.0"],
  ])("is refused when it is %s, and nothing has changed", async (_what, made, problem) => {
    const at = await scene();
    await at.put("k");
    const seen = await observe(at);
    // What JavaScript lets through.
    const value = made(at.mock.snapshot()) as never;
    expect(() => at.mock.restore(value)).toThrow(problem);
    expect(await observe(at)).toEqual(seen);
  });

  test.each([
    ["structuredClone", (it: Snapshot) => structuredClone(it)],
    ["v8", (it: Snapshot) => serialize(it)],
  ])("cannot be copied by %s", (_how, copy) => {
    const { mock } = { mock: replicationMock() };
    expect(() => copy(mock.snapshot())).toThrow("could not be cloned");
  });

  test("is refused when any byte of it is another, and nothing has changed", async () => {
    const at = await scene();
    await at.put("a");
    at.mock.faults.unavailable({ bucket: "destination" });
    await at.put("b");
    const bytes = at.mock.snapshot().toBytes();
    const seen = await observe(at);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const damaged = Uint8Array.from(bytes);
        damaged[place] = (damaged[place] ?? 0) ^ change;
        expect(() => at.mock.restore(damaged)).toThrow("these bytes are no snapshot");
        expect(() => at.mock.restore(bytes.subarray(0, place))).toThrow("no snapshot");
      }),
      { numRuns: 300 },
    );
    expect(await observe(at)).toEqual(seen);
  });
});
