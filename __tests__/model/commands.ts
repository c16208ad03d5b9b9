import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketReplicationCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectTaggingCommand,
  type ReplicationRule,
} from "@aws-sdk/client-s3";
import fc from "fast-check";
import type { Fault } from "s3-replication-mock";
import { errorOf } from "../support/client.js";
import { arn, configuration, put, v2To } from "../support/replicationConfigurations.js";
import { checkHead, checkState, other, type Real } from "./invariants.js";
import { type Model, type ModelVersion, permissions } from "./model.js";
import { type BucketName, bucketNames, configurations, type ModelRule } from "./rules.js";

/** One step of a run: what it does to the mock and to the model, after which both must agree. */
type Step = fc.AsyncCommand<Model, Real>;

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

function step(name: string, run: (real: Real, model: Model) => void | Promise<void>): Step {
  return {
    check: () => true,
    async run(model, real) {
      await run(real, model);
      checkState(model, real);
      real.steps++;
    },
    toString: () => name,
  };
}

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

function batch(bucket: "left" | "right"): Step {
  return {
    ...step(`batch replication of ${bucket}`, ({ mock }, model) => {
      mock.batchReplicate({ bucket });
      model.batch(bucket);
    }),
    check: (model) => model.rulesOf(bucket).length > 0,
  };
}

/** `third` is emptied, deleted and made again: what is on its way there goes on. */
function remakeThird(): Step {
  const Bucket = "third";
  return {
    ...step("third is made anew", async ({ client }, model) => {
      model.catchUp();
      for (const version of model.in(Bucket)) {
        const { key: Key, id: VersionId } = version;
        await client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
        model.remove(Bucket, version);
      }
      await client.send(new DeleteBucketCommand({ Bucket }));
      await client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    }),
    check: (model) => {
      model.catchUp();
      return model.in(Bucket).every(({ hold }) => hold !== "ON");
    },
  };
}

function takeSnapshot(): Step {
  return step("snapshot", (real, model) => {
    model.catchUp();
    const { mock, ledger, faults, allowed } = real;
    real.saved = {
      snapshot: mock.snapshot(),
      known: structuredClone(model.known),
      ledger: { ...ledger },
      faults: new Map(faults),
      allowed,
    };
  });
}

/** Both go back to the snapshot that was taken last, or to the first moment. */
function restoreSnapshot(): Step {
  return step("restore", (real, model) => {
    const { snapshot, known, ledger, faults, allowed } = real.saved;
    real.mock.restore(snapshot);
    model.known = structuredClone(known);
    Object.assign(real.ledger, ledger);
    real.faults.clear();
    for (const [name, fault] of faults) real.faults.set(name, fault);
    real.allowed = allowed;
  });
}

/** Another account is let in, or shut out again. */
function toggleSharing(bucket: BucketName): Step {
  return step(`${bucket} is shared or not`, (real, model) => {
    model.catchUp();
    const { shared } = model.known;
    if (shared.delete(bucket)) real.allowed?.end();
    else {
      real.allowed = real.mock.allow({ account: other, bucket, actions: ["s3:PutObject"] });
      shared.add(bucket);
    }
  });
}

function putByAnother(bucket: BucketName, key: string): Step {
  return step(`another account puts ${bucket}/${key}`, async ({ foreign }, model) => {
    const put = new PutObjectCommand({ Bucket: bucket, Key: key, Body: "theirs" });
    if (model.known.shared.has(bucket)) {
      const { VersionId: id = "" } = await foreign.send(put);
      model.add(bucket, { key, id, isMarker: false });
    } else expect((await errorOf(foreign.send(put))).name).toBe("AccessDenied");
  });
}

/** A listener that looks at everything while it is being told comes, or goes. */
function toggleListener(): Step {
  return step("a listener comes or goes", (real) => {
    const { mock } = real;
    if (real.stopListening === undefined) {
      real.stopListening = mock.on("replicated", ({ bucket, key, versionId }) => {
        mock.explain({ Bucket: bucket, Key: key, VersionId: versionId });
        mock.bucket(bucket);
      });
    } else {
      real.stopListening();
      real.stopListening = undefined;
    }
  });
}

function toggleOutage(bucket: BucketName): Step {
  return step(`outage of ${bucket} begins or ends`, (real, model) => {
    if (isBegun(real, bucket, () => real.mock.faults.unavailable({ bucket }))) {
      model.beginOutage(bucket);
    } else model.endOutage(bucket);
  });
}

function toggleDenial(action: (typeof permissions)[number]): Step {
  return step(`${action} is taken or given back`, (real, model) => {
    model.catchUp();
    if (isBegun(real, action, () => real.mock.faults.deny({ action })))
      model.known.denied.add(action);
    else model.known.denied.delete(action);
  });
}

/** Begins a fault, or ends it where it is in force. */
function isBegun({ faults }: Real, name: string, begin: () => Fault): boolean {
  const inForce = faults.get(name);
  if (inForce === undefined) faults.set(name, begin());
  else {
    inForce.end();
    faults.delete(name);
  }
  return inForce === undefined;
}

function advance(ms: number): Step {
  return step(`advance ${ms} ms`, ({ mock }, model) => {
    mock.advance(ms);
    model.advance(ms);
  });
}
