import { join } from "node:path";
import { HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { inFolder } from "../support/commandLine.js";
import { controlled, type Scene } from "../support/controlled.js";

async function upload({ client }: Scene, Key = "k"): Promise<void> {
  await client.send(new PutObjectCommand({ Bucket: "source", Key, Body: "1" }));
}

async function status({ client }: Scene, Key = "k", Bucket = "source") {
  return (await client.send(new HeadObjectCommand({ Bucket, Key }))).ReplicationStatus;
}

describe("the commands do from outside what a test does through the handle:", () => {
  test("settle finishes replication", async () => {
    await controlled(async (scene) => {
      await upload(scene);
      expect(await status(scene)).toBe("PENDING");
      const { code, stdout } = await scene.command("settle");
      expect({ code, stdout }).toEqual({ code: 0, stdout: "It is 2026-01-01T00:00:01.000Z." });
      expect(await status(scene)).toBe("COMPLETED");
      expect(await status(scene, "k", "backup")).toBe("REPLICA");
    });
  });

  test("advance moves time on, and now tells it", async () => {
    await controlled(async ({ mock, command }) => {
      expect((await command("advance", "15m")).stdout).toBe("It is 2026-01-01T00:15:00.000Z.");
      const { stdout } = await command("now", "--json");
      expect(JSON.parse(stdout)).toEqual({ now: "2026-01-01T00:15:00.000Z", ms: mock.now() });
    });
  });

  test("explain advises in the words of the command line", async () => {
    await controlled(async (scene) => {
      await scene.command("faults", "add", "latency", "ms=1", "operation=GetObject");
      await scene.command("faults", "add", "unavailable", "bucket=backup");
      await upload(scene);
      const waiting = await scene.command("explain", "s3://source/k");
      expect(waiting.stdout).toContain("Wait, or run settle or advance 1000.");
      await scene.command("settle");
      const { stdout } = await scene.command("explain", "s3://source/k");
      expect(stdout).toContain("run faults end 2, then settle");
      expect(stdout).not.toMatch(/mock\.|end\(\)/);
    });
  });

  test("explain --fail-unless ends with exit code 1 for another status", async () => {
    await controlled(async (scene) => {
      await upload(scene);
      const unless = ["explain", "s3://source/k", "--fail-unless", "COMPLETED"];
      expect(await scene.command(...unless)).toMatchObject({
        code: 1,
        stdout: expect.stringContaining("PENDING"),
        stderr: expect.stringContaining("the replication status is PENDING and not COMPLETED"),
      });
      await scene.command("settle");
      expect((await scene.command(...unless)).code).toBe(0);
      const old = await scene.command("explain", "s3://source/old", "--fail-unless", "NONE");
      expect(old.code).toBe(0);
    });
  });

  test("buckets, ls and timeline show what there is", async () => {
    await controlled(async (scene) => {
      await upload(scene, "TaxDocs/1");
      expect((await scene.command("buckets")).stdout).toMatch(
        /^s3:\/\/backup .*\ns3:\/\/source \(us-east-1, account \d{12}, versioning Enabled\): 2 versions, 1 PENDING$/,
      );
      const listed = await scene.command("ls", "s3://source/TaxDocs/");
      expect(listed.stdout).toMatch(
        /^2026-01-01T00:00:00.000Z TaxDocs\/1 \S+ \(1 bytes\) PENDING$/,
      );
      expect((await scene.command("ls", "s3://source")).stdout).toMatch(/ old /);
      expect((await scene.command("ls", "s3://backup")).stdout).toBe("There is nothing.");
      const { stdout } = await scene.command("timeline", "s3://source/TaxDocs/1");
      expect(stdout).toBe(scene.mock.timeline("s3://source/TaxDocs/1").text);
    });
  });

  test("why says what a write would come to, and writes nothing", async () => {
    await controlled(async ({ command, mock }) => {
      expect((await command("why", "s3://source/new", "--tag", "class=a b+c")).stdout).toBe(
        's3://source/new\nIt would be replicated to s3://backup.\n\nRule "all" to s3://backup: would match it today.',
      );
      expect((await command("why", "s3://source/new", "--sse", "aws:kms")).stdout).toMatch(
        /It would not be replicated: no rule matches it\.[\s\S]*KMS/,
      );
      expect((await command("why", "s3://backup/new")).stdout).toMatch(
        /no replication configuration/,
      );
      expect(await command("why", "s3://nowhere/new")).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("there is no bucket nowhere"),
      });
      expect((await command("why", "s3://source/new", "--sse", "x")).code).toBe(1);
      expect(mock.bucket("source")?.versions).toHaveLength(1);
      expect(mock.requests.all()).toEqual([]);
    });
  });

  test("faults unused lists those that have done nothing", async () => {
    await controlled(async ({ command }) => {
      await command("faults", "add", "respond", "code=SlowDown", "bucket=nowhere");
      expect((await command("faults", "unused")).stdout).toMatch(
        /^1: respond .*: it never struck; .*nowhere/,
      );
      await command("faults", "end", "all");
      expect((await command("faults", "unused")).stdout).toBe("Each fault has done something.");
    });
  });

  test("a command says which server it has changed, and is silent where it only looks", async () => {
    await controlled(async ({ command, server }) => {
      expect((await command("settle")).stderr).toBe(`Changed ${server.url}.`);
      expect((await command("now")).stderr).toBe("");
    });
  });

  test("explain says what mock.explain says", async () => {
    await controlled(async (scene) => {
      await upload(scene, "a key/with ü");
      const { stdout } = await scene.command("explain", "s3://source/a key/with ü");
      const explanation = scene.mock.explain({ Bucket: "source", Key: "a key/with ü" });
      const summary = explanation.text.split("\n")[0];
      expect(stdout.split("\n")[0]).toBe(summary);
    });
  });

  test("faults makes things go wrong, and right again", async () => {
    await controlled(async (scene) => {
      const { command } = scene;
      expect((await command("faults")).stdout).toBe("There are no faults.");
      const denial = "deny action=s3:ReplicateObject prefix=7";
      expect((await command("faults", "add", ...denial.split(" "))).stdout).toBe(
        `1: ${denial} (0 times)`,
      );
      await command(
        "faults",
        "add",
        "respond",
        "code=NoSuchKey",
        "operation=HeadObject",
        "times=1",
      );
      await expect(status(scene, "old")).rejects.toMatchObject({ name: "NotFound" });
      await upload(scene, "7");
      await command("settle");
      expect(await status(scene, "7")).toBe("FAILED");
      expect((await command("faults")).stdout).toMatch(/^2: respond .*\(1 time\)$/m);
      expect((await command("faults", "end", "1")).stdout).toBe(`Ended 1: ${denial} (1 time)`);
      expect(await command("faults", "end", "1")).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("there is no fault 1"),
      });
      await command("faults", "end", "all");
      await upload(scene, "7");
      await command("settle");
      expect(await status(scene, "7")).toBe("COMPLETED");
    });
  });

  test("batch-replicate replicates what is there already", async () => {
    await controlled(async (scene) => {
      const { stdout } = await scene.command("batch-replicate", "source", "--status", "NONE");
      expect(stdout).toMatch(/^old \S+: to backup\n1 on their way, 0 skipped.$/);
      const later = ["batch-replicate", "source", "--created-after", "2026-02-01T00:00:00Z"];
      expect((await scene.command(...later)).stdout).toBe("0 on their way, 0 skipped.");
      await scene.command("settle");
      expect(await status(scene, "old", "backup")).toBe("REPLICA");
    });
  });

  test("metrics prints CloudWatch's figures", async () => {
    await controlled(async (scene) => {
      await upload(scene);
      const { stdout } = await scene.command("metrics", "source");
      expect(stdout).toMatch(/Rule "all" to s3:\/\/backup:\n {2}BytesPendingReplication: 1\n/);
    });
  });

  test("requests lists them, and forgets them", async () => {
    await controlled(async (scene) => {
      await upload(scene);
      const { stdout } = await scene.command("requests", "--operation", "PutObject");
      expect(stdout).toBe("2026-01-01T00:00:00.000Z PutObject s3://source/k 200");
      await scene.command("requests", "--clear");
      expect((await scene.command("requests")).stdout).toBe("There are no such requests.");
    });
  });

  test("reset goes back to the start, without faults", async () => {
    await controlled(async (scene) => {
      await scene.command("faults", "add", "deny", "action=s3:ReplicateObject");
      await scene.command("advance", "1h");
      const { stdout } = await scene.command("reset");
      expect(stdout).toBe("It is 2026-01-01T00:00:00.000Z.");
      expect((await scene.command("faults")).stdout).toBe("There are no faults.");
    });
  });

  test("snapshot and restore bring back versions, work under way, faults and time", async () => {
    await inFolder((folder) =>
      controlled(async (scene) => {
        const file = join(folder, "state.bin");
        await scene.command("faults", "add", "unavailable", "bucket=backup");
        await upload(scene);
        await scene.command("advance", "1m");
        expect((await scene.command("snapshot", file)).code).toBe(0);
        await scene.command("faults", "end", "all");
        await scene.command("settle");
        expect(await status(scene)).toBe("COMPLETED");

        const { stdout } = await scene.command("restore", file);
        expect(stdout).toBe("It is 2026-01-01T00:01:00.000Z.");
        expect((await scene.command("faults")).stdout).toBe(
          "1: unavailable bucket=backup (1 time)",
        );
        await scene.command("settle");
        expect(await status(scene)).toBe("PENDING");
        await scene.command("faults", "end", "1");
        await scene.command("settle");
        expect(await status(scene)).toBe("COMPLETED");
      }),
    );
  });

  test("save needs a data file", async () => {
    await controlled(async ({ command }) => {
      expect((await command("save")).stderr).toMatch(/no data file; start the server with --data/);
    });
    await controlled(
      async ({ command }) => expect((await command("save")).stdout).toBe("Saved state.bin."),
      { save: () => "state.bin" },
    );
  });
});
