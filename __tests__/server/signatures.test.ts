import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import fc from "fast-check";
import { manualClock } from "s3-replication-mock";
import { errorOf, textOf } from "../support/client.js";
import { accessKey, served } from "../support/server.js";

const listen = { credentials: [accessKey] };
const hourMs = 3_600_000;

describe("a server with credentials", () => {
  test("lets in who signs with them, whatever the key and the metadata are", async () => {
    await served(
      async ({ client }) => {
        const s3 = client();
        await fc.assert(
          fc.asyncProperty(
            fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }),
            fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/),
            async (Key, a) => {
              await s3.send(
                new PutObjectCommand({ Bucket: "plain", Key, Body: Key, Metadata: { a } }),
              );
              const got = await s3.send(new GetObjectCommand({ Bucket: "plain", Key }));
              expect(await textOf(got)).toBe(Key);
              const Prefix = Key;
              await s3.send(
                new ListObjectsV2Command({ Bucket: "plain", Prefix, Delimiter: "+ /" }),
              );
            },
          ),
          { numRuns: 40 },
        );
      },
      { listen },
    );
  });

  test("gives each pair its own account", async () => {
    const other = { accessKeyId: "AKIDOTHER", secretAccessKey: "other" };
    const credentials = [accessKey, { ...other, accountId: "210987654321" }];
    await served(
      async ({ client }) => {
        const theirs = client({ credentials: other });
        await theirs.send(new CreateBucketCommand({ Bucket: "theirs" }));
        const { Buckets } = await client().send(new ListBucketsCommand({}));
        expect(Buckets?.map(({ Name }) => Name)).toEqual(["plain", "source"]);
        const put = new PutObjectCommand({ Bucket: "theirs", Key: "k", Body: "1" });
        expect(await errorOf(client().send(put))).toMatchObject({ name: "AccessDenied" });
        await theirs.send(put);
      },
      { listen: { credentials } },
    );
  });

  test("says what it has calculated where a signature does not match", async () => {
    await served(
      async ({ client }) => {
        const credentials = { ...accessKey, secretAccessKey: "wrong" };
        const error = await errorOf(client({ credentials }).send(new ListBucketsCommand({})));
        expect(error).toMatchObject({
          name: "SignatureDoesNotMatch",
          message:
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
          $metadata: { httpStatusCode: 403 },
          AWSAccessKeyId: "AKIDEXAMPLE",
          StringToSign: expect.stringMatching(
            /^AWS4-HMAC-SHA256\n\d{8}T\d{6}Z\n\d{8}\/us-east-1\/s3\/aws4_request\n[0-9a-f]{64}$/,
          ),
          SignatureProvided: expect.stringMatching(/^[0-9a-f]{64}$/),
          StringToSignBytes: expect.stringMatching(/^41 57 53 34 /),
          CanonicalRequest: expect.stringMatching(/^GET\n\/\nx-id=ListBuckets\n/),
          CanonicalRequestBytes: expect.stringMatching(/^47 45 54 0a /),
        });
      },
      { listen },
    );
  });

  test("refuses a key that it does not know", async () => {
    await served(
      async ({ client }) => {
        const credentials = { accessKeyId: "AKIDNOBODY", secretAccessKey: "x" };
        const error = await errorOf(client({ credentials }).send(new ListBucketsCommand({})));
        expect(error).toMatchObject({ name: "InvalidAccessKeyId", AWSAccessKeyId: "AKIDNOBODY" });
      },
      { listen },
    );
  });

  test("refuses who signs for another Region than the bucket's, and names it", async () => {
    await served(
      async ({ client }) => {
        const error = await errorOf(
          client({ region: "eu-west-1" }).send(
            new GetObjectCommand({ Bucket: "source", Key: "k" }),
          ),
        );
        expect(error).toMatchObject({
          name: "AuthorizationHeaderMalformed",
          message:
            "The authorization header is malformed; the region 'eu-west-1' is wrong; expecting 'us-east-1'",
          Region: "us-east-1",
        });
      },
      { listen },
    );
  });

  test("allows a clock to be fifteen minutes off", async () => {
    await served(
      async ({ client }) => {
        const send = (systemClockOffset: number) =>
          client({ systemClockOffset, maxAttempts: 1 }).send(
            new HeadBucketCommand({ Bucket: "source" }),
          );
        await send(14 * 60_000);
        await send(-14 * 60_000);
        for (const offset of [16 * 60_000, -16 * 60_000]) {
          const list = client({ systemClockOffset: offset, maxAttempts: 1 }).send(
            new ListBucketsCommand({}),
          );
          expect(await errorOf(list)).toMatchObject({
            name: "RequestTimeTooSkewed",
            MaxAllowedSkewMilliseconds: "900000",
            RequestTime: expect.stringMatching(/^\d{8}T\d{6}Z$/),
            ServerTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
          });
        }
      },
      { listen },
    );
  });

  test.each([
    ["by itself", {}],
    ["from a time of its own", { clock: manualClock() }],
  ])(
    "lets the mock's time go on %s, though the SDK sets its clock by it",
    async (_name, options) => {
      await served(
        async ({ mock, client }) => {
          const s3 = client();
          for (let round = 0; round < 4; round++) {
            mock.advance(round * hourMs);
            await s3.send(new ListBucketsCommand({}));
          }
        },
        { listen, ...options },
      );
    },
  );

  test("wants the token that belongs to the key, until it expires", async () => {
    const sessionToken = "token";
    const credentials = [
      { ...accessKey, sessionToken },
      { accessKeyId: "AKIDOLD", secretAccessKey: "x", sessionToken, expiration: new Date(0) },
    ];
    await served(
      async ({ client }) => {
        const send = (own: {
          accessKeyId: string;
          secretAccessKey: string;
          sessionToken?: string;
        }) => client({ credentials: own }).send(new ListBucketsCommand({}));
        await send({ ...accessKey, sessionToken });
        expect((await errorOf(send(accessKey))).name).toBe("InvalidToken");
        expect((await errorOf(send({ ...accessKey, sessionToken: "other" }))).name).toBe(
          "InvalidToken",
        );
        const old = { accessKeyId: "AKIDOLD", secretAccessKey: "x", sessionToken };
        expect(await errorOf(send(old))).toMatchObject({
          name: "ExpiredToken",
          $metadata: { httpStatusCode: 400 },
        });
      },
      { listen: { credentials } },
    );
  });
});
