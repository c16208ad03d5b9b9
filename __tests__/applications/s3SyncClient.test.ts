import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { S3SyncClient } from "s3-sync-client";
import type { SyncCommandOutput, SyncOptions } from "s3-sync-client/dist/commands/SyncCommand.js";
import { v2 } from "../support/replicationConfigurations.js";
import { type Scene, scene } from "../support/replicationScene.js";

const megabyte = 1024 * 1024;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "s3-replication-mock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a program that keeps folders and buckets in step with s3-sync-client", () => {
  test("uploads a folder, file streams and parts, and what it uploads replicates", async () => {
    const s3 = await scene();
    write("site/index.html", "<p>hello</p>");
    write("site/empty.txt", "");
    write("site/images/logo & mark.svg", "<svg/>");
    write("site/video.bin", "v".repeat(11 * megabyte));

    const { created } = await sync(s3, "site", "s3://source/www", { partSize: 5 * megabyte });
    expect(created).toHaveLength(4);
    const keys = ["www/empty.txt", "www/images/logo & mark.svg", "www/index.html", "www/video.bin"];
    expect(await keysOf(s3, "source")).toEqual(keys);
    expect(await keysOf(s3, "destination")).toEqual([]);
    s3.mock.settle();
    expect(await keysOf(s3, "destination")).toEqual(keys);
    const video = await s3.head("destination", "www/video.bin");
    expect(video).toMatchObject({ ContentLength: 11 * megabyte, ReplicationStatus: "REPLICA" });
    expect(video?.ETag).toMatch(/-3"$/);
  });

  test("uploads only what has changed, and deletes what is gone where it is told to", async () => {
    const s3 = await scene({ rules: [v2({ DeleteMarkerReplication: { Status: "Enabled" } })] });
    write("site/kept.txt", "kept");
    write("site/changed.txt", "before");
    write("site/gone.txt", "gone");
    await sync(s3, "site", "s3://source");
    write("site/changed.txt", "changed since");
    rmSync(join(folder, "site/gone.txt"));

    const { created, updated, deleted } = await sync(s3, "site", "s3://source", {
      del: true,
      sizeOnly: true,
    });
    expect([created, updated, deleted].map(({ length }) => length)).toEqual([0, 1, 1]);
    s3.mock.settle();
    expect(await keysOf(s3, "destination")).toEqual(["changed.txt", "kept.txt"]);
    expect(await s3.text("destination", "changed.txt")).toBe("changed since");
  });

  test("copies from bucket to bucket, and a copy replicates as an upload does", async () => {
    const s3 = await scene();
    for (const key of ["plain", "with blank", "ünïcode", "deep/er/down"]) {
      await s3.client.send(new PutObjectCommand({ Bucket: "elsewhere", Key: key, Body: key }));
    }
    await sync(s3, "s3://elsewhere", "s3://source/copies");
    expect(await s3.status("source", "copies/with blank")).toBe("PENDING");
    s3.mock.settle();
    expect(await keysOf(s3, "destination")).toEqual([
      "copies/deep/er/down",
      "copies/plain",
      "copies/with blank",
      "copies/ünïcode",
    ]);
    expect(await s3.text("destination", "copies/ünïcode")).toBe("ünïcode");
  });

  test("downloads the replicas as the files that were uploaded", async () => {
    const s3 = await scene();
    write("site/index.html", "<p>hello</p>");
    write("site/data/large.bin", "0123456789".repeat(300_000));
    await sync(s3, "site", "s3://source");
    s3.mock.settle();
    await sync(s3, "s3://destination", "restored");
    for (const name of ["index.html", "data/large.bin"]) {
      const [uploaded, restored] = ["site", "restored"].map((top) =>
        readFileSync(join(folder, top, name)),
      );
      expect(restored?.equals(uploaded ?? Buffer.of())).toBe(true);
    }
  });
});

/** Places of a bucket are told by `s3://`; others are folders of the test's own. */
function sync(
  { client }: Scene,
  source: string,
  target: string,
  options: SyncOptions = {},
): Promise<SyncCommandOutput> {
  const [from = "", to = ""] = [source, target].map((place) =>
    place.startsWith("s3://") ? place : join(folder, place),
  );
  return new S3SyncClient({ client }).sync(from, to, options);
}

function write(path: string, text: string): void {
  const place = join(folder, path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, text);
}

async function keysOf({ client }: Scene, Bucket: string): Promise<(string | undefined)[]> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
  return Contents.map(({ Key }) => Key);
}
