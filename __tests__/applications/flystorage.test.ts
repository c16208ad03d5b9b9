import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { AwsS3StorageAdapter } from "@flystorage/aws-s3";
import { FileStorage } from "@flystorage/file-storage";
import { v2 } from "../support/replicationConfigurations.js";
import { type Scene, scene } from "../support/replicationScene.js";

describe("a program that stores its files with Flystorage", () => {
  test("writes a file and a stream of unknown length, and both replicate", async () => {
    const s3 = await scene();
    const files = storage(s3, "source");
    await files.write("tenants/a/letter.txt", "Dear Sir", { mimeType: "text/plain" });
    await files.write("tenants/a/log.txt", Readable.from(["line 1\n", "line 2\n"]), {
      mimeType: "text/plain",
    });
    s3.mock.settle();

    const replicas = storage(s3, "destination");
    expect(await replicas.readToString("tenants/a/letter.txt")).toBe("Dear Sir");
    expect(await replicas.readToString("tenants/a/log.txt")).toBe("line 1\nline 2\n");
    expect(await s3.status("source", "app/tenants/a/log.txt")).toBe("COMPLETED");
  });

  test("reads a large file as a stream", async () => {
    const s3 = await scene();
    const files = storage(s3, "source");
    const content = Buffer.alloc(9 * 1024 * 1024, "0123456789");
    await files.write("large.bin", content, { mimeType: "application/octet-stream" });
    s3.mock.settle();

    const digest = createHash("md5");
    for await (const chunk of await storage(s3, "destination").read("large.bin")) {
      digest.update(chunk);
    }
    expect(digest.digest("hex")).toBe(createHash("md5").update(content).digest("hex"));
  });

  test("lists files and directories, and all below", async () => {
    const files = storage(await scene(), "source");
    for (const path of ["a.txt", "b/c.txt", "b/d/e.txt"]) {
      await files.write(path, path, { mimeType: "text/plain" });
    }
    expect(await pathsOf(files, { deep: false })).toEqual(["a.txt", "b/"]);
    expect(await pathsOf(files, { deep: true })).toEqual(["a.txt", "b/c.txt", "b/d/e.txt"]);
  });

  test("copies and moves files, under keys that have to be encoded too", async () => {
    const s3 = await scene();
    const files = storage(s3, "source");
    await files.write("draft + notes.txt", "text", { mimeType: "text/plain" });
    await files.copyFile("draft + notes.txt", "copy of ünïcode.txt");
    await files.moveFile("draft + notes.txt", "final?.txt");
    expect(await pathsOf(files, { deep: true })).toEqual(["copy of ünïcode.txt", "final?.txt"]);
    s3.mock.settle();
    expect(await storage(s3, "destination").readToString("final?.txt")).toBe("text");
    expect(await files.mimeType("copy of ünïcode.txt")).toBe("text/plain");
  });

  test("deletes a file and a directory, and the delete markers replicate", async () => {
    const s3 = await scene({ rules: [v2({ DeleteMarkerReplication: { Status: "Enabled" } })] });
    const files = storage(s3, "source");
    for (const path of ["single.txt", "many/1.txt", "many/2.txt", "stays.txt"]) {
      await files.write(path, path, { mimeType: "text/plain" });
    }
    await files.deleteFile("single.txt");
    await files.deleteDirectory("many");
    expect(await files.fileExists("single.txt")).toBe(false);
    expect(await files.directoryExists("many")).toBe(false);
    s3.mock.settle();
    expect(await pathsOf(storage(s3, "destination"), { deep: true })).toEqual(["stays.txt"]);
  });

  test("is told of a file that is not there", async () => {
    const files = storage(await scene(), "source");
    await expect(files.readToString("missing.txt")).rejects.toMatchObject({
      wasFileNotFound: true,
    });
  });
});

function storage({ client }: Scene, bucket: string): FileStorage {
  return new FileStorage(new AwsS3StorageAdapter(client, { bucket, prefix: "app" }));
}

async function pathsOf(files: FileStorage, options: { deep: boolean }): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path, isDirectory } of files.list("", options)) {
    paths.push(isDirectory ? `${path.replace(/\/$/, "")}/` : path);
  }
  return paths.sort();
}
