import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { manualClock } from "s3-replication-mock";
import { accessKey, served } from "../support/server.js";

const named = { Bucket: "source", Key: "a folder/k+1" };
const withKeys = { listen: { credentials: [accessKey] } };

describe("a presigned URL", () => {
  test.each([
    ["with credentials", withKeys],
    ["without any", {}],
  ])("puts and gets an object on a server %s", async (_name, options) => {
    await served(async ({ client }) => {
      const put = await getSignedUrl(
        client(),
        new PutObjectCommand({ ...named, Metadata: { a: "1" }, ContentType: "text/plain" }),
      );
      const headers = { "content-type": "text/plain" };
      expect((await fetch(put, { method: "PUT", body: "hello", headers })).status).toBe(200);
      const get = await getSignedUrl(client(), new GetObjectCommand(named));
      expect(await (await fetch(get)).text()).toBe("hello");
      const { Metadata, ContentType } = await client().send(new HeadObjectCommand(named));
      expect([Metadata, ContentType]).toEqual([{ a: "1" }, "text/plain"]);
    }, options);
  });

  test("is good until it expires, on the mock's clock where that is another", async () => {
    const clock = manualClock();
    await served(
      async ({ client }) => {
        await client({ systemClockOffset: clock.now() - Date.now() }).send(
          new PutObjectCommand({ ...named, Body: "1" }),
        );
        const signingDate = new Date(clock.now());
        const url = await getSignedUrl(client(), new GetObjectCommand(named), {
          signingDate,
          expiresIn: 60,
        });
        clock.advance(60_000);
        expect((await fetch(url)).status).toBe(200);
        clock.advance(1);
        const late = await fetch(url);
        expect(late.status).toBe(403);
        expect(await late.text()).toMatch(
          /<Code>AccessDenied<\/Code><Message>Request has expired<\/Message><X-Amz-Expires>60<\/X-Amz-Expires><Expires>2026-01-01T00:01:00Z<\/Expires><ServerTime>/,
        );
      },
      { ...withKeys, clock },
    );
  });

  test("is good from 15 minutes before the date that it bears", async () => {
    const clock = manualClock();
    await served(
      async ({ client }) => {
        await client({ systemClockOffset: clock.now() - Date.now() }).send(
          new PutObjectCommand({ ...named, Body: "1" }),
        );
        const url = await getSignedUrl(client(), new GetObjectCommand(named), {
          signingDate: new Date(clock.now() + 20 * 60_000),
        });
        clock.advance(5 * 60_000 - 1);
        expect((await fetch(url)).status).toBe(403);
        clock.advance(1);
        expect((await fetch(url)).status).toBe(200);
      },
      { ...withKeys, clock },
    );
  });

  test.each<[string, (url: URL) => void, string]>([
    [
      "another key",
      (url) => {
        url.pathname += "2";
      },
      "SignatureDoesNotMatch",
    ],
    [
      "another parameter",
      (url) => url.searchParams.set("versionId", "null"),
      "SignatureDoesNotMatch",
    ],
    ["another end", (url) => url.searchParams.set("X-Amz-Expires", "901"), "SignatureDoesNotMatch"],
    [
      "an end that is no number",
      (url) => url.searchParams.set("X-Amz-Expires", "x"),
      "AuthorizationQueryParametersError",
    ],
    [
      "an end in more than a week",
      (url) => url.searchParams.set("X-Amz-Expires", "604801"),
      "AuthorizationQueryParametersError",
    ],
    [
      "no signature",
      (url) => url.searchParams.delete("X-Amz-Signature"),
      "AuthorizationQueryParametersError",
    ],
    [
      "another algorithm",
      (url) => url.searchParams.set("X-Amz-Algorithm", "AWS5"),
      "AuthorizationQueryParametersError",
    ],
    [
      "a time that is none",
      (url) => url.searchParams.set("X-Amz-Date", "today"),
      "AuthorizationQueryParametersError",
    ],
    [
      "a time of another day than its credential",
      (url) => url.searchParams.set("X-Amz-Date", "20260101T000000Z"),
      "AuthorizationQueryParametersError</Code><Message>Invalid credential date &quot;\\d{8}&quot;. This date is not the same as X-Amz-Date: &quot;20260101&quot;.</Message>",
    ],
    [
      "a time to come",
      (url) => {
        url.searchParams.set("X-Amz-Date", "29990101T000000Z");
        url.searchParams.set("X-Amz-Credential", "AKIDEXAMPLE/29990101/us-east-1/s3/aws4_request");
      },
      "AccessDenied",
    ],
  ])("is refused with %s", async (_name, change, code) => {
    await served(async ({ client }) => {
      const url = new URL(await getSignedUrl(client(), new GetObjectCommand(named)));
      change(url);
      expect(await (await fetch(url)).text()).toMatch(new RegExp(`<Code>${code}`));
    }, withKeys);
  });

  test("carries the token of its key, and is good for nothing without it", async () => {
    const temporary = { ...accessKey, sessionToken: "a token+/=" };
    await served(
      async ({ client }) => {
        await client({ credentials: temporary }).send(
          new PutObjectCommand({ ...named, Body: "1" }),
        );
        const url = new URL(
          await getSignedUrl(client({ credentials: temporary }), new GetObjectCommand(named)),
        );
        expect((await fetch(url)).status).toBe(200);
        url.searchParams.set("X-Amz-Security-Token", "other");
        expect(await (await fetch(url)).text()).toMatch("<Code>InvalidToken</Code>");
        url.searchParams.delete("X-Amz-Security-Token");
        expect(await (await fetch(url)).text()).toMatch("<Code>InvalidToken</Code>");
      },
      { listen: { credentials: [temporary] } },
    );
  });

  test("is refused beside an Authorization header", async () => {
    await served(async ({ client }) => {
      const url = await getSignedUrl(client(), new GetObjectCommand(named));
      const answer = await fetch(url, { headers: { authorization: "AWS4-HMAC-SHA256 x" } });
      expect(await answer.text()).toMatch("Only one auth mechanism allowed");
    }, withKeys);
  });
});
