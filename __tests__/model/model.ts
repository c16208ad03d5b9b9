import { type BucketName, bucketNames, type ModelRule, rulesFor } from "./rules.js";

/** A version or a delete marker, as far as the model knows it. */
export interface ModelVersion {
  readonly key: string;
  readonly id: string;
  /** When it was made, counted in versions. */
  readonly order: number;
  readonly isMarker: boolean;
  readonly isReplica: boolean;
  /** The value of its tag `k`. */
  tag: string | undefined;
  hold: "ON" | "OFF" | undefined;
  /** Where its data has arrived. */
  readonly arrived: Set<BucketName>;
  /** What failed and was not made good, as `kind destination`. */
  readonly failures: Set<string>;
  wasReplicated: boolean;
}

/** Something that replication has to do, `object` standing for a delete marker too. */
interface Job {
  readonly order: number;
  readonly kind: "object" | "tag" | "hold";
  readonly from: BucketName;
  readonly to: BucketName;
  readonly version: ModelVersion;
  dueAt: number;
}

/** How long each kind of work takes, in milliseconds. */
export const delays = {
  OBJECT_PUT: 1_000,
  DELETE_MARKER: 900,
  TAGGING_PUT: 700,
  LEGAL_HOLD_PUT: 400,
} as const;

/** The permissions that the model's role can lack. */
export const permissions = [
  "s3:ReplicateObject",
  "s3:ReplicateTags",
  "s3:ReplicateDelete",
] as const;

/**
 * What bucket replication does, in the plainest words: lists that are searched from end to end. It
 * shares nothing with the code that it is compared with.
 */
export class Model {
  readonly versions = new Map<BucketName, ModelVersion[]>(bucketNames.map((name) => [name, []]));
  readonly rules = new Map<BucketName, readonly ModelRule[]>();
  readonly unavailable = new Set<BucketName>();
  readonly denied = new Set<string>();
  jobs: Job[] = [];
  now = 0;
  private counter = 0;

  in(bucket: BucketName): ModelVersion[] {
    return this.versions.get(bucket) ?? [];
  }

  /** A new version or delete marker, made by a client. */
  add(
    bucket: BucketName,
    made: { key: string; id: string; isMarker: boolean; tag?: string },
  ): void {
    this.catchUp();
    const version: ModelVersion = {
      ...made,
      tag: made.tag,
      order: ++this.counter,
      isReplica: false,
      hold: undefined,
      arrived: new Set(),
      failures: new Set(),
      wasReplicated: false,
    };
    this.in(bucket).push(version);
    for (const rule of rulesFor(this.rules.get(bucket) ?? [], version)) {
      this.accept("object", bucket, rule.destination, version);
    }
  }

  /** A version is deleted for good, and its work with it. */
  remove(bucket: BucketName, version: ModelVersion): void {
    this.catchUp();
    this.versions.set(
      bucket,
      this.in(bucket).filter((other) => other !== version),
    );
    this.jobs = this.jobs.filter((job) => job.version !== version);
  }

  setTag(bucket: BucketName, version: ModelVersion, tag: string | undefined): void {
    this.catchUp();
    version.tag = tag;
    this.sendChange("tag", bucket, version);
  }

  setHold(bucket: BucketName, version: ModelVersion, hold: "ON" | "OFF"): void {
    this.catchUp();
    version.hold = hold;
    this.sendChange("hold", bucket, version);
  }

  advance(ms: number): void {
    this.now += ms;
    this.catchUp();
  }

  settle(): void {
    this.now = Math.max(this.now, ...this.jobs.map(({ dueAt }) => dueAt));
    this.catchUp();
  }

  beginOutage(bucket: BucketName): void {
    this.catchUp();
    this.unavailable.add(bucket);
  }

  endOutage(bucket: BucketName): void {
    this.catchUp();
    const waiting = this.jobs.filter((job) => job.dueAt <= this.now);
    this.unavailable.delete(bucket);
    for (const job of waiting) {
      if (!this.isHeldBack(job)) job.dueAt = this.now;
    }
    this.catchUp();
  }

  status(version: ModelVersion): string | undefined {
    if (version.failures.size > 0) return "FAILED";
    if (this.jobs.some((job) => job.version === version)) return "PENDING";
    if (version.isReplica) return "REPLICA";
    return version.wasReplicated ? "COMPLETED" : undefined;
  }

  /** Does what is due, in the order of time and then of acceptance. */
  catchUp(): void {
    for (;;) {
      const [next] = this.jobs
        .filter((job) => job.dueAt <= this.now && !this.isHeldBack(job))
        .sort((a, b) => a.dueAt - b.dueAt || a.order - b.order);
      if (next === undefined) return;
      this.jobs = this.jobs.filter((job) => job !== next);
      this.finish(next);
    }
  }

  private accept(kind: Job["kind"], from: BucketName, to: BucketName, version: ModelVersion): void {
    const operation = {
      object: version.isMarker ? "DELETE_MARKER" : "OBJECT_PUT",
      tag: "TAGGING_PUT",
      hold: "LEGAL_HOLD_PUT",
    } as const;
    const dueAt = this.now + delays[operation[kind]];
    this.jobs.push({ order: ++this.counter, kind, from, to, version, dueAt });
    version.wasReplicated = true;
    version.failures.delete(`${kind} ${to}`);
  }

  private sendChange(kind: "tag" | "hold", bucket: BucketName, version: ModelVersion): void {
    for (const rule of rulesFor(this.rules.get(bucket) ?? [], version)) {
      const goes = version.isReplica
        ? this.goesBack(bucket, rule, version)
        : version.arrived.has(rule.destination);
      if (goes) this.accept(kind, bucket, rule.destination, version);
    }
  }

  private goesBack(bucket: BucketName, rule: ModelRule, version: ModelVersion): boolean {
    const back = (this.rules.get(rule.destination) ?? []).filter(
      ({ destination, isEnabled, prefix, synchronizes }) =>
        destination === bucket && isEnabled && synchronizes && version.key.startsWith(prefix),
    );
    const origin = this.in(rule.destination).find(({ id }) => id === version.id);
    return rule.synchronizes && back.length > 0 && origin !== undefined;
  }

  private isHeldBack({ from, to }: Job): boolean {
    return this.unavailable.has(from) || this.unavailable.has(to);
  }

  private finish(job: Job): void {
    const isDone = this.perform(job);
    const isMoot = this.jobs.some(
      (other) => other.version === job.version && other.kind === job.kind && other.to === job.to,
    );
    if (!isDone && !isMoot) job.version.failures.add(`${job.kind} ${job.to}`);
  }

  private perform({ kind, to, version }: Job): boolean {
    if (kind === "object")
      return version.isMarker ? this.copyMarker(to, version) : this.copyObject(to, version);
    const replica = this.in(to).find(({ id }) => id === version.id);
    if (replica === undefined) return false;
    if (kind === "hold") {
      replica.hold = version.hold;
      return true;
    }
    if (this.denied.has("s3:ReplicateTags")) return false;
    replica.tag = version.tag;
    return true;
  }

  private copyMarker(to: BucketName, version: ModelVersion): boolean {
    if (this.denied.has("s3:ReplicateDelete")) return false;
    this.copy(to, version, undefined);
    return true;
  }

  /** An object whose tags may not be written arrives without them; the failure is that of its tags. */
  private copyObject(to: BucketName, version: ModelVersion): boolean {
    if (this.denied.has("s3:ReplicateObject")) return false;
    const losesTag = version.tag !== undefined && this.denied.has("s3:ReplicateTags");
    this.copy(to, version, losesTag ? undefined : version.tag);
    version.arrived.add(to);
    if (losesTag) version.failures.add(`tag ${to}`);
    return true;
  }

  private copy(to: BucketName, version: ModelVersion, tag: string | undefined): void {
    this.in(to).push({
      ...version,
      isReplica: true,
      tag,
      arrived: new Set(),
      failures: new Set(),
      wasReplicated: false,
    });
  }
}
