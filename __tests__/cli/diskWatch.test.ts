import { diskWatch } from "../../lib/cli/diskWatch.js";

const megabyte = 1024 ** 2;

/** What is warned of while the disk has so much left, a look after another. */
function warnings(heldMegabytes: number, ...freeMegabytes: readonly number[]): string[] {
  const told: string[] = [];
  let look = 0;
  const watch = diskWatch("/data/state.bin", (problem) => told.push(problem), {
    freeBytes: () => (freeMegabytes[look++] ?? 0) * megabyte,
    heldBytes: () => heldMegabytes * megabyte,
  });
  while (look < freeMegabytes.length) watch();
  return told;
}

describe("the disk of a data file", () => {
  test("is warned of when it has less than twice what the state needs", () => {
    expect(warnings(100, 199)).toEqual([
      "the disk of /data/state.bin has 199 MB left, and the state may need 100 MB; make room, or it cannot be saved",
    ]);
    expect(warnings(100, 200)).toEqual([]);
  });

  test("is warned of once, and again when there has been room in between", () => {
    expect(warnings(100, 300, 50, 40, 300, 30)).toEqual([
      expect.stringContaining("50 MB left"),
      expect.stringContaining("30 MB left"),
    ]);
  });

  test("is looked at every 256 answers", () => {
    let looks = 0;
    const freeBytes = () => ++looks;
    const watch = diskWatch("f", () => {}, { freeBytes, heldBytes: () => 0 });
    for (let answer = 0; answer < 1_000; answer++) watch();
    expect(looks).toBe(4);
  });
});
