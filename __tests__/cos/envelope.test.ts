import http from "node:http";
import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";
import { backup, cosBuckets, cosServed, source } from "../support/cos.js";
import { received, recordsOf } from "../support/notifications.js";

describe("an answer of COS", () => {
  test("is told by COS's headers and none of S3's", async () => {
    await cosServed(async ({ send }) => {
      const { status, headers } = await send("PUT", source.Bucket, { target: "/a", body: "42" });
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        server: "tencent-cos",
        date: "Fri, 20 Nov 2026 12:00:00 GMT",
        "content-length": "0",
        "x-cos-trace-id": expect.stringMatching(/^[\w+/]+=*$/),
        "x-cos-version-id": expect.any(String),
        "x-cos-hash-crc64ecma": expect.stringMatching(/^\d+$/),
      });
      const id = Buffer.from(headers["x-cos-request-id"] ?? "", "base64").toString();
      expect(id).toMatch(/^[\da-f]{8}_[\da-f]{8}_[\da-f]{4}_[\da-f]{6}$/);
      expect(Object.keys(headers).filter((name) => name.startsWith("x-amz-"))).toEqual([]);
      const got = await send("GET", source.Bucket, { target: "/a" });
      expect(got.headers).not.toHaveProperty("x-cos-trace-id");
      expect(got.headers).not.toHaveProperty("x-cos-storage-class");
    });
  });

  test("with an error names the resource, and nothing that the code has with S3", async () => {
    await cosServed(async ({ server, send }) => {
      const { status, headers, text } = await send("GET", source.Bucket, { target: "/no%20such" });
      expect([status, headers["content-type"]]).toEqual([404, "application/xml"]);
      const address = `127.0.0.1/${source.Bucket}/no%20such`;
      expect(text).toBe(
        `<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Resource>${address}</Resource><RequestId>${headers["x-cos-request-id"]}</RequestId><TraceId>${headers["x-cos-trace-id"]}</TraceId></Error>`,
      );
      expect(server.url).toContain("127.0.0.1");
    });
  });

  test("to HEAD has no error document", async () => {
    await cosServed(async ({ send }) => {
      const { status, headers, text } = await send("HEAD", source.Bucket, { target: "/a" });
      expect([status, text]).toEqual([404, ""]);
      expect(headers).toHaveProperty("x-cos-request-id");
    });
  });

  test("before there is a request speaks like all others", async () => {
    await cosServed(async ({ server }) => {
      const { headers, text } = await new Promise<{ headers: object; text: string }>(
        (resolve, reject) => {
          const { port } = server;
          const options = { port, host: "127.0.0.1", path: "/", method: "GET" };
          const long = { "x-cos-meta-a": "a".repeat(20_000) };
          const request = http.request({ ...options, headers: long }, (response) => {
            let body = "";
            response.on("data", (piece) => {
              body += piece;
            });
            response.on("end", () => resolve({ headers: response.headers, text: body }));
          });
          request.on("error", reject).end();
        },
      );
      expect(headers).toMatchObject({ server: "tencent-cos" });
      expect(text).toContain("<TraceId>");
    });
  });

  test("lists objects without S3's namespace, and by COS's storage classes", async () => {
    await cosServed(async ({ send }) => {
      const headers = { "x-cos-storage-class": "ARCHIVE" };
      await send("PUT", source.Bucket, { target: "/a", headers, body: "42" });
      const { text } = await send("GET", source.Bucket);
      expect(text).toMatch(/^<ListBucketResult>/);
      expect(text).toContain("<StorageClass>ARCHIVE</StorageClass>");
      expect(text).not.toContain("Checksum");
      const head = await send("HEAD", source.Bucket, { target: "/a" });
      expect(head.headers["x-cos-storage-class"]).toBe("ARCHIVE");
    });
  });
});

describe("a request to COS", () => {
  test("may bring its signature in its query, which nobody verifies without keys", async () => {
    await cosServed(async ({ send }) => {
      await send("PUT", source.Bucket, { target: "/a", body: "42" });
      const signature =
        "q-sign-algorithm=sha1&q-ak=AKID&q-sign-time=1;2&q-key-time=1;2&q-header-list=&q-url-param-list=&q-signature=abc";
      expect((await send("GET", source.Bucket, { target: `/a?${signature}` })).text).toBe("42");
    });
  });

  const refused: Record<string, [code: string, headers: Record<string, string>, target?: string]> =
    {
      "a storage class of S3 alone": [
        "NotSupportedStorageClass",
        { "x-cos-storage-class": "ONEZONE_IA" },
      ],
      "a storage class of several zones": [
        "MAZOperationNotSupportOnOAZBucket",
        { "x-cos-storage-class": "MAZ_STANDARD" },
      ],
      "a key that is too long": ["KeyTooLong", {}, `/${"a".repeat(1025)}`],
      "a digest of another body": ["BadDigest", { "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==" }],
    };

  test.each(Object.entries(refused))(
    "is refused with COS's code for %s",
    async (_name, [code, headers, target = "/a"]) => {
      await cosServed(async ({ send }) => {
        const { status, text } = await send("PUT", source.Bucket, { target, headers, body: "42" });
        expect([status, text]).toEqual([400, expect.stringContaining(`<Code>${code}</Code>`)]);
      });
    },
  );

  test("makes no bucket whose name lacks an APPID", async () => {
    await cosServed(async ({ send }) => {
      const { text } = await send("PUT", "nameless");
      expect(text).toContain("<Code>InvalidBucketName</Code>");
    });
  });

  test("suspends no versioning while rules exist", async () => {
    await cosServed(async ({ mock, send }) => {
      expect(mock.bucket(source.Bucket)?.versioning).toBe("Enabled");
      const body = `<ReplicationConfiguration><Role>qcs::cam::uin/1:uin/1</Role><Rule><Status>Enabled</Status><Destination><Bucket>qcs::cos:ap-beijing::${backup.Bucket}</Bucket></Destination></Rule></ReplicationConfiguration>`;
      await send("PUT", source.Bucket, { target: "?replication", body });
      const suspend = {
        target: "?versioning",
        body: "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>",
      };
      const { status, text } = await send("PUT", source.Bucket, suspend);
      expect([status, text]).toEqual([409, expect.stringContaining("<Code>InvalidBucketState<")]);
    });
  });
});

describe("a mock of COS", () => {
  test("answers a client of S3 in COS's terms", async () => {
    const mock = replicationMock({ dialect: "cos", buckets: cosBuckets });
    const client = clientOf(mock, "ap-guangzhou");
    const error = await errorOf(
      client.send(new HeadObjectCommand({ Bucket: source.Bucket, Key: "a" })),
    );
    expect(error.$response).toMatchObject({ headers: { server: "tencent-cos" } });
  });

  test("tells listeners of the request by COS's ids", async () => {
    await cosServed(async ({ mock, send }) => {
      const body =
        "<NotificationConfiguration><QueueConfiguration><Queue>arn:aws:sqs:ap-guangzhou:123456789012:q</Queue><Event>s3:ObjectCreated:*</Event></QueueConfiguration></NotificationConfiguration>";
      await send("PUT", source.Bucket, { target: "?notification", body });
      const notifications = received(mock);
      const { headers } = await send("PUT", source.Bucket, { target: "/a", body: "42" });
      const ids = recordsOf(notifications).map(({ responseElements }) => responseElements);
      expect(ids).toMatchObject([{ "x-amz-request-id": headers["x-cos-request-id"] }]);
    });
  });

  test("is given objects of COS's storage classes", async () => {
    const objects = { a: { body: "42", storageClass: "ARCHIVE" } };
    await cosServed(
      async ({ send }) => {
        const { headers } = await send("HEAD", source.Bucket, { target: "/a" });
        expect(headers["x-cos-storage-class"]).toBe("ARCHIVE");
      },
      { buckets: { [source.Bucket]: { objects } } },
    );
    const wrong = { a: { storageClass: "GLACIER" } };
    const buckets = { [source.Bucket]: { objects: wrong } };
    expect(() => replicationMock({ dialect: "cos", buckets })).toThrow("NotSupportedStorageClass");
  });

  const wrong: Record<string, [options: object, message: RegExp]> = {
    "an unknown dialect": [
      { dialect: "oss" },
      /option dialect is "oss"; allowed is "aws" or "cos"/,
    ],
    "a Region without a place": [{ dialect: "cos", region: "ap" }, /option region .*ap-guangzhou/],
    "COS's Regions for S3": [{ region: "ap-guangzhou" }, /option region .*us-east-1/],
  };

  test.each(Object.entries(wrong))("is not made of %s", (_name, [options, message]) => {
    expect(() => replicationMock(options)).toThrow(message);
  });
});
