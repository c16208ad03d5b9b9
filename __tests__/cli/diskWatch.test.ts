import { diskWatch, type FileSystemFigures } from "../../lib/cli/diskWatch.js";

const megabyte = 1024 ** 2;

type Look = () => FileSystemFigures;

/** A file system that counts its blocks. */
const free =
  (megabytes: number): Look =>
  () => ({ blocks: 1_000, bavail: megabytes, bsize: megabyte });

/** What is warned of while the disk looks so, a look after another. */
function warnings(heldMegabytes: number, ...disk: readonly Look[]): string[] {
  const told: string[] = [];
  let looks = 0;
  const watch = diskWatch("/data/state.bin", (problem) => told.push(problem), {
    fileSystem: () => (disk[looks++] ?? free(0))(),
    heldBytes: () => heldMegabytes * megabyte,
  });
  while (looks < disk.length) watch();
  return told;
}

describe("the disk of a data file", () => {
  test("is warned of when it has less than twice what the state needs", () => {
    expect(warnings(100, free(199))).toEqual([
      "the disk of /data/state.bin has 199 MB left, and the state may need 100 MB; make room, or it cannot be saved",
    ]);
    expect(warnings(100, free(200))).toEqual([]);
  });

  test("is warned of once, and again when there has been room in between", () => {
    expect(warnings(100, ...[300, 50, 40, 300, 30].map(free))).toEqual([
      expect.stringContaining("50 MB left"),
      expect.stringContaining("30 MB left"),
    ]);
  });

  test("is looked at every 256 answers", () => {
    let looks = 0;
    const fileSystem = () => free(++looks)();
    const watch = diskWatch("f", () => {}, { fileSystem, heldBytes: () => 0 });
    for (let answer = 0; answer < 1_000; answer++) watch();
    expect(looks).toBe(4);
  });

  const unknown: readonly (readonly [what: string, look: Look])[] = [
    [
      "the system does not tell of",
      () => {
        throw new Error("ENOSYS: function not implemented, statfs");
      },
    ],
    ["whose file system has no blocks", () => ({ blocks: 0, bavail: 0, bsize: 4096 })],
  ];

  test.each(unknown)("%s is not warned of, and no answer fails", (_what, look) => {
    expect(warnings(100, look, look)).toEqual([]);
  });

  test.each(unknown)("%s for a while is still the one that was warned of", (_what, look) => {
    expect(warnings(100, free(50), look, free(40))).toHaveLength(1);
  });

  test("of a folder that is not there is not warned of", () => {
    const told: string[] = [];
    diskWatch("/nowhere/at/all/state.bin", (problem) => told.push(problem))();
    expect(told).toEqual([]);
  });
});
