import { accessKey, RawConnection, served } from "../support/server.js";

/** The status of ListBuckets as a page gets it whose own name is bound to the server's address. */
async function statusBy(host: string, listen: object): Promise<number> {
  let status = 0;
  await served(
    async ({ server }) => {
      const answer = await new RawConnection(server)
        .send("GET / HTTP/1.1", `Host: ${host}`, "Connection: close", "", "")
        .untilClosed();
      status = Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
      if (status === 403 && !("credentials" in listen)) expect(answer).toContain("--allow-host");
    },
    { listen },
  );
  return status;
}

test.each<[string, number, object]>([
  ["rebound.example.com", 403, {}],
  ["rebound.example.com:9090", 403, {}],
  ["REBOUND.EXAMPLE.COM", 403, {}],
  ["localhost.example.com", 403, {}],
  ["amazonaws.com.example.com", 403, {}],
  ["xlocalhost.com", 403, {}],
  ["rebound.example.com", 403, { host: "localhost" }],
  ["127.0.0.1:9090", 200, {}],
  ["[::1]:9090", 200, {}],
  ["192.168.1.7", 200, {}],
  ["localhost:9090", 200, {}],
  ["s3mock:9090", 200, {}],
  ["host.docker.internal:9090", 200, {}],
  ["s3.default.svc.cluster.local", 200, {}],
  ["s3.us-east-1.amazonaws.com", 200, {}],
  // The bucket s3, which is not there.
  ["s3.dev.example.com", 404, { domains: ["dev.example.com"] }],
  ["dev.example.com", 200, { domains: ["Dev.Example.com"] }],
  ["xdev.example.com", 403, { domains: ["dev.example.com"] }],
  ["s3.example.com", 200, { host: "0.0.0.0" }],
  // Who does not sign is anonymous there.
  ["s3.example.com", 403, { credentials: [accessKey] }],
])("a Host of %s is answered with %d by a server of %j", async (host, status, listen) => {
  expect(await statusBy(host, listen)).toBe(status);
});
