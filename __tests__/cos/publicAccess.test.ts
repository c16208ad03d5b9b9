import type COS from "cos-nodejs-sdk-v5";
import { backup, cosServed, source } from "../support/cos.js";

const keys = [{ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "SECRETEXAMPLE" }];
const withKeys = { listen: { credentials: keys } };

describe("with keys, who does not sign", () => {
  test.each(["putBucket", "putBucketAcl"] as const)(
    "reads and lists what %s makes public-read, and writes nothing",
    async (operation) => {
      await cosServed(async ({ cos, send }) => {
        const open = { Bucket: "open-1250000000", Region: "ap-guangzhou" };
        await cos.putBucket(operation === "putBucket" ? { ...open, ACL: "public-read" } : open);
        if (operation === "putBucketAcl") await cos.putBucketAcl({ ...open, ACL: "public-read" });
        await cos.putObject({ ...open, Key: "k", Body: "42" });
        await cos.putObject({ ...open, Key: "closed", Body: "43", ACL: "private" });
        const status = async (method: string, target: string) =>
          (await send(method, open.Bucket, { target })).status;
        expect(await status("GET", "/")).toBe(200);
        expect(await status("GET", "/k")).toBe(200);
        expect(await status("GET", "/closed")).toBe(403);
        expect(await status("PUT", "/new")).toBe(403);
        expect(await status("DELETE", "/k")).toBe(403);
        await cos.putBucketAcl({ ...open, ACL: "private" });
        expect(await status("GET", "/")).toBe(403);
        expect(await status("GET", "/k")).toBe(403);
      }, withKeys);
    },
  );

  test("reads an object that is public-read in a bucket that is not", async () => {
    await cosServed(async ({ cos, send }) => {
      await cos.putObject({ ...source, Key: "k", Body: "42", ACL: "public-read" });
      await cos.putObject({ ...source, Key: "default", Body: "42", ACL: "default" });
      expect((await send("GET", source.Bucket, { target: "/k" })).text).toBe("42");
      expect((await send("GET", source.Bucket, { target: "/default" })).status).toBe(403);
    }, withKeys);
  });

  test("writes into what is public-read-write", async () => {
    await cosServed(async ({ cos, send }) => {
      await cos.putBucketAcl({ ...source, ACL: "public-read-write" });
      const put = await send("PUT", source.Bucket, { target: "/k", body: "42" });
      expect(put.status).toBe(200);
      expect((await cos.getObject({ ...source, Key: "k" })).Body.toString()).toBe("42");
    }, withKeys);
  });

  test("gets nothing by a bucket policy, which is kept and not judged by", async () => {
    await cosServed(async ({ cos, send }) => {
      await cos.putObject({ ...source, Key: "k", Body: "42" });
      const Policy = {
        version: "2.0",
        Statement: [
          {
            Effect: "allow",
            Principal: { qcs: ["qcs::cam::anyone:anyone"] },
            Action: ["name/cos:GetObject"],
            Resource: [`qcs::cos:${source.Region}:uid/1250000000:${source.Bucket}/*`],
          },
        ],
      };
      await cos.putBucketPolicy({ ...source, Policy } as unknown as COS.PutBucketPolicyParams);
      expect((await send("GET", source.Bucket, { target: "/k" })).status).toBe(403);
    }, withKeys);
  });

  test("is shown as COS's own group", async () => {
    await cosServed(async ({ cos }) => {
      await cos.putBucketAcl({ ...source, ACL: "public-read" });
      const { Grants } = await cos.getBucketAcl(source);
      expect(Grants.map(({ Grantee }) => Grantee)).toContainEqual(
        expect.objectContaining({ URI: "http://cam.qcloud.com/groups/global/AllUsers" }),
      );
    }, withKeys);
  });
});

test("a copied part is answered with its CRC-64, and so is a copy", async () => {
  await cosServed(async ({ cos }) => {
    await cos.putObject({ ...source, Key: "from", Body: "123456789" });
    const CopySource = "source-1250000000.cos.ap-guangzhou.myqcloud.com/from";
    const sum = "11051210869376104954";
    const copied = await cos.putObjectCopy({ ...backup, Key: "to", CopySource });
    expect(copied.headers).toMatchObject({ "x-cos-hash-crc64ecma": sum });
    const { UploadId } = await cos.multipartInit({ ...backup, Key: "parts" });
    const part = { ...backup, Key: "parts", UploadId, PartNumber: 1, CopySource };
    // The client's types have it both ways at once.
    const whole = (await cos.uploadPartCopy(part)) as COS.UploadPartCopyResult;
    expect(whole.headers).toMatchObject({ "x-cos-hash-crc64ecma": sum });
  });
});
