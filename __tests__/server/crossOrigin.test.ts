import { type CORSRule, PutBucketCorsCommand } from "@aws-sdk/client-s3";
import { accessKey, type Scene, served } from "../support/server.js";

const origin = "https://app.example.com";

const rules: CORSRule[] = [
  {
    AllowedOrigins: ["https://*.example.com", "http://localhost:3000"],
    AllowedMethods: ["PUT", "POST"],
    AllowedHeaders: ["content-type", "X-Amz-*"],
    ExposeHeaders: ["ETag", "x-amz-version-id"],
    MaxAgeSeconds: 3000,
  },
  { AllowedOrigins: ["*"], AllowedMethods: ["GET"] },
];

/** A server whose bucket `plain` has the rules. */
const sharing = (use: (scene: Scene) => Promise<void>, withKeys = false) =>
  served(
    async (scene) => {
      await scene
        .client()
        .send(
          new PutBucketCorsCommand({ Bucket: "plain", CORSConfiguration: { CORSRules: rules } }),
        );
      await use(scene);
    },
    withKeys ? { listen: { credentials: [accessKey] } } : {},
  );

const preflight = (
  { server }: Scene,
  path: string,
  {
    from = origin,
    method = "PUT",
    headers,
  }: Partial<Record<"from" | "method" | "headers", string>>,
) =>
  fetch(`${server.url}${path}`, {
    method: "OPTIONS",
    headers: {
      origin: from,
      "access-control-request-method": method,
      ...(headers && { "access-control-request-headers": headers }),
    },
  });

/** The headers that a browser decides by. */
function sharedBy({ headers }: Response): Record<string, string> {
  const names = [...headers.keys()].filter((name) => /^(access-control-|vary$)/.test(name));
  return Object.fromEntries(names.map((name) => [name, headers.get(name) ?? ""]));
}

const vary = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
const ofFirstRule = {
  "access-control-allow-origin": origin,
  "access-control-allow-methods": "PUT, POST",
  "access-control-expose-headers": "ETag, x-amz-version-id",
  "access-control-max-age": "3000",
  "access-control-allow-credentials": "true",
  vary,
};

describe("a preflight request", () => {
  test("is answered by the first rule that allows all of it, without a signature", async () => {
    await sharing(async (scene) => {
      const answer = await preflight(scene, "/plain/k", {
        headers: "Content-Type, x-amz-meta-title",
      });
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe("");
      expect(sharedBy(answer)).toEqual({
        ...ofFirstRule,
        "access-control-allow-headers": "content-type, x-amz-meta-title",
      });
    }, true);
  });

  test("of a bucket is answered as one of an object, and any origin is a star", async () => {
    await sharing(async (scene) => {
      const answer = await preflight(scene, "/plain?list-type=2", { method: "GET" });
      expect(sharedBy(answer)).toEqual({
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "GET",
        vary,
      });
    });
  });

  test.each([
    ["from another origin", { from: "https://example.com" }],
    ["from an origin that only begins as one does", { from: "http://localhost:30000" }],
    ["for a method that no rule has", { method: "DELETE" }],
    ["with a header that its rule has not", { headers: "content-type,authorization" }],
    ["with a header, where the rule has none", { method: "GET", headers: "range" }],
  ])("%s is AccessForbidden", async (_what, request) => {
    await sharing(async (scene) => {
      const answer = await preflight(scene, "/plain/k", request);
      expect(answer.status).toBe(403);
      expect(sharedBy(answer)).toEqual({});
      expect(await answer.text()).toMatch(
        `<Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.</Message><Method>${
          "method" in request ? request.method : "PUT"
        }</Method><ResourceType>OBJECT</ResourceType>`,
      );
    });
  });

  test("to a bucket without a configuration is AccessForbidden, to none NoSuchBucket", async () => {
    await sharing(async (scene) => {
      const closed = await preflight(scene, "/source", {});
      expect([closed.status, await closed.text()]).toEqual([
        403,
        expect.stringMatching(
          "<Message>CORSResponse: CORS is not enabled for this bucket.</Message><Method>PUT</Method><ResourceType>BUCKET</ResourceType>",
        ),
      ]);
      const none = await preflight(scene, "/nowhere/k", {});
      expect([none.status, await none.text()]).toEqual([
        404,
        expect.stringMatching("<Code>NoSuchBucket</Code>"),
      ]);
    });
  });

  test.each([
    ["an origin", { "access-control-request-method": "PUT" }, /Origin request header needed/],
    ["an origin that is a text", { origin: "" }, /Origin request header needed/],
    ["a method", { origin }, /Invalid Access-Control-Request-Method: null/],
    [
      "a method in capitals",
      { origin, "access-control-request-method": "put" },
      /Invalid Access-Control-Request-Method: put/,
    ],
    [
      "a method that S3 has",
      { origin, "access-control-request-method": "PATCH" },
      /Invalid Access-Control-Request-Method: PATCH/,
    ],
  ])("without %s is BadRequest", async (_what, headers, message) => {
    await sharing(async ({ server }) => {
      // What is undefined is no header.
      const answer = await fetch(`${server.url}/plain/k`, {
        method: "OPTIONS",
        headers: headers as Record<string, string>,
      });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toMatch(message);
    });
  });
});

// Text and code are `assumed`, as versitygw has them; which characters a name may have is HTTP's.
test.each(["x name", "x:name", "x(name)", "x/name", "x@name", 'x"name"'])(
  "a preflight request for the header %s is BadRequest, whatever the bucket allows",
  async (header) => {
    await sharing(async (scene) => {
      for (const path of ["/plain/k", "/nowhere/k"]) {
        const answer = await preflight(scene, path, { headers: `content-type, ${header}` });
        expect(answer.status).toBe(400);
        const told = (await answer.text()).replace(/&quot;/g, '"');
        expect(told).toContain("<Code>BadRequest</Code>");
        expect(told).toContain(
          `Access-Control-Request-Headers "${header}" contains invalid character.`,
        );
      }
    });
  },
);

describe("a request of another origin", () => {
  test("has an answer that the page may have, an error's too", async () => {
    await sharing(async ({ server }) => {
      const put = await fetch(`${server.url}/plain/k`, {
        method: "PUT",
        body: "x",
        headers: { origin },
      });
      expect([put.status, sharedBy(put)]).toEqual([200, ofFirstRule]);
      const missing = await fetch(`${server.url}/plain/none`, { headers: { origin } });
      expect([missing.status, missing.headers.get("access-control-allow-origin")]).toEqual([
        404,
        "*",
      ]);
    });
  });

  test("that no rule allows is answered all the same, and the page may not have it", async () => {
    await sharing(async ({ server, mock }) => {
      for (const path of ["/plain/k", "/source/k"]) {
        const put = await fetch(`${server.url}${path}`, {
          method: "PUT",
          body: "x",
          headers: { origin: "https://other.example.org" },
        });
        expect([put.status, sharedBy(put)]).toEqual([200, {}]);
      }
      expect(mock.bucket("plain")?.versions).toHaveLength(1);
    });
  });

  test("that cannot be addressed is refused as any other", async () => {
    await sharing(async ({ server }) => {
      const answer = await fetch(`${server.url}/plain/%ff`, { headers: { origin } });
      expect([answer.status, sharedBy(answer)]).toEqual([400, {}]);
    });
  });
});
