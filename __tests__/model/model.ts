import { delayOf, hasArrived, isFailure, type Job, type ModelVersion, saysMore } from "./jobs.js";
import { type BucketName, bucketNames, type ModelRule, rulesFor } from "./rules.js";

/** All that the model knows: what a snapshot is of. */
interface Known {
  versions: Map<BucketName, ModelVersion[]>;
  rules: Map<BucketName, readonly ModelRule[]>;
  unavailable: Set<BucketName>;
  denied: Set<string>;
  /** The buckets that another account may write into. */
  shared: Set<BucketName>;
  now: number;
  counter: number;
}

/**
 * What bucket replication does, in the plainest words: lists that are searched from end to end. It
 * shares nothing with the code that it is compared with.
 */
export class Model {
  known: Known = {
    versions: new Map(bucketNames.map((name) => [name, []])),
    rules: new Map(),
    unavailable: new Set(),
    denied: new Set(),
    shared: new Set(),
    now: 0,
    counter: 0,
  };

  in(bucket: BucketName): ModelVersion[] {
    return this.known.versions.get(bucket) ?? [];
  }

  rulesOf(bucket: BucketName): readonly ModelRule[] {
    return this.known.rules.get(bucket) ?? [];
  }

  /** What waits for its time, for reads, or for the end of an outage. */
  waiting(): Job[] {
    const all = bucketNames.flatMap((name) => this.in(name).flatMap(({ jobs }) => jobs));
    return all.filter(({ state }) => state === "waiting");
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
      order: ++this.known.counter,
      isReplica: false,
      hold: undefined,
      jobs: [],
    };
    this.in(bucket).push(version);
    for (const rule of rulesFor(this.rulesOf(bucket), version)) {
      this.accept("object", { from: bucket, to: rule.destination, version, isBatch: false });
    }
  }

  /** A version is deleted for good, and its work with it. */
  remove(bucket: BucketName, version: ModelVersion): void {
    this.catchUp();
    this.known.versions.set(
      bucket,
      this.in(bucket).filter((other) => other !== version),
    );
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

  /** Batch Replication sends everything again that is not PENDING. */
  batch(bucket: BucketName): void {
    this.catchUp();
    const byKey = (a: ModelVersion, b: ModelVersion) =>
      a.key < b.key ? -1 : a.key > b.key ? 1 : b.order - a.order;
    const chosen = this.in(bucket).filter((version) => this.status(version) !== "PENDING");
    for (const version of chosen.toSorted(byKey)) {
      for (const { destination } of rulesFor(this.rulesOf(bucket), version)) {
        this.accept("object", { from: bucket, to: destination, version, isBatch: true });
      }
    }
  }

  /** A client reads the status of a version. */
  read(version: ModelVersion): void {
    this.catchUp();
    if (this.status(version) !== "PENDING") return;
    for (const job of version.jobs) {
      if (job.state !== "waiting" || job.dueAt !== Number.POSITIVE_INFINITY) continue;
      job.readsLeft--;
      if (job.readsLeft === 0) job.dueAt = this.known.now;
    }
  }

  advance(ms: number): void {
    this.known.now += ms;
    this.catchUp();
  }

  settle(): void {
    this.catchUp();
    const dueAts = this.waiting().map(({ dueAt }) => dueAt);
    this.known.now = Math.max(this.known.now, ...dueAts.filter(Number.isFinite));
    this.catchUp();
    // What waits for reads comes last, and waits for none any more.
    for (const job of this.waiting()) job.dueAt = Math.min(job.dueAt, this.known.now);
    this.catchUp();
  }

  beginOutage(bucket: BucketName): void {
    this.catchUp();
    this.known.unavailable.add(bucket);
  }

  endOutage(bucket: BucketName): void {
    this.catchUp();
    const waiting = this.waiting().filter((job) => job.dueAt <= this.known.now);
    this.known.unavailable.delete(bucket);
    for (const job of waiting) {
      if (!this.isHeldBack(job)) job.dueAt = this.known.now;
    }
    this.catchUp();
  }

  status(version: ModelVersion): string | undefined {
    const { jobs } = version;
    if (jobs.some((job) => isFailure(job) && !jobs.some((other) => saysMore(other, job)))) {
      return "FAILED";
    }
    if (jobs.some(({ state }) => state === "waiting")) return "PENDING";
    if (version.isReplica) return "REPLICA";
    return jobs.length > 0 ? "COMPLETED" : undefined;
  }

  /** Does what is due, in the order of time and then of acceptance. */
  catchUp(): void {
    for (;;) {
      const [next] = this.waiting()
        .filter((job) => job.dueAt <= this.known.now && !this.isHeldBack(job))
        .sort((a, b) => a.dueAt - b.dueAt || a.order - b.order);
      if (next === undefined) return;
      next.state = this.perform(next);
      next.hasArrived ||= next.kind === "object" && next.state !== "failed";
    }
  }

  private accept(kind: Job["kind"], job: Pick<Job, "from" | "to" | "version" | "isBatch">): void {
    const { version, to } = job;
    const operation = {
      object: version.isMarker ? "DELETE_MARKER" : "OBJECT_PUT",
      tag: "TAGGING_PUT",
      hold: "LEGAL_HOLD_PUT",
    } as const;
    const delay = delayOf(operation[kind], version.key);
    version.jobs.push({
      ...job,
      kind,
      order: ++this.known.counter,
      dueAt: typeof delay === "number" ? this.known.now + delay : Number.POSITIVE_INFINITY,
      readsLeft: typeof delay === "number" ? 0 : delay.reads,
      state: "waiting",
      hasArrived: hasArrived(version, to),
    });
  }

  private sendChange(kind: "tag" | "hold", bucket: BucketName, version: ModelVersion): void {
    for (const rule of rulesFor(this.rulesOf(bucket), version)) {
      const goes = version.isReplica
        ? this.goesBack(bucket, rule, version)
        : hasArrived(version, rule.destination);
      if (!goes) continue;
      this.accept(kind, { from: bucket, to: rule.destination, version, isBatch: false });
    }
  }

  private goesBack(bucket: BucketName, rule: ModelRule, version: ModelVersion): boolean {
    const back = this.rulesOf(rule.destination).filter(
      ({ destination, isEnabled, prefix, synchronizes }) =>
        destination === bucket && isEnabled && synchronizes && version.key.startsWith(prefix),
    );
    const origin = this.in(rule.destination).find(({ id }) => id === version.id);
    return rule.synchronizes && back.length > 0 && origin !== undefined;
  }

  private isHeldBack({ from, to }: Job): boolean {
    return this.known.unavailable.has(from) || this.known.unavailable.has(to);
  }

  private perform(job: Job): Job["state"] {
    const { kind, to, version } = job;
    const { denied } = this.known;
    if (kind === "object") return version.isMarker ? this.copyMarker(job) : this.copyObject(job);
    const replica = this.in(to).find(({ id }) => id === version.id);
    if (replica === undefined) return "failed";
    if (kind === "hold") {
      replica.hold = version.hold;
      return "done";
    }
    if (denied.has("s3:ReplicateTags")) return "failed";
    replica.tag = version.tag;
    return "done";
  }

  private copyMarker({ to, version }: Job): Job["state"] {
    if (this.known.denied.has("s3:ReplicateDelete")) return "failed";
    this.copy(to, version, undefined);
    return "done";
  }

  /** An object whose tags may not be written arrives without them; the failure is that of its tags. */
  private copyObject(job: Job): Job["state"] {
    const { to, version } = job;
    const isThere = this.in(to).some(({ id }) => id === version.id);
    // What was deleted there by its id does not come back.
    if (job.isBatch && job.hasArrived && !isThere) return "failed";
    if (this.known.denied.has("s3:ReplicateObject")) return "failed";
    const losesTag = version.tag !== undefined && this.known.denied.has("s3:ReplicateTags");
    this.copy(to, version, losesTag ? undefined : version.tag);
    return losesTag ? "arrived without its tag" : "done";
  }

  /** What is there and is no replica stays as it is; a replica is brought up to date. */
  private copy(to: BucketName, version: ModelVersion, tag: string | undefined): void {
    const present = this.in(to).find(({ id }) => id === version.id);
    if (present === undefined) {
      this.in(to).push({ ...version, isReplica: true, tag, jobs: [] });
    } else if (present.isReplica) {
      present.tag = tag;
      present.hold = version.hold;
    }
  }
}
