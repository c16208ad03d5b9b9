import { Agent, request } from "node:http";
import { connect, type NetConnectOpts } from "node:net";
import { CreateJobCommand, DescribeJobCommand, S3ControlClient } from "@aws-sdk/client-s3-control";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { controlAddress, routeControl } from "../../lib/wire/controlRouter.js";
import { AccountId, generator, jobScene, role } from "../support/jobScene.js";
import { v2 } from "../support/replicationConfigurations.js";
import { accessKey } from "../support/server.js";

// lifecycle-inventory-batch.md C1
test.each([
  ["123456789012.s3-control.eu-west-1.amazonaws.com", "eu-west-1"],
  ["123456789012.s3-control.dualstack.us-east-1.amazonaws.com", "us-east-1"],
  ["123456789012.s3-control-fips.us-east-1.amazonaws.com", "us-east-1"],
  ["123456789012.s3-control.cn-north-1.amazonaws.com.cn", "cn-north-1"],
  ["123456789012.localhost", undefined],
])("a request to %s is S3 Control's", (hostname, region) => {
  const headers = { "x-amz-account-id": AccountId };
  const asked = { method: "GET", hostname, path: "/v20180820/jobs", query: {}, headers };
  expect(controlAddress(asked)).toEqual({ region });
});

test.each([
  ["s3.us-east-1.amazonaws.com", "/v20180820/jobs", {}],
  ["1.s3-control.us-east-1.amazonaws.com.example.org", "/", {}],
  ["localhost", "/bucket/v20180820/jobs", { "x-amz-account-id": AccountId }],
])("a request to %s%s is S3's", (hostname, path, headers) => {
  expect(controlAddress({ method: "GET", hostname, path, query: {}, headers })).toBeUndefined();
});

test("operations are told apart by method and path", () => {
  const at = (method: string, path: string) => routeControl({ method, path: `/v20180820${path}` });
  expect(at("GET", "/jobs/a%2Fb")).toEqual({ operation: "DescribeJob", labels: { JobId: "a/b" } });
  expect(at("GET", "/jobs/1/tagging").operation).toBe("GetJobTagging");
  expect(at("PUT", "/bucket/b").operation).toBe("CreateBucket");
  expect(at("GET", "/tags/arn:aws:s3:x/y")).toMatchObject({ operation: "ListTagsForResource" });
  expect(() => at("PATCH", "/jobs")).toThrow(
    expect.objectContaining({
      code: "MethodNotAllowed",
      elements: { Method: "PATCH", ResourceType: "S3CONTROL" },
    }),
  );
  expect(() => at("GET", "/nothing/at/all")).toThrow("Couldn't parse the specified URI");
});

test("a client without a Region gets the mock's", async () => {
  const { create, mock } = await jobScene();
  const JobId = await create();
  const client = new S3ControlClient({});
  client.middlewareStack.use(mock);
  const { Job } = await client.send(new DescribeJobCommand({ AccountId, JobId }));
  expect(Job?.JobId).toBe(JobId);
});

test.each([[false], [true]])(
  "the server answers S3 Control's requests, signed: %s",
  async (isSigned) => {
    const set = await jobScene({ rules: [] });
    await set.put("a");
    await set.configure([v2()]);
    const server = await set.mock.listen(isSigned ? { credentials: [accessKey] } : {});
    const client = new S3ControlClient({
      region: "us-east-1",
      endpoint: `http://localhost:${server.port}`,
      credentials: accessKey,
      requestHandler: new NodeHttpHandler({ httpAgent: new LoopbackAgent() }),
    });
    try {
      const { JobId } = await client.send(
        new CreateJobCommand({
          AccountId,
          Operation: { S3ReplicateObject: {} },
          Report: { Enabled: false },
          Priority: 1,
          RoleArn: role,
          ConfirmationRequired: false,
          ManifestGenerator: generator,
        }),
      );
      set.mock.settle();
      const { Job } = await client.send(new DescribeJobCommand({ AccountId, JobId }));
      expect(Job).toMatchObject({
        Status: "Complete",
        JobArn: expect.stringContaining(":us-east-1:"),
      });
    } finally {
      client.destroy();
      await server.close();
    }
  },
);

test("S3 Control's errors have a form of their own", async () => {
  const { mock } = await jobScene();
  const server = await mock.listen();
  const [status, body] = await get(server.port, "/v20180820/jobs/none");
  await server.close();
  expect(status).toBe(400);
  expect(body).toMatch(
    /^<\?xml [^>]*>\n<ErrorResponse xmlns="http:\/\/awss3control\.amazonaws\.com\/doc\/2018-08-20\/"><Error><Code>NotFoundException<\/Code><Message>The specified job does not exist<\/Message><\/Error><RequestId>\w+<\/RequestId><HostId>[^<]+<\/HostId><\/ErrorResponse>$/,
  );
});

/** An agent for which all names are this machine's. */
class LoopbackAgent extends Agent {
  override createConnection(options: NetConnectOpts) {
    return connect({ ...options, host: "127.0.0.1" });
  }
}

function get(port: number, path: string): Promise<[status: number | undefined, body: string]> {
  return new Promise((resolve, reject) => {
    const headers = { "x-amz-account-id": AccountId };
    request({ host: "127.0.0.1", port, path, headers }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (text) => {
        body += text;
      });
      answer.on("end", () => resolve([answer.statusCode, body]));
    })
      .on("error", reject)
      .end();
  });
}
