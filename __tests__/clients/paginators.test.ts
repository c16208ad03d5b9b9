import {
  CreateMultipartUploadCommand,
  paginateListBuckets,
  paginateListObjectsV2,
  paginateListParts,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { clientOf } from "../support/client.js";

const Bucket = "bucket";
const keys = Array.from({ length: 25 }, (_, i) => `key-${String(i).padStart(2, "0")}`);

describe("paginators", () => {
  test("of ListObjectsV2 give every key once, in order", async () => {
    const objects = Object.fromEntries(keys.map((key) => [key, key]));
    const client = clientOf(replicationMock({ buckets: { [Bucket]: { objects } } }));
    const pages: (string | undefined)[][] = [];
    for await (const page of paginateListObjectsV2({ client, pageSize: 10 }, { Bucket })) {
      pages.push((page.Contents ?? []).map(({ Key }) => Key));
    }
    expect(pages.map((page) => page.length)).toEqual([10, 10, 5]);
    expect(pages.flat()).toEqual(keys);
  });

  test("of ListBuckets give every bucket once", async () => {
    const buckets = Object.fromEntries(keys.map((key) => [key, {}]));
    const client = clientOf(replicationMock({ buckets }));
    const names: (string | undefined)[] = [];
    for await (const page of paginateListBuckets({ client, pageSize: 7 }, {})) {
      names.push(...(page.Buckets ?? []).map(({ Name }) => Name));
    }
    expect(names).toEqual(keys);
  });

  test("of ListParts give every part once", async () => {
    const client = clientOf(replicationMock({ buckets: { [Bucket]: {} } }));
    const object = { Bucket, Key: "key" };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(object));
    for (const PartNumber of [1, 2, 3, 4, 5]) {
      await client.send(new UploadPartCommand({ ...object, UploadId, PartNumber, Body: "part" }));
    }
    const numbers: (number | undefined)[] = [];
    for await (const page of paginateListParts({ client, pageSize: 2 }, { ...object, UploadId })) {
      numbers.push(...(page.Parts ?? []).map(({ PartNumber }) => PartNumber));
      // S3 gives a next marker on the last page too, and this paginator looks at nothing else.
      if (!page.IsTruncated) break;
    }
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
  });
});
