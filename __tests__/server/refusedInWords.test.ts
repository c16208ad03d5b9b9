import { DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { accessKey, served } from "../support/server.js";

const withKeys = { listen: { credentials: [accessKey] } };
const unsignedChunks = { "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER" };

describe("a server", () => {
  test.each<[string, string, string, Record<string, string>, number, string]>([
    [
      "?uploads of a key",
      "GET",
      "/plain/k?uploads",
      {},
      400,
      "<Message>Key is not expected for the GET method ?uploads subresource</Message>",
    ],
    [
      "?versions of a key",
      "GET",
      "/plain/k?versions",
      {},
      400,
      "<Message>There is no such thing as the ?versions sub-resource for a key</Message>",
    ],
    [
      "a copy source where nothing is copied",
      "DELETE",
      "/plain/k",
      { "x-amz-copy-source": "plain/a" },
      400,
      "<Message>You can only specify a copy source header for copy requests.</Message>",
    ],
    [
      "a POST to a bucket that is no form",
      "POST",
      "/plain",
      {},
      412,
      "<Condition>Bucket POST must be of the enclosure-type multipart/form-data</Condition>",
    ],
    [
      "a checksum of another algorithm than the one named",
      "PUT",
      "/plain/k",
      { "x-amz-sdk-checksum-algorithm": "CRC32C", "x-amz-checksum-crc32": "AAAAAA==" },
      400,
      "<Message>Value for x-amz-sdk-checksum-algorithm header is invalid.</Message>",
    ],
    [
      "unsigned chunks of a document",
      "PUT",
      "/plain?tagging",
      unsignedChunks,
      400,
      "<Message>The value of x-amz-content-sha256 header is invalid.</Message>",
    ],
  ])("refuses %s", async (_name, method, path, headers, status, text) => {
    await served(async ({ server }) => {
      const answer = await fetch(`${server.url}${path}`, { method, headers });
      expect(answer.status).toBe(status);
      expect(await answer.text()).toContain(text);
    });
  });

  test("lists versions and delete markers in one order", async () => {
    await served(async ({ server, client }) => {
      const key = { Bucket: "source", Key: "k" };
      for (const command of [
        new PutObjectCommand(key),
        new DeleteObjectCommand(key),
        new PutObjectCommand(key),
      ]) {
        await client().send(command as PutObjectCommand);
      }
      const text = await (await fetch(`${server.url}/source?versions`)).text();
      expect(text.match(/<(Version|DeleteMarker)>/g)).toEqual([
        "<Version>",
        "<DeleteMarker>",
        "<Version>",
      ]);
    });
  });
});

describe("an authorization", () => {
  const scope = "20260101/us-east-1/s3/aws4_request";
  const signed = (credential: string) =>
    `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=00`;

  test.each([
    ["without a space", "x", "Authorization header is invalid -- one and only one ' ' (space)"],
    [
      "of two components",
      `AWS4-HMAC-SHA256 Credential=A/${scope}, Signature=00`,
      "the authorization header requires three components: Credential, SignedHeaders, and Signature.",
    ],
    [
      "with a component without a value",
      `AWS4-HMAC-SHA256 Credential=A/${scope}, SignedHeaders, Signature=00`,
      'the authorization component "SignedHeaders" is malformed.',
    ],
    [
      "for another service",
      signed("A/20260101/us-east-1/ec2/aws4_request"),
      'incorrect service "ec2". This endpoint belongs to "s3".',
    ],
    [
      "with another terminal",
      signed("A/20260101/us-east-1/s3/aws5"),
      'incorrect terminal "aws5". This endpoint uses "aws4_request".',
    ],
    [
      "with a date that is none",
      signed("A/2026/us-east-1/s3/aws4_request"),
      'incorrect date format "2026". This date in the credential must be in the format "yyyyMMdd".',
    ],
    ["with a credential of too many parts", signed(`A/b/${scope}`), "the Credential is mal-formed"],
  ])("%s is refused and told why", async (_name, authorization, text) => {
    await served(async ({ server }) => {
      const headers = { authorization, "x-amz-date": "20260101T000000Z" };
      const answer = await fetch(`${server.url}/source/k`, { headers });
      expect(answer.status).toBe(400);
      expect((await answer.text()).replace(/&quot;/g, '"').replace(/&apos;/g, "'")).toContain(text);
    }, withKeys);
  });
});

describe("a form's policy", () => {
  const until = '"expiration":"2999-01-01T00:00:00Z"';

  test.each([
    ["nothing", "", "Expecting '{' but found End-of-Input"],
    ["another member", `{${until},"conditions":[],"a":1}`, 'Unexpected: "a"'],
    ["a condition of two", `{${until},"conditions":[{"a":"1","b":"2"}]}`, "exactly one property"],
    ["a condition that is a text", `{${until},"conditions":["a"]}`, "must be a List or Object."],
    ["a test without arguments", `{${until},"conditions":[["eq"]]}`, "wrong number of arguments."],
    [
      "a condition that fails, printed as it stands",
      `{${until},"conditions":[["eq","$key","x"]]}`,
      'Policy Condition failed: ["eq","$key","x"]',
    ],
    [
      "a property that fails, printed with blanks",
      `{${until},"conditions":[{"key":"x"}]}`,
      'Policy Condition failed: ["eq", "$key", "x"]',
    ],
  ])("is refused for %s", async (_name, policy, text) => {
    await served(async ({ server }) => {
      const form = new FormData();
      form.append("key", "k");
      form.append("policy", Buffer.from(policy).toString("base64"));
      form.append("file", "1");
      const answer = await fetch(`${server.url}/source`, { method: "POST", body: form });
      expect((await answer.text()).replace(/&quot;/g, '"').replace(/&apos;/g, "'")).toContain(text);
    });
  });
});
