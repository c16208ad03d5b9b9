import { once } from "node:events";
import { connect } from "node:net";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { type ListenOptions, replicationMock } from "s3-replication-mock";
import { serve } from "../../lib/server/index.js";
import { clientOf, errorOf, textOf } from "../support/client.js";
import { RawConnection, served } from "../support/server.js";

const named = { Bucket: "source", Key: "k" };

describe("mock.listen", () => {
  test("takes a free port of the loopback, and gives it back", async () => {
    const mock = replicationMock();
    const first = await mock.listen();
    expect(first.url).toBe(`http://127.0.0.1:${first.port}`);
    const occupied = mock.listen({ port: first.port });
    expect(await errorOf(occupied)).toMatchObject({ code: "EADDRINUSE" });
    await first.close();
    const second = await serve(mock, { port: first.port });
    expect(second.port).toBe(first.port);
    await second.close();
  });

  test("serves the objects that a plugin's clients see, several times at once", async () => {
    await served(async ({ mock, server, client }) => {
      const other = await mock.listen();
      await clientOf(mock).send(new PutObjectCommand({ ...named, Body: "1" }));
      expect(await textOf(await client().send(new GetObjectCommand(named)))).toBe("1");
      expect((await fetch(`${other.url}/source/k`)).status).toBe(200);
      await other.close();
      expect((await fetch(`${server.url}/source/k`)).status).toBe(200);
    });
  });

  test("leaves no connection open when it is closed", async () => {
    const mock = replicationMock({ buckets: { source: {} } });
    const server = await mock.listen();
    const empty = mock.bucket("source");
    const idle = connect(server.port, "127.0.0.1");
    await once(idle, "connect");
    const keptAlive = new RawConnection(server).send("HEAD /source HTTP/1.1", "Host: x", "", "");
    await keptAlive.until(/\r\n\r\n/);
    const uploading = new RawConnection(server).send(
      "PUT /source/k HTTP/1.1",
      "Host: x",
      "Content-Length: 9",
      "Expect: 100-continue",
      "",
      "",
    );
    await uploading.until(/100 Continue/);
    await server.close();
    await Promise.all([once(idle, "close"), keptAlive.untilClosed(), uploading.untilClosed()]);
    expect(mock.bucket("source")).toEqual(empty);
  });

  test("tells of a fault of the mock's own, answers 500, and goes on", async () => {
    const faults: Error[] = [];
    const delay = (): number => {
      throw new Error("a delay of the test's");
    };
    const listen: ListenOptions = { onFault: (fault) => faults.push(fault) };
    const versioning = "Enabled";
    const Destination = { Bucket: "arn:aws:s3:::plain" };
    const Role = "arn:aws:iam::123456789012:role/replication";
    const Rules = [{ Status: "Enabled" as const, Prefix: "", Destination }];
    const replication = { Role, Rules };
    await served(
      async ({ client }) => {
        const put = client({ maxAttempts: 1 }).send(new PutObjectCommand({ ...named, Body: "1" }));
        expect(await errorOf(put)).toMatchObject({
          name: "InternalError",
          $metadata: { httpStatusCode: 500 },
        });
        expect(faults.map(({ message }) => message)).toEqual([
          expect.stringMatching(/PutObject failed in the mock itself: a delay of the test's/),
        ]);
        expect((await errorOf(client().send(new HeadObjectCommand(named)))).name).toBe("NotFound");
      },
      { delay, listen, buckets: { source: { versioning, replication }, plain: { versioning } } },
    );
  });

  test("tells of each answer", async () => {
    const answers: string[] = [];
    const ids: string[] = [];
    const listen: ListenOptions = {
      onAnswer: ({ operation, method, url, statusCode, errorCode, requestId }) => {
        answers.push(`${operation} ${method} ${url} ${statusCode} ${errorCode}`);
        ids.push(requestId);
      },
    };
    await served(
      async ({ server }) => {
        const sent = [
          await fetch(`${server.url}/plain?location`),
          await fetch(`${server.url}/plain/k`, { method: "HEAD" }),
        ];
        expect(answers).toEqual([
          "GetBucketLocation GET /plain?location 200 undefined",
          "HeadObject HEAD /plain/k 404 NoSuchKey",
        ]);
        expect(ids).toEqual(sent.map(({ headers }) => headers.get("x-amz-request-id")));
      },
      { listen },
    );
  });

  test("lets requests be answered before they reach S3", async () => {
    const listen: ListenOptions = {
      intercept(request, response) {
        if (request.url !== "/-/health") return false;
        response.end("well");
        return true;
      },
    };
    await served(
      async ({ server }) => {
        expect(await (await fetch(`${server.url}/-/health`)).text()).toBe("well");
        expect((await fetch(`${server.url}/plain`)).status).toBe(200);
      },
      { listen },
    );
  });

  test("loses the connection, and the end of a body, where a fault says so", async () => {
    await served(async ({ mock, server, client }) => {
      await client().send(new PutObjectCommand({ ...named, Body: "0123456789" }));
      const lost = mock.faults.disconnect({ when: "before" });
      await expect(fetch(`${server.url}/source/k`)).rejects.toThrow("fetch failed");
      lost.end();
      const cut = mock.faults.truncate({ afterBytes: 4 });
      const answer = await fetch(`${server.url}/source/k`);
      expect(answer.headers.get("content-length")).toBe("10");
      await expect(answer.text()).rejects.toThrow("terminated");
      cut.end();
      expect(await (await fetch(`${server.url}/source/k`)).text()).toBe("0123456789");
    });
  });

  test.each<[string, unknown, string]>([
    [
      "a port that is none",
      { port: 70_000 },
      "listen: option port is 70000; allowed is a port: a whole number from 0 to 65535",
    ],
    [
      "a negative port",
      { port: -1 },
      "listen: option port is -1; allowed is a port: a whole number from 0 to 65535",
    ],
    [
      "an option that there is not",
      { prot: 1 },
      "listen: option prot does not exist; there are port, host, domains",
    ],
    [
      "no credentials at all",
      { credentials: [] },
      "listen: option credentials is []; allowed is a list",
    ],
    [
      "a key without its secret",
      { credentials: [{ accessKeyId: "A" }] },
      "listen: credentials[0] lacks its accessKeyId or its secretAccessKey",
    ],
    [
      "an account that is none",
      { credentials: [{ accessKeyId: "A", secretAccessKey: "s", accountId: "1" }] },
      'listen: credentials[0].accountId is "1"; allowed is 12 digits',
    ],
    [
      "the same key twice",
      {
        credentials: [
          { accessKeyId: "A", secretAccessKey: "s" },
          { accessKeyId: "A", secretAccessKey: "t" },
        ],
      },
      'listen: credentials[1].accessKeyId is "A" once more',
    ],
  ])("refuses %s", async (_name, options, message) => {
    const listening = replicationMock().listen(options as ListenOptions);
    expect((await errorOf(listening)).message).toContain(message);
  });
});
