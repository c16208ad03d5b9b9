import dns from "node:dns";
import http from "node:http";
import net from "node:net";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";

const attempts: Record<string, () => unknown> = {
  "net.connect with options": () => net.connect({ host: "s3.amazonaws.com", port: 443 }),
  "net.connect with a port": () => net.connect(443, "s3.amazonaws.com"),
  "http.get": () => http.get("http://s3.amazonaws.com/"),
  "dns.lookup": () => dns.lookup("s3.amazonaws.com", () => {}),
  "dns.promises.lookup": () => dns.promises.lookup("s3.amazonaws.com"),
  fetch: () => fetch("https://s3.amazonaws.com/"),
};

describe("a test", () => {
  test.each(Object.entries(attempts))("cannot reach a host by %s", async (_name, attempt) => {
    await expect(async () => attempt()).rejects.toThrow(/tried to reach s3\.amazonaws\.com/);
  });

  test("cannot send with a client that has no mock", async () => {
    const client = new S3Client({
      region: "us-east-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      // Its default keeps the process alive for seconds after a request that never got a socket.
      requestHandler: { socketAcquisitionWarningTimeout: 1 },
    });
    await expect(client.send(new ListBucketsCommand({}))).rejects.toThrow(
      /tried to reach s3\.us-east-1\.amazonaws\.com/,
    );
  });

  test("reaches a server of its own", async () => {
    const server = net.createServer((socket) => socket.end("hello"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("No port was given.");
    const socket = net.connect(address.port, "127.0.0.1");
    const received: Buffer[] = [];
    for await (const chunk of socket) received.push(chunk);
    server.close();
    expect(Buffer.concat(received).toString()).toBe("hello");
  });
});
