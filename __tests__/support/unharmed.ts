import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { textOf } from "./client.js";
import type { Scene } from "./server.js";

/** The server answers as before, and what it holds is what it held. */
export async function unharmed(
  scene: Scene,
  attack: (server: Scene["server"]) => Promise<void>,
): Promise<void> {
  const { mock, server, client } = scene;
  const named = { Bucket: "plain", Key: "kept" };
  await client().send(new PutObjectCommand({ ...named, Body: "kept" }));
  const before = mock.bucket("source");
  await attack(server);
  expect(mock.bucket("source")).toEqual(before);
  expect(await textOf(await client().send(new GetObjectCommand(named)))).toBe("kept");
}
