import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { compare, recorder } from "../../lib/testing/recording.js";
import { clientOf } from "../support/client.js";
import { inFolder, typed } from "../support/commandLine.js";
import { customerKey, recorded } from "../support/recordedStory.js";

test("a recording of the served mock differs from the mock in nothing", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "recording.json");
    await recorded(file);
    const { commands, differences } = await compare(file);
    expect(differences).toEqual([]);
    expect(commands).toBeGreaterThan(15);
  });
});

test("it has no bodies, secrets, ids or account numbers", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "recording.json");
    await recorded(file);
    const text = readFileSync(file, "utf8");
    for (const secret of ["confidential", customerKey, "210987654321", "secret access"]) {
      expect(text).not.toContain(secret);
    }
    const { commands } = JSON.parse(text);
    const named = (operation: string) =>
      commands.filter((command: { operation: string }) => command.operation === operation);
    expect(named("PutObject")[0]).toMatchObject({
      input: {
        Bucket: "orders",
        Key: "2026/1.json",
        Metadata: { team: "red" },
        Body: { $body: { sizeBytes: 12, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } },
      },
      output: { VersionId: "<<version 1>>", ETag: "<<etag 1>>" },
    });
    expect(named("GetObject")[1].output.Body).toEqual(named("PutObject")[0].input.Body);
    expect(named("CopyObject")[0].input.CopySource).toBe(
      "orders/2026/1.json?versionId=<<version 1>>",
    );
    expect(named("PutBucketReplication")[0].input.ReplicationConfiguration.Role).toBe(
      "arn:aws:iam::123456789012:role/secretive",
    );
    expect(named("GetObject").at(-1).error).toEqual({ name: "NoSuchBucket", statusCode: 404 });
  });
});

describe("a planted difference is found:", () => {
  type Command = { operation: string; output: Record<string, unknown>; error?: object };
  const planted: [string, (commands: Command[]) => void, object][] = [
    [
      "a status",
      (commands) => {
        const head = commands.findLast(({ operation }) => operation === "HeadObject");
        Object.assign(head?.output ?? {}, { ReplicationStatus: "FAILED" });
      },
      {
        operation: "HeadObject",
        member: "ReplicationStatus",
        recorded: "FAILED",
        answered: "COMPLETED",
      },
    ],
    [
      "a member that the mock does not have",
      (commands) => {
        const put = commands.find(({ operation }) => operation === "PutObject");
        Object.assign(put?.output ?? {}, { Size: 12 });
      },
      { operation: "PutObject", member: "Size", recorded: 12, answered: undefined },
    ],
    [
      "an error",
      (commands) => {
        const get = commands.find(({ error }) => error !== undefined);
        Object.assign(get ?? {}, { error: { name: "AccessDenied", statusCode: 403 } });
      },
      {
        operation: "GetObject",
        member: "error.name",
        recorded: "AccessDenied",
        answered: "NoSuchKey",
      },
    ],
    [
      "an id that is another one",
      (commands) => {
        const copy = commands.find(({ operation }) => operation === "CopyObject");
        Object.assign(copy?.output ?? {}, { VersionId: "<<version 1>>" });
      },
      { operation: "CopyObject", member: "VersionId", recorded: "<<version 1>>" },
    ],
    [
      "a member in a list",
      (commands) => {
        const list = commands.find(({ operation }) => operation === "ListObjectVersions");
        const [first] = (list?.output.Versions ?? []) as object[];
        Object.assign(first ?? {}, { StorageClass: "GLACIER" });
      },
      {
        operation: "ListObjectVersions",
        member: "Versions[0].StorageClass",
        recorded: "GLACIER",
        answered: "STANDARD",
      },
    ],
  ];

  test.each(planted)("%s", async (_what, plant, difference) => {
    await inFolder(async (folder) => {
      const file = join(folder, "recording.json");
      await recorded(file);
      const recording = JSON.parse(readFileSync(file, "utf8"));
      plant(recording.commands);
      writeFileSync(file, JSON.stringify(recording));
      const { differences } = await compare(file);
      expect(differences).toContainEqual(expect.objectContaining(difference));
    });
  });
});

test("the command compare ends with 1 where there is a difference", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "recording.json");
    await recorded(file);
    const equal = await typed("compare", file);
    expect(equal).toMatchObject({ code: 0, stderr: "" });
    expect(equal.stdout).toMatch(/^\d+ commands compared, 0 differences\.$/);
    const text = readFileSync(file, "utf8");
    writeFileSync(
      file,
      text.replace('"ReplicationStatus": "PENDING"', '"ReplicationStatus": "LATE"'),
    );
    const unequal = await typed("compare", file);
    expect(unequal.code).toBe(1);
    expect(unequal.stdout).toContain(
      "HeadObject: ReplicationStatus is 'LATE' in the recording, and 'COMPLETED' of the mock",
    );
    expect(unequal.stderr).toContain("the mock differs from");
    expect((await typed("compare", file, "--json")).stdout).toContain(
      '"member": "ReplicationStatus"',
    );
  });
});

test("what was there before the recording is a bucket that is empty", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "recording.json");
    const recording = recorder({ file });
    const client = clientOf(replicationMock({ buckets: { box: {} } }));
    client.middlewareStack.use(recording);
    await client.send(new PutObjectCommand({ Bucket: "box", Key: "k", Body: "x" }));
    recording.end();
    expect(await compare(file)).toEqual({ commands: 1, differences: [] });
  });
});

test("what is no recording is refused, and so are wrong options", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "recording.json");
    writeFileSync(file, '{"format":"har"}');
    await expect(compare(file)).rejects.toThrow("is no recording of this version");
    writeFileSync(file, "[");
    await expect(compare(file)).rejects.toThrow("is no recording of this version");
    expect(() => recorder({ path: file } as never)).toThrow("option path does not exist");
  });
});
