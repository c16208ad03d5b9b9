import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import type { Fault } from "s3-replication-mock";
import { errorOf } from "../support/client.js";
import { other, type Real } from "./invariants.js";
import type { permissions } from "./jobs.js";
import type { BucketName } from "./rules.js";
import { type Step, step } from "./step.js";

export function batch(bucket: "left" | "right"): Step {
  return {
    ...step(`batch replication of ${bucket}`, ({ mock }, model) => {
      mock.batchReplicate({ bucket });
      model.batch(bucket);
    }),
    check: (model) => model.rulesOf(bucket).length > 0,
  };
}

/** `third` is emptied, deleted and made again: what is on its way there goes on. */
export function remakeThird(): Step {
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

export function takeSnapshot(): Step {
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
export function restoreSnapshot(): Step {
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
export function toggleSharing(bucket: BucketName): Step {
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

export function putByAnother(bucket: BucketName, key: string): Step {
  return step(`another account puts ${bucket}/${key}`, async ({ foreign }, model) => {
    const put = new PutObjectCommand({ Bucket: bucket, Key: key, Body: "theirs" });
    if (model.known.shared.has(bucket)) {
      const { VersionId: id = "" } = await foreign.send(put);
      model.add(bucket, { key, id, isMarker: false });
    } else expect((await errorOf(foreign.send(put))).name).toBe("AccessDenied");
  });
}

/** A listener that looks at everything while it is being told comes, or goes. */
export function toggleListener(): Step {
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

export function toggleOutage(bucket: BucketName): Step {
  return step(`outage of ${bucket} begins or ends`, (real, model) => {
    if (isBegun(real, bucket, () => real.mock.faults.unavailable({ bucket }))) {
      model.beginOutage(bucket);
    } else model.endOutage(bucket);
  });
}

export function toggleDenial(action: (typeof permissions)[number]): Step {
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
