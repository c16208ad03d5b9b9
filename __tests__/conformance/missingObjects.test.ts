import type { S3 } from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { objectStore } from "../support/objectStore.js";

interface Named {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

/** What an operation names of what may be missing. */
interface Row {
  readonly send: (s3: S3, named: Named) => Promise<unknown>;
  readonly needs: readonly ("key" | "version" | "upload")[];
  /** HEAD answers with a status alone. */
  readonly isHead?: true;
  /** The `Key` element of NoSuchKey, where it is not the key. */
  readonly keyElement?: string;
}

const UploadId = "unknown";
const anywhere = ({ Bucket, Key }: Named) => ({ Bucket, Key });

const rows: Record<string, Row> = {
  AbortMultipartUpload: {
    send: (s3, named) => s3.abortMultipartUpload({ ...anywhere(named), UploadId }),
    needs: ["upload"],
  },
  CompleteMultipartUpload: {
    send: (s3, named) =>
      s3.completeMultipartUpload({
        ...anywhere(named),
        UploadId,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag: "a" }] },
      }),
    needs: ["upload"],
  },
  "CopyObject from": {
    send: (s3, { Bucket, Key, VersionId }) =>
      s3.copyObject({
        Bucket: "plain",
        Key: "copy",
        CopySource: VersionId ? `${Bucket}/${Key}?versionId=${VersionId}` : `${Bucket}/${Key}`,
      }),
    needs: ["key", "version"],
  },
  "CopyObject to": {
    send: (s3, named) => s3.copyObject({ ...anywhere(named), CopySource: "plain/k" }),
    needs: [],
  },
  CreateMultipartUpload: {
    send: (s3, named) => s3.createMultipartUpload(anywhere(named)),
    needs: [],
  },
  DeleteObject: { send: (s3, named) => s3.deleteObject(named), needs: [] },
  DeleteObjectTagging: {
    send: (s3, named) => s3.deleteObjectTagging(named),
    needs: ["key", "version"],
  },
  DeleteObjects: {
    send: (s3, { Bucket, Key }) => s3.deleteObjects({ Bucket, Delete: { Objects: [{ Key }] } }),
    needs: [],
  },
  GetObject: { send: (s3, named) => s3.getObject(named), needs: ["key", "version"] },
  GetObjectAcl: { send: (s3, named) => s3.getObjectAcl(named), needs: ["key", "version"] },
  GetObjectAttributes: {
    send: (s3, named) => s3.getObjectAttributes({ ...named, ObjectAttributes: ["ETag"] }),
    needs: ["key", "version"],
  },
  GetObjectTagging: {
    send: (s3, named) => s3.getObjectTagging(named),
    needs: ["key", "version"],
    keyElement: "versioned/missing",
  },
  HeadObject: {
    send: (s3, named) => s3.headObject(named),
    needs: ["key", "version"],
    isHead: true,
  },
  ListMultipartUploads: {
    send: (s3, { Bucket }) => s3.listMultipartUploads({ Bucket }),
    needs: [],
  },
  ListObjects: { send: (s3, { Bucket }) => s3.listObjects({ Bucket }), needs: [] },
  ListObjectsV2: { send: (s3, { Bucket }) => s3.listObjectsV2({ Bucket }), needs: [] },
  ListObjectVersions: { send: (s3, { Bucket }) => s3.listObjectVersions({ Bucket }), needs: [] },
  ListParts: {
    send: (s3, named) => s3.listParts({ ...anywhere(named), UploadId }),
    needs: ["upload"],
  },
  PutObject: { send: (s3, named) => s3.putObject({ ...anywhere(named), Body: "x" }), needs: [] },
  PutObjectTagging: {
    send: (s3, named) => s3.putObjectTagging({ ...named, Tagging: { TagSet: [] } }),
    needs: ["key", "version"],
  },
  RestoreObject: {
    send: (s3, named) => s3.restoreObject({ ...named, RestoreRequest: { Days: 1 } }),
    needs: ["key", "version"],
  },
  UploadPart: {
    send: (s3, named) => s3.uploadPart({ ...anywhere(named), UploadId, PartNumber: 1, Body: "x" }),
    needs: ["upload"],
  },
  "UploadPartCopy to": {
    send: (s3, named) =>
      s3.uploadPartCopy({ ...anywhere(named), UploadId, PartNumber: 1, CopySource: "plain/k" }),
    needs: ["upload"],
  },
};

const operations = Object.entries(rows).map(([name, row]) => ({ name, ...row }));
const needing = (what: Row["needs"][number]) =>
  operations.filter(({ needs }) => needs.includes(what));

async function store() {
  const made = objectStore();
  await made.s3.putObject({ Bucket: "plain", Key: "k", Body: "x" });
  const key = { Bucket: "versioned", Key: "k" };
  const { VersionId: gone = "" } = await made.s3.putObject({ ...key, Body: "x" });
  await made.s3.deleteObject({ ...key, VersionId: gone });
  return { ...made, gone };
}

test.each(operations)(
  "$name answers NoSuchBucket for a missing bucket",
  async ({ send, isHead }) => {
    const { s3 } = await store();
    const error = await errorOf(send(s3, { Bucket: "missing-bucket", Key: "k" }));
    expect(error.$metadata.httpStatusCode).toBe(404);
    if (isHead) return;
    expect(error).toMatchObject({
      name: "NoSuchBucket",
      message: "The specified bucket does not exist",
      BucketName: "missing-bucket",
    });
  },
);

test.each(needing("key"))(
  "$name answers NoSuchKey for a missing key",
  async ({ send, isHead, keyElement }) => {
    const { s3 } = await store();
    const error = await errorOf(send(s3, { Bucket: "versioned", Key: "missing" }));
    expect(error.$metadata.httpStatusCode).toBe(404);
    if (isHead) return;
    expect(error).toMatchObject({
      name: "NoSuchKey",
      message: "The specified key does not exist.",
      Key: keyElement ?? "missing",
    });
  },
);

test.each(needing("version"))(
  "$name answers NoSuchVersion for a version that is gone",
  async ({ send, isHead }) => {
    const { s3, gone } = await store();
    const error = await errorOf(send(s3, { Bucket: "versioned", Key: "k", VersionId: gone }));
    expect(error.$metadata.httpStatusCode).toBe(404);
    if (isHead) return;
    expect(error).toMatchObject({
      name: "NoSuchVersion",
      message: "The specified version does not exist.",
      Key: "k",
      VersionId: gone,
    });
  },
);

test.each(needing("version"))(
  "$name answers InvalidArgument for a version id that is none",
  async ({ send, isHead }) => {
    const { s3 } = await store();
    const error = await errorOf(send(s3, { Bucket: "versioned", Key: "k", VersionId: "none" }));
    expect(error.$metadata.httpStatusCode).toBe(400);
    if (isHead) return;
    expect(error).toMatchObject({
      name: "InvalidArgument",
      message: "Invalid version id specified",
      ArgumentName: "versionId",
      ArgumentValue: "none",
    });
  },
);

test.each(needing("upload"))(
  "$name answers NoSuchUpload for a missing upload",
  async ({ send }) => {
    const { s3 } = await store();
    expect(await errorOf(send(s3, { Bucket: "plain", Key: "k" }))).toMatchObject({
      name: "NoSuchUpload",
      UploadId,
      $metadata: expect.objectContaining({ httpStatusCode: 404 }),
    });
  },
);
