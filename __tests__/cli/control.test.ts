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

  test("explain says what mock.explain says", async () => {
    await controlled(async (scene) => {
      await upload(scene, "a key/with ü");
      const { stdout } = await scene.command("explain", "s3://source/a key/with ü");
      const explanation = scene.mock.explain({ Bucket: "source", Key: "a key/with ü" });
      expect(stdout).toBe(explanation.text);
    });
  });

  test("faults makes things go wrong, and right again", async () => {
    await controlled(async (scene) => {
      const { command } = scene;
      expect((await command("faults")).stdout).toBe("There are no faults.");
      const denial = "deny action=s3:ReplicateObject prefix=7";
      expect((await command("faults", "add", ...denial.split(" "))).stdout).toBe(
        `1: ${denial} (struck 0 times)`,
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
      expect((await command("faults")).stdout).toMatch(/^2: respond .*\(struck 1 times\)$/m);
      expect((await command("faults", "end", "1")).stdout).toBe(
        `Ended 1: ${denial} (struck 1 times)`,
      );
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
          "1: unavailable bucket=backup (struck 1 times)",
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
