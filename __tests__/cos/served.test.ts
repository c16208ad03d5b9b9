import COS from "cos-nodejs-sdk-v5";
import { backup, cosServed, destination, role, source } from "../support/cos.js";
import { RawConnection } from "../support/server.js";

const Key = "a folder/k ü+&=(1)";
const keys = [{ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "SECRETEXAMPLE" }];
const withKeys = { listen: { credentials: keys } };

describe("a server with keys verifies COS's own signature", () => {
  test("in the header of Tencent's client", async () => {
    await cosServed(async ({ cos }) => {
      await cos.putObject({ ...source, Key, Body: "42", Headers: { "x-cos-meta-a": "b c" } });
      const got = await cos.getObject({ ...source, Key });
      expect(String(got.Body)).toBe("42");
      const listed = await cos.getBucket({ ...source, Prefix: "a folder/", Delimiter: "/" });
      expect(listed.Contents.map((content) => content.Key)).toEqual([Key]);
    }, withKeys);
  });

  test("in the query of a URL", async () => {
    await cosServed(async ({ cos, server }) => {
      await cos.putObject({ ...source, Key: "k", Body: "42" });
      const url = cos.getObjectUrl({ ...source, Key: "k", Sign: true, Expires: 60 }, () => {});
      const { host, pathname, search } = new URL(url);
      const get = (target: string) =>
        new RawConnection(server)
          .send(`GET ${target} HTTP/1.1`, `Host: ${host}`, "Connection: close", "", "")
          .untilClosed();
      expect(await get(pathname + search)).toMatch(/^HTTP\/1\.1 200 [\s\S]*42$/);
      expect(await get(`/other${search}`)).toContain("<Code>SignatureDoesNotMatch</Code>");
      expect(await get(pathname)).toContain("<Code>AccessDenied</Code>");
    }, withKeys);
  });

  test("names host and path in its errors, and no query", async () => {
    await cosServed(async ({ server }) => {
      const answer = await new RawConnection(server)
        .send("GET /a/k?versionId=1 HTTP/1.1", "Host: x", "Host: y", "Connection: close", "", "")
        .untilClosed();
      expect(answer).toContain("<Resource>x/a/k</Resource>");
    });
  });

  test("and refuses what was signed for a time that is over", async () => {
    await cosServed(async ({ send }) => {
      const authorization =
        "q-sign-algorithm=sha1&q-ak=AKIDEXAMPLE&q-sign-time=1;2&q-key-time=1;2&q-header-list=&q-url-param-list=&q-signature=abc";
      const { status, text } = await send("GET", source.Bucket, { headers: { authorization } });
      expect([status, text]).toEqual([403, expect.stringContaining("Request has expired")]);
    }, withKeys);
  });

  test.each<[string, string, object, number]>([
    ["another secret", "SignatureDoesNotMatch", { SecretKey: "other" }, 403],
    ["an unknown key", "InvalidAccessKeyId", { SecretId: "AKIDNOBODY" }, 403],
    ["a token that is not the key's", "InvalidToken", { SecurityToken: "t" }, 400],
  ])("and refuses %s", async (_name, code, change, statusCode) => {
    await cosServed(async ({ server }) => {
      const cos = new COS({
        SecretId: "AKIDEXAMPLE",
        SecretKey: "SECRETEXAMPLE",
        Protocol: "http:",
        Proxy: server.url,
        KeepAlive: false,
        ...change,
      });
      await expect(cos.putObject({ ...source, Key, Body: "42" })).rejects.toMatchObject({
        code,
        statusCode,
      });
    }, withKeys);
  });
});

describe("COS", () => {
  test("takes a versioning document that comes in chunks", async () => {
    await cosServed(async ({ server, cos }) => {
      const xml = "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>";
      const answer = await new RawConnection(server)
        .send(
          "PUT /?versioning HTTP/1.1",
          `Host: ${source.Bucket}.cos.${source.Region}.myqcloud.com`,
          "Transfer-Encoding: chunked",
          "Connection: close",
          "",
          xml.length.toString(16),
          xml,
          "0",
          "",
          "",
        )
        .untilClosed();
      expect(answer).toMatch(/^HTTP\/1\.1 200 /);
      const { VersioningConfiguration } = await cos.getBucketVersioning(source);
      expect(VersioningConfiguration.Status).toBe("Suspended");
    });
  });

  test("answers a part with its CRC-64", async () => {
    await cosServed(async ({ cos }) => {
      const { UploadId } = await cos.multipartInit({ ...source, Key });
      const { headers } = await cos.multipartUpload({
        ...source,
        Key,
        UploadId,
        PartNumber: 1,
        Body: "123456789",
      });
      expect(headers).toMatchObject({ "x-cos-hash-crc64ecma": "11051210869376104954" });
    });
  });

  test("names a completed upload by the host that was asked", async () => {
    await cosServed(async ({ cos }) => {
      const { UploadId } = await cos.multipartInit({ ...source, Key: "k" });
      const part = { ...source, Key: "k", UploadId, PartNumber: 1, Body: "42" };
      const { ETag } = await cos.multipartUpload(part);
      const Parts = [{ PartNumber: 1, ETag }];
      const { Location } = await cos.multipartComplete({ ...source, Key: "k", UploadId, Parts });
      expect(Location).toMatch(/(^|\/\/)source-1250000000\.cos\.ap-guangzhou\.myqcloud\.com\/k$/);
    });
  });

  test("knows no ownership of objects: an ACL is taken", async () => {
    await cosServed(async ({ cos, send }) => {
      expect((await cos.putBucketAcl({ ...source, ACL: "private" })).statusCode).toBe(200);
      await cos.putObject({ ...source, Key: "k", Body: "42", ACL: "private" });
      expect((await cos.putObjectAcl({ ...source, Key: "k", ACL: "private" })).statusCode).toBe(
        200,
      );
      const headers = { "x-cos-acl": "private" };
      const answer = await send("PUT", source.Bucket, { target: "/?acl", headers });
      expect(answer.status).toBe(200);
    });
  });

  test("takes a policy in its own words, and gives it back", async () => {
    await cosServed(async ({ cos }) => {
      const Policy = {
        version: "2.0",
        Statement: [
          {
            Effect: "allow",
            Principal: { qcs: ["qcs::cam::uin/123456789012:uin/123456789012"] },
            Action: ["name/cos:GetObject"],
            Resource: [`qcs::cos:${source.Region}:uid/1250000000:${source.Bucket}/*`],
          },
        ],
      };
      await cos.putBucketPolicy({ ...source, Policy } as unknown as COS.PutBucketPolicyParams);
      const got = await cos.getBucketPolicy(source);
      expect(JSON.parse(JSON.stringify(got.Policy))).toEqual(Policy);
    });
  });

  test("answers a request without a host with its own document", async () => {
    await cosServed(async ({ server }) => {
      const answer = await new RawConnection(server)
        .send(`GET /${source.Bucket} HTTP/1.1`, "Connection: close", "", "")
        .untilClosed();
      expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*<Error>[\s\S]*<TraceId>/);
    });
  });

  test("gives the elements of a rule in its documentation's order", async () => {
    await cosServed(async ({ cos, send }) => {
      const Rules = [
        {
          Destination: { Bucket: destination },
          Prefix: "a",
          Status: "Enabled" as const,
          ID: "1",
        },
      ];
      await cos.putBucketReplication({
        ...source,
        ReplicationConfiguration: { Role: role, Rules },
      });
      const { text } = await send("GET", source.Bucket, { target: "/?replication" });
      expect(text).toMatch(
        /<Rule><ID>1<\/ID><Status>Enabled<\/Status><Prefix>a<\/Prefix><Destination><Bucket>/,
      );
      expect(backup.Bucket).toMatch(/^backup/);
    });
  });
});
