import { HeadObjectCommand, type LifecycleRule } from "@aws-sdk/client-s3";
import fc from "fast-check";
import { hourMs, type LifecycleScene, lifecycleScene, noon } from "../support/lifecycleScene.js";
import { addOnTop, goTo, type SlowBucket, type SlowRule } from "./slowLifecycle.js";

const days = fc.integer({ min: 1, max: 5 });
const prefix = fc.constantFrom("", "a", "b/");
const date = fc.constantFrom("2026-09-20", "2026-09-24", "2026-10-03");

const expiring: fc.Arbitrary<SlowRule> = fc.oneof(
  fc.record({ prefix, expiration: fc.record({ days }) }),
  fc.record({ prefix, expiration: fc.record({ date }) }),
  fc.record({ prefix, removesMarkers: fc.constant(true as const) }),
);
const moving: fc.Arbitrary<SlowRule> = fc
  .record({ prefix, days, storageClass: fc.constantFrom("GLACIER", "DEEP_ARCHIVE") })
  .map(({ prefix, ...transition }) => ({ prefix, transitions: [transition] }));
const forgetting: fc.Arbitrary<SlowRule> = fc.record({
  prefix,
  noncurrent: fc.record({ days, newer: fc.integer({ min: 0, max: 2 }) }),
});
const someRules = fc.array(fc.oneof(expiring, moving, forgetting), { minLength: 1, maxLength: 4 });

type Step =
  | { readonly kind: "put" | "mark" | "deleteOldest"; readonly key: string }
  | { readonly kind: "rules"; readonly rules: readonly SlowRule[] }
  | { readonly kind: "versioning"; readonly status: "Enabled" | "Suspended" }
  | { readonly kind: "wait"; readonly hours: number };

const onKey = fc.record({
  kind: fc.constantFrom("put" as const, "put" as const, "mark" as const, "deleteOldest" as const),
  key: fc.constantFrom("a", "b/1", "b/2"),
});
const waiting = fc.record({ kind: fc.constant("wait" as const), hours: fc.nat({ max: 80 }) });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: onKey, weight: 5 },
  { arbitrary: waiting, weight: 4 },
  { arbitrary: fc.record({ kind: fc.constant("rules" as const), rules: someRules }), weight: 1 },
  {
    arbitrary: fc.record({
      kind: fc.constant("versioning" as const),
      status: fc.constantFrom("Enabled" as const, "Suspended" as const),
    }),
    weight: 1,
  },
);

function documentOf({ prefix, ...rule }: SlowRule): Partial<LifecycleRule> {
  const { expiration, removesMarkers, transitions, noncurrent } = rule;
  // A size that every object has takes the default minimum away.
  const Filter = transitions
    ? { And: { Prefix: prefix, ObjectSizeGreaterThan: 0 } }
    : { Prefix: prefix };
  return {
    Filter,
    ...(expiration && {
      Expiration:
        "date" in expiration ? { Date: new Date(expiration.date) } : { Days: expiration.days },
    }),
    ...(removesMarkers && { Expiration: { ExpiredObjectDeleteMarker: true } }),
    ...(transitions && {
      Transitions: transitions.map(({ days: Days, storageClass }) => ({
        Days,
        StorageClass: storageClass as "GLACIER",
      })),
    }),
    ...(noncurrent && {
      NoncurrentVersionExpiration: {
        NoncurrentDays: noncurrent.days,
        ...(noncurrent.newer > 0 && { NewerNoncurrentVersions: noncurrent.newer }),
      },
    }),
  };
}

async function take(at: LifecycleScene, slow: SlowBucket, step: Step): Promise<void> {
  const now = new Date(at.mock.now());
  switch (step.kind) {
    case "put": {
      const id = await at.put(step.key);
      addOnTop(slow, step.key, { id, isMarker: false, madeAt: now, storageClass: "STANDARD" });
      return;
    }
    case "mark": {
      await at.remove(step.key);
      if (slow.versioning === undefined) {
        slow.keys.delete(step.key);
        return;
      }
      const id = at.versions().find(({ key }) => key === step.key)?.versionId;
      addOnTop(slow, step.key, { id, isMarker: true, madeAt: now, storageClass: "" });
      return;
    }
    case "deleteOldest": {
      const oldest = at.versions().findLast(({ key }) => key === step.key);
      if (oldest === undefined) return;
      await at.remove(step.key, oldest.versionId);
      const left = slow.keys.get(step.key)?.slice(0, -1) ?? [];
      if (left.length === 0) slow.keys.delete(step.key);
      else slow.keys.set(step.key, left);
      return;
    }
    case "rules":
      await at.rules(step.rules.map(documentOf));
      slow.rules = step.rules;
      return;
    case "versioning":
      await at.versioning(step.status);
      slow.versioning = step.status;
      return;
    case "wait":
      at.mock.advance(step.hours * hourMs);
      goTo(slow, new Date(at.mock.now()));
  }
}

/** What both know of a bucket. */
function seen(at: LifecycleScene, slow: SlowBucket): { mock: unknown; model: unknown } {
  const keys = [...slow.keys].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    mock: at
      .versions()
      .map((version) => [
        version.key,
        version.isDeleteMarker ? "marker" : version.storageClass,
        version.lastModified,
      ]),
    model: keys.flatMap(([key, versions]) =>
      versions.map(({ isMarker, storageClass, madeAt }) => [
        key,
        isMarker ? "marker" : storageClass,
        madeAt,
      ]),
    ),
  };
}

const start = fc.constantFrom(undefined, "Enabled" as const, "Suspended" as const);
const anySteps = fc.array(anyStep, { maxLength: 30 });

describe("Lifecycle", () => {
  test("does what a model does that looks at everything at each midnight", async () => {
    await fc.assert(
      fc.asyncProperty(start, someRules, anySteps, async (versioning, rules, steps) => {
        const at = lifecycleScene(versioning === undefined ? {} : { versioning });
        const slow: SlowBucket = { versioning, rules: [], now: new Date(noon), keys: new Map() };
        await take(at, slow, { kind: "rules", rules });
        for (const step of steps) {
          await take(at, slow, step);
          const { mock, model } = seen(at, slow);
          expect(mock).toEqual(model);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("expires an object at the date that x-amz-expiration says, if that is not past", async () => {
    const minutes = fc.nat({ max: 3 * 24 * 60 });
    await fc.assert(
      fc.asyncProperty(fc.array(expiring, { minLength: 1 }), minutes, async (rules, late) => {
        const at = lifecycleScene();
        at.mock.advance(late * 60_000);
        await at.rules(rules.map(documentOf));
        await at.put("a");
        const named = { Bucket: "bucket", Key: "a" };
        const { Expiration } = await at.client.send(new HeadObjectCommand(named));
        const said = Date.parse(/expiry-date="(.+?)"/.exec(Expiration ?? "")?.[1] ?? "");
        if (Number.isNaN(said)) {
          at.mock.advance(1_000 * hourMs);
          expect(at.shown()).toEqual(["a"]);
          return;
        }
        const next = new Date(at.mock.now()).setUTCHours(24, 0, 0, 0);
        const expected = Math.max(said, next);
        at.mock.advance(expected - at.mock.now() - 1);
        expect(at.shown()).toEqual(["a"]);
        at.mock.advance(1);
        expect(at.shown()).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
