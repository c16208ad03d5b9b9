import { createHash } from "node:crypto";
import { types } from "node:util";
import { serialize } from "node:v8";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketTaggingCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { CreateJobCommand } from "@aws-sdk/client-s3-control";
import { readState } from "../../lib/snapshot/stateFormat.js";
import { type InventoryScene, inventoryScene } from "./inventoryScene.js";
import { controlClientOf, usualJob } from "./jobScene.js";
import { v2 } from "./replicationConfigurations.js";

/** A state in its parts: plain data, and bodies. */
export interface SavedParts {
  readonly state: unknown;
  readonly bodies: readonly Uint8Array[];
}

/** A state in bytes, as its description has it: whatever it holds, its checksums are right. */
export function bytesOf({ state, bodies }: SavedParts): Buffer {
  return fileOf([serialize({ bodies: bodies.length, state }), ...bodies]);
}

/** The first line, and parts with their lengths and checksums. */
export function fileOf(parts: readonly Uint8Array[]): Buffer {
  const pieces = parts.flatMap((part, number) => pieceOf(part, number));
  return Buffer.concat([Buffer.from("s3-replication-mock state 2\n"), ...pieces]);
}

/** A part with its head, as the one of that number. */
export function pieceOf(part: Uint8Array, number: number): Buffer[] {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(part.length));
  const digest = createHash("sha256").update(`${number}\n`).update(part).digest();
  return [length, digest, Buffer.from(part)];
}

/** Where something stands in a state: names of members, numbers in lists, keys of maps. */
export type Path = readonly (string | number)[];

/**
 * A copy of a state with another value at a path.
 *
 * @param change - gives the value for the one that is there
 */
export function changed(
  { state, bodies }: SavedParts,
  path: Path,
  change: (value: never) => unknown,
): SavedParts {
  const root = { state: structuredClone(state) };
  const [last = "", ...before] = ["state", ...path].reverse();
  let holder: unknown = root;
  for (const step of before.reverse()) holder = memberOf(holder, step);
  const value = change(memberOf(holder, last) as never);
  if (types.isMap(holder)) holder.set(last, value);
  else (holder as Record<string | number, unknown>)[last] = value;
  return { state: root.state, bodies };
}

function memberOf(holder: unknown, step: string | number): unknown {
  if (typeof holder !== "object" || holder === null) throw new Error(`nothing is at ${step}`);
  if (types.isMap(holder)) return holder.get(step);
  return (holder as Record<string | number, unknown>)[step];
}

/** A scene with something of everything that a state has, and its parts. */
export async function sceneOfEverything(): Promise<
  InventoryScene & { readonly saved: SavedParts }
> {
  const scene = await inventoryScene({ buckets: { locked: { objectLock: true } } });
  const { client, mock } = scene;
  await scene.replicate("a", { Tagging: "k=1", Metadata: { m: "v" } });
  await scene.put("a");
  await scene.mark("m");
  const named = { Bucket: "source", Key: "u" };
  for (const isCompleted of [true, false]) {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(named));
    const part = { ...named, UploadId, PartNumber: 1, Body: "part" };
    const { ETag } = await client.send(new UploadPartCommand(part));
    if (!isCompleted) continue;
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await client.send(new CompleteMultipartUploadCommand({ ...named, UploadId, MultipartUpload }));
  }
  const Rules = [
    { ID: "r", Status: "Enabled" as const, Filter: { Prefix: "old" }, Expiration: { Days: 9 } },
  ];
  const LifecycleConfiguration = { Rules };
  await client.send(
    new PutBucketLifecycleConfigurationCommand({ Bucket: "source", LifecycleConfiguration }),
  );
  const Tagging = { TagSet: [{ Key: "k", Value: "v" }] };
  await client.send(new PutBucketTaggingCommand({ Bucket: "source", Tagging }));
  await scene.take();
  scene.report();
  mock.iam.putRole({ RoleName: "role", Policies: [] });
  mock.iam.putKey({ KeyId: "key" });
  mock.allow({ account: "210987654321", bucket: "source", actions: ["s3:GetObject"] });
  await scene.configure([v2(), v2({ ID: "b", Priority: 2, Filter: { Prefix: "b" } })]);
  mock.faults.latency({ ms: 0, operation: "GetObjectAcl" });
  mock.faults.unavailable({ bucket: "destination" });
  await scene.put("b");
  await scene.put("c");
  mock.advance(60_000);
  const job = { ...usualJob, Report: { Enabled: false } };
  await controlClientOf(mock).send(new CreateJobCommand({ ...job, ClientRequestToken: "t" }));
  mock.advance(60_000);
  await scene.put("pending");
  return { ...scene, saved: readState([mock.snapshot().toBytes()]) };
}
