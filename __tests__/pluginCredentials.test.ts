import {
  GetObjectCommand,
  HeadBucketCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { type ReplicationMockOptions, replicationMock } from "s3-replication-mock";
import { errorOf } from "./support/client.js";

const Bucket = "bucket";

/** A client, and the `Authorization` of what it sends. */
function scene(options: ReplicationMockOptions, config: S3ClientConfig) {
  const client = new S3Client({ region: "us-east-1", ...config });
  client.middlewareStack.use(replicationMock({ buckets: { [Bucket]: {} }, ...options }));
  const sent: (string | undefined)[] = [];
  client.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      sent.push(headers.authorization);
      return next(args);
    },
    { step: "deserialize", priority: "low" },
  );
  return { sent, send: () => client.send(new HeadBucketCommand({ Bucket })) };
}

function refuse(): never {
  throw new Error("no credentials here");
}

describe("credentials: ignored", () => {
  test.each<[string, S3ClientConfig]>([
    ["provider", { credentials: async () => refuse() }],
    ["signer", { signer: { sign: async () => refuse() } }],
  ])("never asks a client's own %s", async (_name, config) => {
    const { sent, send } = scene({}, config);
    await send();
    expect(sent).toEqual([undefined]);
  });
});

const keys = { accessKeyId: "id", secretAccessKey: "secret" };

describe("credentials: required", () => {
  const options = { credentials: "required" } as const;

  test("lets the client ask its own provider and sign", async () => {
    const credentials = jest.fn(async () => ({ accessKeyId: "mine", secretAccessKey: "secret" }));
    const { sent, send } = scene(options, { credentials });
    await send();
    expect(credentials).toHaveBeenCalled();
    expect(sent).toEqual([
      expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=mine\/\d{8}\/us-east-1\/s3\/aws4_request/,
      ),
    ]);
  });

  test("lets the client use its own signer", async () => {
    const sign = async <Request extends { headers: object }>(request: Request) => ({
      ...request,
      headers: { ...request.headers, authorization: "signed by hand" },
    });
    const { sent, send } = scene(options, { credentials: keys, signer: { sign } as never });
    await send();
    expect(sent).toEqual(["signed by hand"]);
  });

  test.each<[string, S3ClientConfig]>([
    ["provider", { credentials: async () => refuse() }],
    ["signer", { credentials: keys, signer: { sign: async () => refuse() } }],
  ])("fails where the client's own %s fails", async (_name, config) => {
    expect((await errorOf(scene(options, config).send())).message).toBe("no credentials here");
  });
});

test("an unknown way with credentials is refused by name", () => {
  expect(() => replicationMock({ credentials: "optional" as never })).toThrow(
    /^replicationMock: option credentials is "optional"/,
  );
});

describe("getSignedUrl of a client without a Region", () => {
  const command = new GetObjectCommand({ Bucket, Key: "key" });
  const { AWS_REGION, AWS_EC2_METADATA_DISABLED } = process.env;

  beforeEach(() => {
    delete process.env.AWS_REGION;
    process.env.AWS_EC2_METADATA_DISABLED = "true";
  });

  afterEach(() => {
    for (const [name, value] of Object.entries({ AWS_REGION, AWS_EC2_METADATA_DISABLED })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  test("needs a Region as it does without the mock, or a request that was sent before", async () => {
    const client = new S3Client({ credentials: keys });
    client.middlewareStack.use(replicationMock({ region: "eu-west-1", buckets: { [Bucket]: {} } }));
    expect((await errorOf(getSignedUrl(client, command))).message).toBe("Region is missing");
    await client.send(new HeadBucketCommand({ Bucket }));
    expect(await getSignedUrl(client, command)).toContain("bucket.s3.eu-west-1.amazonaws.com");
  });
});
