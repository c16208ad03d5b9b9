import { CreateBucketCommand, HeadBucketCommand } from "@aws-sdk/client-s3";
import { clientOf } from "../support/client.js";
import { controlled, json } from "../support/controlled.js";

describe("the control interface with keys of several accounts", () => {
  const first = { accessKeyId: "first", secretAccessKey: "1" };
  const other = { accessKeyId: "other", secretAccessKey: "2", accountId: "210987654321" };
  const options = { credentials: [first, other], accountId: "123456789012" };
  const as = ({ accessKeyId, secretAccessKey }: typeof first) => ({
    authorization: `Basic ${Buffer.from(`${accessKeyId}:${secretAccessKey}`).toString("base64")}`,
  });

  test.each<[string, RequestInit]>([
    ["settle", { method: "POST" }],
    ["advance", json('{"ms":1}')],
    ["reset", { method: "POST" }],
    ["snapshot", {}],
    ["snapshot", { method: "PUT", body: "nothing" }],
    ["requests", { method: "DELETE" }],
    ["save", { method: "POST" }],
    ["bucket?bucket=source", {}],
    ["metrics?bucket=source", {}],
    ["explain?bucket=source&key=old", {}],
    ["batch-replicate", json('{"bucket":"source"}')],
    ["faults", json('{"kind":"unavailable","bucket":"backup"}')],
    ["faults", json('{"kind":"disableKmsKey","key":"k"}')],
  ])("another than the first may not %s", async (path, init) => {
    await controlled(async ({ call, mock }) => {
      const response = await call(path, { ...init, headers: { ...init.headers, ...as(other) } });
      expect(response.status).toBe(403);
      expect(await response.text()).toMatch(/the account 210987654321/);
      expect(mock.faults.list()).toEqual([]);
    }, options);
  });

  test("another than the first sees and changes what is its own", async () => {
    await controlled(async ({ call, mock, client }) => {
      const theirs = clientOf(mock.as(other.accountId));
      await theirs.send(new CreateBucketCommand({ Bucket: "theirs" }));
      await client.send(new HeadBucketCommand({ Bucket: "source" }));
      mock.faults.unavailable({ bucket: "backup" });
      const ask = async (path: string, init: RequestInit = {}) =>
        (await call(path, { ...init, headers: { ...init.headers, ...as(other) } })).json();
      expect(await ask("bucket?bucket=theirs")).toMatchObject({ name: "theirs", versions: [] });
      expect(await ask("now")).toMatchObject({ ms: mock.now() });
      expect(await ask("requests")).toMatchObject([{ operation: "CreateBucket" }]);
      const begun = await ask("faults", json('{"kind":"unavailable","bucket":"theirs"}'));
      expect(begun).toMatchObject({ id: 2 });
      expect(await ask("faults")).toMatchObject([{ id: 2 }]);
      expect(await ask("faults/1", { method: "DELETE" })).toMatchObject({
        error: expect.stringContaining("no fault 1"),
      });
      expect(await ask("faults", { method: "DELETE" })).toMatchObject([{ id: 2 }]);
      expect(mock.faults.list()).toHaveLength(1);
      const settled = await call("settle", { method: "POST", headers: as(first) });
      expect(settled.status).toBe(200);
    }, options);
  });
});
