import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import { GetObjectCommand, HeadObjectCommand, ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import express from "express";
import multer from "multer";
import multerS3 from "multer-s3";
import { v2 } from "../support/replicationConfigurations.js";
import { type Scene, scene } from "../support/replicationScene.js";

const megabyte = 1024 * 1024;

/** What the program answers to an upload: what multer-s3 says of the file. */
interface Stored {
  readonly key: string;
  readonly etag: string;
  readonly versionId: string;
}

describe("an Express program that uploads with multer-s3", () => {
  test.each([
    { name: "small file", sizeBytes: 11, etag: /^"[0-9a-f]{32}"$/ },
    { name: "file of three parts", sizeBytes: 12 * megabyte, etag: /^"[0-9a-f]{32}-3"$/ },
  ])("stores a $name that replicates whole", async ({ sizeBytes, etag }) => {
    const s3 = await scene({ rules: [v2({ Filter: { Prefix: "uploads/" } })] });
    const content = document(sizeBytes);
    const stored = await uploadTo(s3, content);

    expect(stored).toMatchObject({
      key: "uploads/report.pdf",
      etag: expect.stringMatching(etag),
    });
    expect(await s3.status("source", stored.key)).toBe("PENDING");
    s3.mock.settle();
    expect(await s3.status("source", stored.key)).toBe("COMPLETED");
    const replica = await s3.client.send(
      new HeadObjectCommand({ Bucket: "destination", Key: stored.key }),
    );
    expect(replica).toMatchObject({
      ReplicationStatus: "REPLICA",
      VersionId: stored.versionId,
      ETag: stored.etag,
      ContentLength: sizeBytes,
      // As multer-s3 finds out from the first bytes.
      ContentType: "application/pdf",
      Metadata: { "field-name": "document" },
    });
    expect(await md5Of(s3, stored.key)).toBe(createHash("md5").update(content).digest("hex"));
  });

  test("takes a file back that grows beyond its limit", async () => {
    const s3 = await scene();
    await expect(uploadTo(s3, document(2 * megabyte), megabyte)).rejects.toThrow("File too large");
    const { Versions = [], DeleteMarkers = [] } = await s3.client.send(
      new ListObjectVersionsCommand({ Bucket: "source" }),
    );
    expect({ versions: Versions.length, deleteMarkers: DeleteMarkers.length }).toEqual({
      versions: 1,
      deleteMarkers: 1,
    });
  });
});

/** Runs the program for one upload, as a browser sends it. */
async function uploadTo(
  { client }: Scene,
  content: Buffer<ArrayBuffer>,
  limitBytes = Number.POSITIVE_INFINITY,
): Promise<Stored> {
  const upload = multer({
    limits: { fileSize: limitBytes },
    storage: multerS3({
      s3: client,
      bucket: "source",
      contentType: multerS3.AUTO_CONTENT_TYPE,
      metadata: (_request, file, done) => done(null, { "field-name": file.fieldname }),
      key: (_request, file, done) => done(null, `uploads/${file.originalname}`),
    }),
  });
  const program = express();
  program.post("/", upload.single("document"), (request, response) => {
    response.json(request.file);
  });
  program.use(sendError);

  const server = program.listen(0, "127.0.0.1");
  try {
    await new Promise((resolve) => server.once("listening", resolve));
    // A server that listens on a port has an address with one.
    const { port } = server.address() as AddressInfo;
    const form = new FormData();
    form.append("document", new Blob([content], { type: "text/plain" }), "report.pdf");
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: form });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as Stored;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Four parameters make it an error handler to Express. */
const sendError: express.ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(500).send(String(error));
};

function document(sizeBytes: number): Buffer<ArrayBuffer> {
  return Buffer.alloc(sizeBytes, "%PDF-1.7 0123456789");
}

async function md5Of({ client }: Scene, key: string): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: "destination", Key: key }));
  if (Body === undefined) throw new Error(`${key} has no body`);
  return createHash("md5")
    .update(await Body.transformToByteArray())
    .digest("hex");
}
