import { GetObjectCommand } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { accessKey, type Scene, served } from "../support/server.js";

const withKeys = { listen: { credentials: [accessKey] } };

/** Uploads a form of createPresignedPost whose fields have been changed since. */
async function post(
  { client }: Scene,
  Fields: Record<string, string>,
  change: Record<string, string> = {},
): Promise<Response> {
  const presigned = { Bucket: "source", Key: "k", Fields };
  const { url, fields } = await createPresignedPost(client(), presigned);
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...change })) form.append(name, value);
  form.append("file", "1");
  return fetch(url, { method: "POST", body: form });
}

describe("the fields of a form are kept as PutObject keeps its headers", () => {
  // Content-Language is `assumed`: the documentation of forms does not name it.
  test.each<[string, string, object]>([
    ["Cache-Control", "no-cache", { CacheControl: "no-cache" }],
    ["Content-Disposition", "inline", { ContentDisposition: "inline" }],
    ["Content-Encoding", "gzip", { ContentEncoding: "gzip" }],
    ["Content-Language", "de", { ContentLanguage: "de" }],
    ["Content-Type", "text/plain", { ContentType: "text/plain" }],
    // `assumed`
    ["Content-Type", "", { ContentType: "binary/octet-stream" }],
    ["Expires", "Sun, 01 Dec 2024 16:00:00 GMT", { Expires: new Date("2024-12-01T16:00:00Z") }],
    // As aws-sdk-js-v3 issue 5520 tells of S3.
    [
      "Expires",
      "Thu, 01 Dec 2024 16:00:00 GMT",
      { ExpiresString: "Thu, 01 Dec 2024 16:00:00 GMT" },
    ],
    ["Expires", "never", { ExpiresString: "never" }],
  ])("%s: %j", async (name, value, kept) => {
    await served(async (scene) => {
      expect((await post(scene, { [name]: value })).status).toBe(204);
      const named = { Bucket: "source", Key: "k" };
      expect(await scene.client().send(new GetObjectCommand(named))).toMatchObject(kept);
    }, withKeys);
  });
});

describe("a form is refused and told why", () => {
  // All texts are `assumed`.
  test.each<[string, Record<string, string>, string]>([
    [
      "whose x-amz-date is none",
      { "X-Amz-Date": "today" },
      "<Message>X-Amz-Date must be formated via ISO8601 Long format</Message><ArgumentName>X-Amz-Date</ArgumentName><ArgumentValue>today<",
    ],
    [
      "whose x-amz-date is of no day",
      { "X-Amz-Date": "20260231T250000Z" },
      "<Message>X-Amz-Date must be formated via ISO8601 Long format</Message>",
    ],
    [
      "whose x-amz-date is of another day than its credential",
      {
        "X-Amz-Date": "20260102T000000Z",
        "X-Amz-Credential": "AKIDEXAMPLE/20260101/us-east-1/s3/aws4_request",
      },
      '<Message>Invalid credential date "20260101". This date is not the same as X-Amz-Date: "20260102".</Message><ArgumentName>x-amz-credential</ArgumentName>',
    ],
    [
      "whose algorithm is another",
      { "X-Amz-Algorithm": "AWS5" },
      "<Message>Only AWS4-HMAC-SHA256 is supported</Message>",
    ],
  ])("%s", async (_name, change, text) => {
    await served(async (scene) => {
      const answer = await post(scene, {}, change);
      expect(answer.status).toBe(400);
      const told = (await answer.text()).replace(/&quot;/g, '"');
      expect(told).toContain("<Code>InvalidArgument</Code>");
      expect(told).toContain(text);
    }, withKeys);
  });

  // Recorded in versitygw issue 1104 for PutObject.
  test("whose checksum is of no algorithm", async () => {
    await served(async (scene) => {
      const answer = await post(scene, { "x-amz-checksum-crc31": "AAAA" });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain(
        "<Message>The algorithm type you specified in x-amz-checksum- header is invalid.</Message>",
      );
    }, withKeys);
  });
});

// `assumed`: the documented conditions all begin with `$`.
test("a condition whose name lacks its `$` is on no field", async () => {
  await served(async ({ server }) => {
    const conditions = [["eq", "key", "k"]];
    const policy = JSON.stringify({ expiration: "2999-01-01T00:00:00Z", conditions });
    const form = new FormData();
    form.append("key", "k");
    form.append("policy", Buffer.from(policy).toString("base64"));
    form.append("file", "1");
    const answer = await fetch(`${server.url}/source`, { method: "POST", body: form });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("Policy Condition failed");
  });
});
