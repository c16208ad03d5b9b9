import { deepEqual, equal, match, ok } from "node:assert/strict";
import * as sdk from "@aws-sdk/client-s3";
import type { Contract } from "../lib/testing/contract.js";
import { errorName, type Fact, head, textOf } from "./fact.js";

/** One bucket. */
async function box(contract: Contract, versioning?: "Enabled" | "Suspended"): Promise<string> {
  const { box } = await contract.buckets({ box: versioning === undefined ? {} : { versioning } });
  return box.name;
}

async function put(contract: Contract, Bucket: string, Key: string, Body = "data") {
  return contract.client.send(new sdk.PutObjectCommand({ Bucket, Key, Body }));
}

/** What holds of buckets, objects and versions. */
export const coreFacts: readonly Fact[] = [
  {
    title: "an object that was put is read back",
    async check(contract) {
      const bucket = await box(contract);
      await put(contract, bucket, "key", "content");
      equal(await textOf(contract, bucket, "key"), "content");
    },
  },
  {
    title: "a missing key is NoSuchKey to GET, and NotFound to HEAD",
    async check(contract) {
      const Bucket = await box(contract);
      const get = new sdk.GetObjectCommand({ Bucket, Key: "none" });
      equal(await errorName(contract.client.send(get)), "NoSuchKey");
      equal(await errorName(head(contract, Bucket, "none")), "NotFound");
    },
  },
  {
    title: "a missing bucket is NoSuchBucket",
    async check(contract) {
      const Bucket = `${await box(contract)}-not`;
      const list = new sdk.ListObjectsV2Command({ Bucket });
      equal(await errorName(contract.client.send(list)), "NoSuchBucket");
    },
  },
  {
    title: "a bucket with objects is not deleted",
    async check(contract) {
      const Bucket = await box(contract);
      await put(contract, Bucket, "key");
      const deletion = new sdk.DeleteBucketCommand({ Bucket });
      equal(await errorName(contract.client.send(deletion)), "BucketNotEmpty");
    },
  },
  {
    title: "metadata, content type and tags come back",
    async check(contract) {
      const Bucket = await box(contract);
      const input = { Metadata: { team: "red" }, ContentType: "text/csv", Tagging: "a=1" };
      await contract.client.send(
        new sdk.PutObjectCommand({ Bucket, Key: "key", Body: "x", ...input }),
      );
      const { Metadata, ContentType } = await head(contract, Bucket, "key");
      deepEqual({ Metadata, ContentType }, { Metadata: { team: "red" }, ContentType: "text/csv" });
      const tagging = new sdk.GetObjectTaggingCommand({ Bucket, Key: "key" });
      deepEqual((await contract.client.send(tagging)).TagSet, [{ Key: "a", Value: "1" }]);
    },
  },
  {
    title: "the ETag of a plain object is the MD5 of its content, in quotes",
    async check(contract) {
      const Bucket = await box(contract);
      const { ETag } = await put(contract, Bucket, "key", "data");
      equal(ETag, '"8d777f385d3dfec8815d20f7496026dc"');
    },
  },
  {
    title: "If-None-Match: * keeps an object from being overwritten",
    async check(contract) {
      const Bucket = await box(contract);
      await put(contract, Bucket, "key");
      const again = new sdk.PutObjectCommand({ Bucket, Key: "key", Body: "x", IfNoneMatch: "*" });
      equal(await errorName(contract.client.send(again)), "PreconditionFailed");
    },
  },
  {
    title: "a range is answered with its bytes and where they are",
    async check(contract) {
      const Bucket = await box(contract);
      await put(contract, Bucket, "key", "0123456789");
      const get = new sdk.GetObjectCommand({ Bucket, Key: "key", Range: "bytes=2-4" });
      const { Body, ContentRange } = await contract.client.send(get);
      equal(await Body?.transformToString(), "234");
      equal(ContentRange, "bytes 2-4/10");
    },
  },
  {
    title: "a range behind the end is InvalidRange",
    async check(contract) {
      const Bucket = await box(contract);
      await put(contract, Bucket, "key", "0123456789");
      const get = new sdk.GetObjectCommand({ Bucket, Key: "key", Range: "bytes=20-" });
      equal(await errorName(contract.client.send(get)), "InvalidRange");
    },
  },
  {
    title: "keys are listed in the order of their bytes, and grouped by a delimiter",
    async check(contract) {
      const Bucket = await box(contract);
      for (const key of ["b", "a/2", "a/1", "B", "é"]) await put(contract, Bucket, key);
      const all = await contract.client.send(new sdk.ListObjectsV2Command({ Bucket }));
      deepEqual(
        all.Contents?.map(({ Key }) => Key),
        ["B", "a/1", "a/2", "b", "é"],
      );
      const list = new sdk.ListObjectsV2Command({ Bucket, Delimiter: "/" });
      const grouped = await contract.client.send(list);
      deepEqual(grouped.CommonPrefixes, [{ Prefix: "a/" }]);
    },
  },
  {
    title: "a page of a listing ends where it is told to, and goes on from its token",
    async check(contract) {
      const Bucket = await box(contract);
      for (const key of ["1", "2", "3"]) await put(contract, Bucket, key);
      const first = await contract.client.send(
        new sdk.ListObjectsV2Command({ Bucket, MaxKeys: 2 }),
      );
      ok(first.IsTruncated);
      const ContinuationToken = first.NextContinuationToken;
      const next = new sdk.ListObjectsV2Command({ Bucket, ContinuationToken });
      deepEqual(
        (await contract.client.send(next)).Contents?.map(({ Key }) => Key),
        ["3"],
      );
    },
  },
  {
    title: "without versioning there is no version id",
    async check(contract) {
      const Bucket = await box(contract);
      equal((await put(contract, Bucket, "key")).VersionId, undefined);
    },
  },
  {
    title: "with versioning each write is a version, and each is read by its id",
    async check(contract) {
      const Bucket = await box(contract, "Enabled");
      const first = await put(contract, Bucket, "key", "one");
      await put(contract, Bucket, "key", "two");
      const VersionId = first.VersionId;
      match(VersionId ?? "", /./);
      const get = new sdk.GetObjectCommand({ Bucket, Key: "key", VersionId });
      equal(await (await contract.client.send(get)).Body?.transformToString(), "one");
      equal(await textOf(contract, Bucket, "key"), "two");
    },
  },
  {
    title: "DELETE adds a delete marker, which says so",
    async check(contract) {
      const Bucket = await box(contract, "Enabled");
      await put(contract, Bucket, "key");
      const deletion = new sdk.DeleteObjectCommand({ Bucket, Key: "key" });
      equal((await contract.client.send(deletion)).DeleteMarker, true);
      equal(await errorName(head(contract, Bucket, "key")), "NotFound");
    },
  },
  {
    title: "removing the delete marker brings the object back",
    async check(contract) {
      const Bucket = await box(contract, "Enabled");
      await put(contract, Bucket, "key", "back");
      const deletion = new sdk.DeleteObjectCommand({ Bucket, Key: "key" });
      const { VersionId } = await contract.client.send(deletion);
      await contract.client.send(new sdk.DeleteObjectCommand({ Bucket, Key: "key", VersionId }));
      equal(await textOf(contract, Bucket, "key"), "back");
    },
  },
  {
    title: "reading a delete marker by its id is MethodNotAllowed",
    async check(contract) {
      const Bucket = await box(contract, "Enabled");
      const deletion = new sdk.DeleteObjectCommand({ Bucket, Key: "key" });
      const { VersionId } = await contract.client.send(deletion);
      const get = new sdk.GetObjectCommand({ Bucket, Key: "key", VersionId });
      equal(await errorName(contract.client.send(get)), "MethodNotAllowed");
    },
  },
  {
    title: "with versioning suspended, writes replace the version null",
    async check(contract) {
      const Bucket = await box(contract, "Suspended");
      await put(contract, Bucket, "key");
      await put(contract, Bucket, "key");
      const list = new sdk.ListObjectVersionsCommand({ Bucket });
      const { Versions } = await contract.client.send(list);
      deepEqual(
        Versions?.map(({ VersionId }) => VersionId),
        ["null"],
      );
    },
  },
  {
    title: "a copy has the content and the metadata of its source",
    async check(contract) {
      const Bucket = await box(contract);
      const input = { Bucket, Key: "a", Body: "x", Metadata: { team: "red" } };
      await contract.client.send(new sdk.PutObjectCommand(input));
      const CopySource = `${Bucket}/a`;
      await contract.client.send(new sdk.CopyObjectCommand({ Bucket, Key: "b", CopySource }));
      equal(await textOf(contract, Bucket, "b"), "x");
      deepEqual((await head(contract, Bucket, "b")).Metadata, { team: "red" });
    },
  },
  {
    title: "a multipart upload becomes one object, whose ETag counts its parts",
    async check(contract) {
      const Bucket = await box(contract);
      const Key = "key";
      const begin = new sdk.CreateMultipartUploadCommand({ Bucket, Key });
      const { UploadId } = await contract.client.send(begin);
      const part = new sdk.UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: "x" });
      const { ETag } = await contract.client.send(part);
      const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
      const whole = { Bucket, Key, UploadId, MultipartUpload };
      const done = await contract.client.send(new sdk.CompleteMultipartUploadCommand(whole));
      match(done.ETag ?? "", /-1"$/);
      equal(await textOf(contract, Bucket, Key), "x");
    },
  },
  {
    title: "an upload that does not exist is NoSuchUpload",
    async check(contract) {
      const Bucket = await box(contract);
      const input = { Bucket, Key: "key", UploadId: "none", PartNumber: 1, Body: "x" };
      equal(
        await errorName(contract.client.send(new sdk.UploadPartCommand(input))),
        "NoSuchUpload",
      );
    },
  },
  {
    title: "a checksum that does not fit the content is refused",
    async check(contract) {
      const Bucket = await box(contract);
      const input = { Bucket, Key: "key", Body: "data", ChecksumSHA256: `${"A".repeat(43)}=` };
      equal(await errorName(contract.client.send(new sdk.PutObjectCommand(input))), "BadDigest");
    },
  },
];
