import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { replicationMock } from "s3-replication-mock";
import { openDataFile } from "../../lib/cli/dataFile.js";
import { stateBegins } from "../../lib/snapshot/stateFormat.js";
import { CommandProcess, inFolder, typed } from "../support/commandLine.js";

afterEach(() => CommandProcess.killAll());

const stateBytes = () =>
  replicationMock({ buckets: { kept: { objects: { a: "first", b: "second" } } } })
    .snapshot()
    .toBytes();

/** A process number that was somebody's and is nobody's. */
const gonePid = () => spawnSync(process.execPath, ["--version"]).pid;

interface Place {
  readonly folder: string;
  readonly file: string;
  readonly lock: string;
}

const placed = (use: (place: Place) => Promise<void>) =>
  inFolder((folder) => {
    const file = join(folder, "state.bin");
    writeFileSync(file, stateBytes());
    return use({ folder, file, lock: `${file}.lock` });
  });

/** Opens the file as a server does at its start, and closes it again. */
function opened(file: string): readonly string[] {
  const mock = replicationMock();
  openDataFile(file, mock).close();
  return mock.buckets().map(({ name }) => name);
}

describe("a file of --data is one server's:", () => {
  test("a second server ends with 1 and a sentence that names the first", async () => {
    await placed(async ({ folder, file, lock }) => {
      const first = new CommandProcess("serve", "--port", "0", "--data", file);
      expect(await first.line()).toMatch(/^A simulated S3 listens/);
      const { pid } = JSON.parse(readFileSync(lock, "utf8"));
      const before = readFileSync(file);
      expect(await typed("serve", "--port", "0", "--data", file)).toEqual({
        code: 1,
        stdout: "",
        stderr: `s3-replication-mock: ${file} is in use by the server with pid ${pid}; stop it, or remove ${lock} if it is gone`,
      });
      expect(readFileSync(file).equals(before)).toBe(true);
      expect((await first.ended("SIGTERM")).code).toBe(0);
      expect(readdirSync(folder)).toEqual(["state.bin"]);
    });
  });

  test("what a killed server has left is taken over", async () => {
    await placed(async ({ folder, file, lock }) => {
      const first = new CommandProcess("serve", "--port", "0", "--data", file);
      await first.line();
      await first.ended("SIGKILL");
      expect(existsSync(lock)).toBe(true);
      expect(opened(file)).toEqual(["kept"]);
      expect(readdirSync(folder)).toEqual(["state.bin"]);
    });
  });

  test.each<[string, () => object]>([
    ["nobody's", () => ({ pid: gonePid(), host: hostname() })],
    ["the own, as in a container that begins anew", () => ({ pid: process.pid, host: hostname() })],
    ...(existsSync("/proc/self/stat")
      ? ([["another's by now", () => ({ pid: process.ppid, host: hostname(), began: "1" })]] as [
          string,
          () => object,
        ][])
      : []),
  ])("the lock of a process whose number is %s is taken over", async (_whose, owner) => {
    await placed(async ({ folder, file, lock }) => {
      writeFileSync(lock, JSON.stringify(owner()));
      expect(opened(file)).toEqual(["kept"]);
      expect(readdirSync(folder)).toEqual(["state.bin"]);
    });
  });

  test.each<[string, string, RegExp]>([
    [
      "of another machine",
      '{"pid":1,"host":"elsewhere"}',
      /by the server with pid 1 on elsewhere;/,
    ],
    ["that is half written", '{"pi', /by the server with pid unknown;/],
  ])("a lock %s counts", async (_what, text, message) => {
    await placed(async ({ folder, file, lock }) => {
      writeFileSync(lock, text);
      expect(() => opened(file)).toThrow(message);
      expect(readFileSync(lock, "utf8")).toBe(text);
      expect(readdirSync(folder)).toEqual(["state.bin", "state.bin.lock"]);
    });
  });

  test("a server that does not come to listen lets it go", async () => {
    await placed(async ({ folder, file }) => {
      const other = await replicationMock().listen();
      const port = String(other.port);
      expect(await typed("serve", "--port", port, "--data", file)).toMatchObject({ code: 1 });
      await other.close();
      expect(readdirSync(folder)).toEqual(["state.bin"]);
    });
  });

  test("a folder that is not there is told", async () => {
    await inFolder(async (folder) => {
      const { code, stderr } = await typed("serve", "--data", join(folder, "nowhere", "state.bin"));
      expect(code).toBe(1);
      expect(stderr).toMatch(/nowhere\/state\.bin\.lock cannot be written: ENOENT/);
    });
  });
});

test("drafts of saves that were killed are removed, and nothing else is", async () => {
  await placed(async ({ folder, file }) => {
    writeFileSync(`${file}.4711.tmp`, `${stateBegins}and no more`);
    writeFileSync(`${file}.4712.tmp`, "");
    const others = ["state.bin.4713.tmp", "state.bin.tmp", "state.bin.a.tmp", "other.bin.1.tmp"];
    for (const other of others) writeFileSync(join(folder, other), "mine");
    writeFileSync(join(folder, "statexbin.1.tmp"), stateBegins);
    opened(file);
    expect(readdirSync(folder).sort()).toEqual([...others, "state.bin", "statexbin.1.tmp"].sort());
  });
});

describe("a file of --data that is no whole state is refused with 1 and a sentence, and untouched:", () => {
  const damagedAt = (place: number) => () => {
    const bytes = Buffer.from(stateBytes());
    bytes[bytes.length - place] = (bytes.at(-place) ?? 0) ^ 1;
    return bytes;
  };

  test.each<[string, () => Uint8Array, string]>([
    ["empty", () => new Uint8Array(0), "it is empty"],
    ["of something else", () => Buffer.from("my only copy of the thesis"), "it is something else"],
    ["a bit is another in the last body", damagedAt(1), "body 2 of 2 is damaged"],
    ["a bit is another in the body before", damagedAt(50), "body 1 of 2 is damaged"],
    ["a bit is another in the state", damagedAt(200), "the state is damaged"],
    ["it is cut", () => stateBytes().subarray(0, -1), "it ends within body 2 of 2"],
  ])("%s", async (_what, bytes, problem) => {
    await placed(async ({ folder, file }) => {
      const content = bytes();
      writeFileSync(file, content);
      expect(await typed("serve", "--port", "0", "--data", file)).toEqual({
        code: 1,
        stdout: "",
        stderr: `s3-replication-mock: ${file} cannot be loaded: ${problem}`,
      });
      expect(readFileSync(file).equals(content)).toBe(true);
      expect(readdirSync(folder)).toEqual(["state.bin"]);
    });
  });
});
