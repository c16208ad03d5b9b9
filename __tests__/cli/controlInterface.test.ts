import { replicationMock } from "s3-replication-mock";
import { controlInterface, controlPath } from "../../lib/server/control.js";
import { controlled } from "../support/controlled.js";

describe("the control interface", () => {
  test("tells what there is", async () => {
    await controlled(async ({ call }) => {
      expect(await (await call("")).json()).toHaveProperty([`POST ${controlPath}settle`]);
    });
  });

  test("answers what is in a bucket", async () => {
    await controlled(async ({ call, mock }) => {
      const response = await call("bucket?bucket=source&prefix=o");
      expect(await response.json()).toEqual(JSON.parse(JSON.stringify(mock.bucket("source"))));
      expect((await call("bucket?bucket=nowhere")).status).toBe(404);
    });
  });

  test.each<[string, string, RequestInit, number, RegExp]>([
    ["nothing there", "setle", {}, 404, /there is no setle/],
    ["a wrong method", "settle", { method: "GET" }, 405, /there are: POST settle/],
    ["no JSON", "advance", { method: "POST", body: "1000" }, 400, /no JSON object/],
    ["no time", "advance", { method: "POST", body: '{"ms":"1"}' }, 400, /finite number/],
    ["no object", "explain?bucket=source", {}, 400, /key is missing/],
    ["no bucket", "metrics?bucket=nowhere", {}, 400, /there is no bucket nowhere/],
    ["no fault", "faults", { method: "POST", body: '{"kind":"toString"}' }, 400, /breakRole/],
    ["no snapshot", "snapshot", { method: "PUT", body: "nothing" }, 400, /no snapshot/],
    [
      "a web page",
      "settle",
      { method: "POST", headers: { origin: "http://a.b" } },
      403,
      /web page/,
    ],
  ])("refuses %s, and changes nothing", async (_name, path, init, code, message) => {
    await controlled(async ({ call, mock }) => {
      const before = mock.bucket("source");
      const response = await call(path, init);
      expect(response.status).toBe(code);
      expect(await response.text()).toMatch(message);
      expect(mock.bucket("source")).toEqual(before);
      expect(mock.now()).toBe(Date.UTC(2026, 0, 1));
    });
  });

  test("needs a key and its secret where the server has some", async () => {
    const credentials = [{ accessKeyId: "id", secretAccessKey: "a:secret" }];
    await controlled(
      async ({ call, command }) => {
        const refused = await call("now");
        expect(refused.status).toBe(401);
        expect(refused.headers.get("www-authenticate")).toMatch(/^Basic /);
        const key = ["--access-key", "id", "--secret-key"];
        expect((await command("now", ...key, "a:secret")).code).toBe(0);
        expect(await command("now", ...key, "another")).toMatchObject({
          code: 1,
          stderr: expect.stringContaining("this server has access keys"),
        });
      },
      { credentials },
    );
  });

  test.each([
    ["source.localhost", true],
    ["source.s3.localhost:9090", true],
    ["source.s3.eu-central-1.amazonaws.com", true],
    ["s3.localhost:9090", false],
    ["localhost", false],
    ["127.0.0.1:9090", false],
    ["s3mock", false],
  ])("leaves the keys of a bucket alone: %s", (host, isKey) => {
    const { intercept } = controlInterface(replicationMock());
    // As much of a request and of a response as is looked at.
    const request = { url: `${controlPath}now`, method: "GET", headers: { host } } as never;
    const response = { on: () => {}, destroyed: true } as never;
    expect(intercept(request, response)).toBe(!isKey);
  });
});
