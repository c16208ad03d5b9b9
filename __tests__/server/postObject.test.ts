import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { createPresignedPost, type PresignedPostOptions } from "@aws-sdk/s3-presigned-post";
import { textOf } from "../support/client.js";
import { eventNames, notifyQueue, received } from "../support/notifications.js";
import { accessKey, type Scene, served } from "../support/server.js";

/** How a form calls its file's name. */
const filename = `\${filename}`;
const withKeys = { listen: { credentials: [accessKey] } };

describe("a form of createPresignedPost", () => {
  test.each([
    ["with credentials", withKeys],
    ["without any", {}],
  ])("uploads its file to a server %s", async (_name, options) => {
    await served(async (scene) => {
      const answer = await post(scene, {
        Key: `uploads/${filename}`,
        Fields: {
          acl: "private",
          "Content-Type": "text/plain",
          "x-amz-meta-a": "1",
          tagging: "<Tagging><TagSet><Tag><Key>k +=</Key><Value>v</Value></Tag></TagSet></Tagging>",
        },
      });
      expect(answer.status).toBe(204);
      expect(answer.headers.get("location")).toBe(
        `${scene.server.url}/source/uploads/a%20file.txt`,
      );
      expect(answer.headers.get("x-amz-version-id")).toMatch(/^.{32}$/);
      const named = { Bucket: "source", Key: "uploads/a file.txt" };
      const got = await scene.client().send(new GetObjectCommand(named));
      expect(await textOf(got)).toBe("hello\r\n--world");
      const { ContentType, Metadata, TagCount } = await scene
        .client()
        .send(new HeadObjectCommand(named));
      expect({ ContentType, Metadata, TagCount }).toMatchObject({
        ContentType: "text/plain",
        Metadata: { a: "1" },
        TagCount: 1,
      });
    }, options);
  });

  // field-reports D8 (A)
  test("is told as s3:ObjectCreated:Post", async () => {
    await served(async (scene) => {
      await notifyQueue(scene.client(), "source", ["s3:ObjectCreated:Post"]);
      const notifications = received(scene.mock);
      await post(scene, {});
      expect(eventNames(notifications)).toEqual(["ObjectCreated:Post"]);
    }, withKeys);
  });

  // field-reports R21 (B)
  test("is refused with a bare 400 for a key that climbs above the root", async () => {
    await served(async (scene) => {
      const answer = await post(scene, { Key: "a/../../b" });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toBe("");
    }, withKeys);
  });

  test("answers with the status that it asks for", async () => {
    await served(async (scene) => {
      const ask = (status: string) => post(scene, { Fields: { success_action_status: status } });
      expect((await ask("200")).status).toBe(200);
      expect((await ask("999")).status).toBe(204);
      const created = await ask("201");
      expect(created.status).toBe(201);
      expect(await created.text()).toMatch(
        /<PostResponse><Location>http:.*\/source\/k<\/Location><Bucket>source<\/Bucket><Key>k<\/Key><ETag>&quot;\w{32}&quot;<\/ETag><\/PostResponse>$/,
      );
    }, withKeys);
  });

  test("answers with the redirect that it asks for", async () => {
    await served(async (scene) => {
      const Fields = { success_action_redirect: "http://app.test/done?a=1" };
      const answer = await post(scene, { Fields });
      expect(answer.status).toBe(303);
      expect(answer.headers.get("location")).toMatch(
        /^http:\/\/app\.test\/done\?a=1&bucket=source&key=k&etag=%22\w{32}%22$/,
      );
    }, withKeys);
  });

  test.each<[string, Partial<PresignedPostOptions>, Change, string]>([
    ["another key", {}, (form) => form.set("key", "other"), "Policy Condition failed"],
    [
      "a key outside of its folder",
      { Key: `a/${filename}` },
      (form) => form.set("key", "b/x"),
      "Policy Condition failed",
    ],
    [
      "a field that the policy does not know",
      {},
      (form) => before(form, "acl", "public-read"),
      "Extra input fields: acl",
    ],
    [
      "a file that is too long",
      { Conditions: [["content-length-range", 0, 5]] },
      () => {},
      "<Code>EntityTooLarge</Code>.*<MaxSizeAllowed>5</MaxSizeAllowed>",
    ],
    [
      "a file that is too short",
      { Conditions: [["content-length-range", 99, 999]] },
      () => {},
      "<Code>EntityTooSmall</Code>",
    ],
    [
      "a policy of its own",
      {},
      (form) => form.set("Policy", Buffer.from("{}").toString("base64")),
      "<Code>SignatureDoesNotMatch</Code>",
    ],
    ["an end in the past", { Expires: -1 }, () => {}, "Policy expired"],
    [
      "no signature",
      {},
      (form) => form.delete("X-Amz-Signature"),
      "Bucket POST must contain a field named 'x-amz-signature'",
    ],
    [
      "no policy",
      {},
      (form) => form.delete("Policy"),
      "Bucket POST must contain a field named 'policy'",
    ],
    [
      "no file",
      {},
      (form) => form.delete("file"),
      "POST requires exactly one file upload per request",
    ],
    [
      "fields that are too long",
      { Fields: { "x-amz-meta-a": "a".repeat(21_000) } },
      () => {},
      "<Code>MaxPostPreDataLengthExceeded</Code>",
    ],
    [
      "a header that is none",
      { Fields: { "x-amz-meta-a": "1\r\n2" } },
      () => {},
      "<Code>InvalidArgument</Code>",
    ],
  ])("is refused with %s, and nothing is stored", async (_name, options, change, text) => {
    await served(async (scene) => {
      const answer = await post(scene, options, change);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await answer.text()).toMatch(new RegExp(text));
      const { KeyCount } = await scene
        .client()
        .send(new ListObjectsV2Command({ Bucket: "source" }));
      expect(KeyCount).toBe(0);
    }, withKeys);
  });
});

describe("a form without a policy", () => {
  test("uploads its file where anyone may call", async () => {
    await served(async ({ server, client }) => {
      const form = new FormData();
      form.append("key", "k");
      form.append("file", "1");
      form.append("ignored", "after the file");
      const answer = await fetch(`${server.url}/source/`, { method: "POST", body: form });
      expect(answer.status).toBe(204);
      const got = await client().send(new GetObjectCommand({ Bucket: "source", Key: "k" }));
      expect(await textOf(got)).toBe("1");
    });
  });

  test.each([
    ["no boundary", "multipart/form-data", "--x\r\n"],
    ["no parts", "multipart/form-data; boundary=x", "nothing"],
    [
      "an end that is missing",
      "multipart/form-data; boundary=x",
      '--x\r\ncontent-disposition: form-data; name="key"\r\n\r\nk',
    ],
    [
      "a file that does not end",
      "multipart/form-data; boundary=x",
      '--x\r\ncontent-disposition: form-data; name="key"\r\n\r\nk\r\n--x\r\ncontent-disposition: form-data; name="file"\r\n\r\nhello',
    ],
    [
      "a part without a name",
      "multipart/form-data; boundary=x",
      "--x\r\ncontent-disposition: form-data\r\n\r\nk\r\n--x--",
    ],
    ["a part without a body", "multipart/form-data; boundary=x", "--x\r\nname\r\n--x--"],
  ])("is malformed with %s", async (_name, type, body) => {
    await served(async ({ server }) => {
      const headers = { "content-type": type };
      const answer = await fetch(`${server.url}/source`, { method: "POST", body, headers });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toMatch("<Code>MalformedPOSTRequest</Code>");
    });
  });
});

type Change = (form: FormData) => void;

/** Fills the form in as a browser would, after `change`. */
async function post(
  { client }: Scene,
  options: Partial<PresignedPostOptions>,
  change: Change = () => {},
): Promise<Response> {
  const { url, fields } = await createPresignedPost(client(), {
    Bucket: "source",
    Key: "k",
    ...options,
  });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", new Blob(["hello\r\n--world"]), "a file.txt");
  change(form);
  return fetch(url, { method: "POST", body: form, redirect: "manual" });
}

/** Puts a field before the file, after which fields count for nothing. */
function before(form: FormData, name: string, value: string): void {
  const file = form.get("file") ?? "";
  form.delete("file");
  form.append(name, value);
  form.append("file", file);
}
