import { replicationMock } from "s3-replication-mock";
import { controlInterface, controlPath } from "../../lib/server/control.js";

test.each([
  ["source.localhost", true],
  ["source.s3.localhost:9090", true],
  ["source.s3.eu-central-1.amazonaws.com", true],
  ["s3.localhost:9090", false],
  ["localhost", false],
  ["127.0.0.1:9090", false],
  ["s3mock", false],
])("the control interface leaves the keys of a bucket alone: %s", (host, isKey) => {
  const { intercept } = controlInterface(replicationMock());
  // As much of a request and of a response as is looked at.
  const request = { url: `${controlPath}now`, method: "GET", headers: { host } } as never;
  const response = { on: () => {}, destroyed: true } as never;
  expect(intercept(request, response)).toBe(!isKey);
});
