import {
  DeleteBucketReplicationCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectTaggingCommand,
  type ReplicationRule,
} from "@aws-sdk/client-s3";
import fc from "fast-check";
import { errorOf } from "../support/client.js";
import { arn, configuration, put, v2To } from "../support/replicationConfigurations.js";
import {
  batch,
  putByAnother,
  remakeThird,
  restoreSnapshot,
  takeSnapshot,
  toggleDenial,
  toggleListener,
  toggleOutage,
  toggleSharing,
} from "./handleSteps.js";
import { checkHead, type Real } from "./invariants.js";
import { type ModelVersion, permissions } from "./jobs.js";
import type { Model } from "./model.js";
import { type BucketName, bucketNames, configurations, type ModelRule } from "./rules.js";
import { type Step, step } from "./step.js";

const buckets = fc.constantFrom(...bucketNames);
const keys = fc.constantFrom("x/1", "x/2", "y");
const tags = fc.constantFrom("1", "2", undefined);
const picks = fc.nat(1_000);

/** Everything that can be done, in the proportions in which it is done. */
export const steps: fc.Arbitrary<Step>[] = [
  fc.tuple(buckets, keys, tags).map(([bucket, key, tag]) => putObject(bucket, key, tag)),
  fc.tuple(fc.constant("left" as const), keys, tags).map((args) => putObject(...args)),
  fc.tuple(buckets, keys).map(([bucket, key]) => deleteKey(bucket, key)),
  fc.tuple(buckets, picks).map(([bucket, pick]) => deleteVersion(bucket, pick)),
  fc.tuple(buckets, picks, tags).map(([bucket, pick, tag]) => tagVersion(bucket, pick, tag)),
  fc
    .tuple(buckets, picks, fc.constantFrom("ON" as const, "OFF" as const))
    .map(([bucket, pick, hold]) => holdVersion(bucket, pick, hold)),
  fc.constantFrom(...Object.keys(configurations.left)).map((name) => configure("left", name)),
  fc.constantFrom(...Object.keys(configurations.right)).map((name) => configure("right", name)),
  fc.constantFrom("left" as const, "right" as const).map((bucket) => batch(bucket)),
  fc.constant(remakeThird()),
  fc.constant(takeSnapshot()),
  fc.constant(restoreSnapshot()),
  fc.constant(toggleSharing("left")),
  keys.map((key) => putByAnother("left", key)),
  fc.constant(toggleListener()),
  buckets.map((bucket) => toggleOutage(bucket)),
  fc.constantFrom(...permissions).map((action) => toggleDenial(action)),
  fc.constantFrom(1, 400, 700, 1_000, 5_000).map((ms) => advance(ms)),
  fc.constant(
    step("settle", ({ mock }, model) => {
      mock.settle();
      model.settle();
    }),
  ),
  fc.tuple(buckets, picks).map(([bucket, pick]) => look(bucket, pick)),
];

/** A step on one of a bucket's versions, where it has any that will do. */
function versionStep(
  name: string,
  bucket: BucketName,
  pick: number,
  run: (real: Real, model: Model, version: ModelVersion) => Promise<void>,
  suits: (version: ModelVersion) => boolean = () => true,
): Step {
  const chosen = (model: Pick<Model, "in">) => {
    const suitable = model.in(bucket).filter(suits);
    return suitable[pick % suitable.length];
  };
  return {
    ...step(`${name} ${bucket}#${pick}`, async (real, model) => {
      const version = chosen(model);
      if (version !== undefined) await run(real, model, version);
    }),
    check: (model) => chosen(model) !== undefined,
  };
}

function putObject(bucket: BucketName, key: string, tag: string | undefined): Step {
  return step(`put ${bucket}/${key} k=${tag}`, async ({ client }, model) => {
    const { VersionId: id = "" } = await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: `${bucket} ${key}`,
        Tagging: tag && `k=${tag}`,
      }),
    );
    model.add(bucket, { key, id, isMarker: false, ...(tag !== undefined && { tag }) });
  });
}

function deleteKey(Bucket: BucketName, key: string): Step {
  return step(`delete ${Bucket}/${key}`, async ({ client }, model) => {
    const { VersionId: id = "" } = await client.send(new DeleteObjectCommand({ Bucket, Key: key }));
    model.add(Bucket, { key, id, isMarker: true });
  });
}

function deleteVersion(Bucket: BucketName, pick: number): Step {
  return versionStep("delete version", Bucket, pick, async ({ client }, model, version) => {
    const command = new DeleteObjectCommand({ Bucket, Key: version.key, VersionId: version.id });
    model.catchUp();
    if (version.hold === "ON") {
      expect((await errorOf(client.send(command))).name).toBe("AccessDenied");
      return;
    }
    await client.send(command);
    model.remove(Bucket, version);
  });
}

function tagVersion(Bucket: BucketName, pick: number, tag: string | undefined): Step {
  return versionStep(
    `tag k=${tag}`,
    Bucket,
    pick,
    async ({ client }, model, version) => {
      const target = { Bucket, Key: version.key, VersionId: version.id };
      if (tag === undefined) await client.send(new DeleteObjectTaggingCommand(target));
      else {
        const TagSet = [{ Key: "k", Value: tag }];
        await client.send(new PutObjectTaggingCommand({ ...target, Tagging: { TagSet } }));
      }
      model.setTag(Bucket, version, tag);
    },
    ({ isMarker }) => !isMarker,
  );
}

function holdVersion(Bucket: BucketName, pick: number, Status: "ON" | "OFF"): Step {
  return versionStep(
    `hold ${Status}`,
    Bucket,
    pick,
    async ({ client }, model, version) => {
      const target = { Bucket, Key: version.key, VersionId: version.id };
      await client.send(new PutObjectLegalHoldCommand({ ...target, LegalHold: { Status } }));
      model.setHold(Bucket, version, Status);
    },
    ({ isMarker }) => !isMarker,
  );
}

function look(bucket: BucketName, pick: number): Step {
  return versionStep("look at", bucket, pick, async ({ client }, model, version) => {
    await checkHead(client, bucket, model, version);
  });
}

function configure(bucket: "left" | "right", name: string): Step {
  const rules = configurations[bucket][name] ?? [];
  return step(`configure ${bucket}: ${name}`, async ({ client }, model) => {
    if (rules.length > 0) await put(client, configuration(...rules.map(documentOf)), bucket);
    else await client.send(new DeleteBucketReplicationCommand({ Bucket: bucket }));
    model.known.rules.set(bucket, rules);
  });
}

function documentOf(rule: ModelRule): ReplicationRule {
  const status = (isOn: boolean) => ({
    Status: isOn ? ("Enabled" as const) : ("Disabled" as const),
  });
  return v2To(
    { Bucket: arn(rule.destination) },
    {
      ID: rule.id,
      Priority: rule.priority,
      Filter: rule.tag ? { Tag: { Key: "k", Value: rule.tag } } : { Prefix: rule.prefix },
      DeleteMarkerReplication: status(rule.replicatesMarkers),
      SourceSelectionCriteria: { ReplicaModifications: status(rule.synchronizes) },
      ...status(rule.isEnabled),
    },
  );
}

function advance(ms: number): Step {
  return step(`advance ${ms} ms`, ({ mock }, model) => {
    mock.advance(ms);
    model.advance(ms);
  });
}
