import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDataFile } from "../../lib/cli/dataFile.js";
import { inFolder } from "../support/commandLine.js";
import type { InventoryScene } from "../support/inventoryScene.js";
import { bytesOf, changed, type SavedParts, sceneOfEverything } from "../support/savedStates.js";
import { wrongFiles } from "./wrongFiles.js";
import { wrongStates } from "./wrongStates.js";

let mock: InventoryScene["mock"];
let saved: SavedParts;

// Each test leaves it as it was, which is what they are about.
beforeAll(async () => {
  ({ mock, saved } = await sceneOfEverything());
});

const looked = () => ({
  now: mock.now(),
  buckets: mock.buckets(),
  faults: mock.faults.list().map(({ kind, options }) => ({ kind, options })),
});
const seen = () => ({
  ...looked(),
  bytes: createHash("sha256").update(mock.snapshot().toBytes()).digest("hex"),
});

/** Refused as bytes, as bytes in pieces and as a file, by one sentence, and nothing is another. */
async function expectRefused(bytes: Uint8Array, problem: string): Promise<void> {
  const before = seen();
  const message = new RegExp(`these bytes are no snapshot: .*${escaped(problem)}`);
  expect(() => mock.restore(bytes)).toThrow(message);
  const middle = bytes.length >> 1;
  expect(() => mock.restore([bytes.subarray(0, middle), bytes.subarray(middle)])).toThrow(message);
  await inFolder(async (folder) => {
    const file = join(folder, "state.bin");
    writeFileSync(file, bytes);
    expect(() => openDataFile(file, mock)).toThrow(
      new RegExp(`^${escaped(file)} cannot be loaded: .*${escaped(problem)}`),
    );
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });
  expect(seen()).toEqual(before);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

test("a state with something of everything is taken, also as it is written here", () => {
  const before = looked();
  mock.restore(bytesOf(saved));
  expect(looked()).toEqual(before);
});

test("there are more than 100 that are wrong, each in its own way", () => {
  const names = [...wrongStates, ...wrongFiles].map(([what]) => what);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(100);
});

describe("a state is refused by the path to what is wrong, and nothing has changed:", () => {
  test.each(wrongStates)("%s", async (_what, path, change, problem) => {
    await expectRefused(bytesOf(changed(saved, path, change)), problem);
  });
});

describe("bytes are refused by the part that is wrong, and nothing has changed:", () => {
  test.each(wrongFiles)("%s", async (_what, bytes, problem) => {
    await expectRefused(bytes(saved), problem);
  });
});
