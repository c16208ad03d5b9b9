import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { manualClock, type ReplicationMockOptions, systemClock } from "s3-replication-mock";
import { Bucket, replicatingMock, statusOf, upload } from "./support/replicatingMock.js";

const second = 1_000;

describe("a manual clock", () => {
  test("stands still until it is told to move", () => {
    const clock = manualClock(5);
    expect([clock.now(), clock.now()]).toEqual([5, 5]);
    clock.advance(2.5);
    expect(clock.now()).toBe(7.5);
    clock.advance(0);
    expect(clock.now()).toBe(7.5);
  });

  test("starts with 2026, or at a Date", () => {
    expect(manualClock().now()).toBe(Date.parse("2026-01-01T00:00:00Z"));
    expect(manualClock(new Date(7)).now()).toBe(7);
  });

  test.each([
    ["text", "2026-01-01"],
    ["a date that is none", new Date("soon")],
    ["no number", Number.NaN],
    ["what is no date any more", 9e15],
  ])("does not start at %s", (_name, start) => {
    // What a program in JavaScript could pass.
    expect(() => manualClock(start as number)).toThrow(
      /^manualClock: start must be a Date or milliseconds, got /,
    );
  });

  test.each([9e15, 1e300, 8.64e15])("does not move past the last date, by %d", (ms) => {
    const clock = manualClock();
    expect(() => clock.advance(ms)).toThrow(
      /past the last date that there is; allowed are up to \d+$/,
    );
    expect(clock.now()).toBe(manualClock().now());
    const { mock } = replicatingMock({ clock });
    expect(() => mock.advance(ms)).toThrow(/past the last date that there is/);
    expect(() => mock.faults.latency({ ms: 1e300 })).toThrow(/latency: ms is 1e\+300/);
    expect(mock.now()).toBe(clock.now());
    expect(mock.faults.list()).toEqual([]);
  });

  test("does not move past the last date by latency, and the request has done nothing", async () => {
    const { mock, client } = replicatingMock({ clock: manualClock(8.64e15 - 31_557_600_000_500) });
    const { now } = mock;
    const before = now();
    const latency = mock.faults.latency({ ms: 1_000 });
    await expect(upload(client, "k")).rejects.toThrow(/past the last date that there is/);
    latency.end();
    expect(now()).toBe(before);
    expect(mock.bucket(Bucket)?.versions).toEqual([]);
  });

  test.each([
    ["back", -1],
    ["by what is no number", Number.NaN],
    ["for ever", Number.POSITIVE_INFINITY],
    ["by text", "5"],
  ])("does not move %s", (_name, ms) => {
    const message = /milliseconds must be a finite number of at least 0, got /;
    // What a program in JavaScript could pass.
    expect(() => manualClock().advance(ms as number)).toThrow(message);
    expect(() => replicatingMock({}).mock.advance(ms as number)).toThrow(message);
  });
});

describe("a mock's time", () => {
  test("is its clock and what advance and settle have added", async () => {
    const clock = manualClock(1_000_000);
    const { mock, client } = replicatingMock({ clock });
    expect(mock.now()).toBe(1_000_000);
    mock.advance(500);
    clock.advance(20);
    expect(mock.now()).toBe(1_000_520);
    await upload(client);
    mock.settle();
    expect(mock.now()).toBe(1_001_520);
    mock.settle();
    expect(mock.now()).toBe(1_001_520);
  });

  test("is what S3 shows in whole seconds", async () => {
    const { mock, client } = replicatingMock({
      clock: manualClock(new Date("2026-05-04T03:02:01.999Z")),
    });
    await upload(client);
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: "key" }));
    expect(head.LastModified?.toISOString()).toBe("2026-05-04T03:02:01.000Z");
    mock.reset();
  });

  test("goes back to the clock's with reset", () => {
    const { mock } = replicatingMock({ clock: manualClock(7) });
    mock.advance(5);
    mock.reset();
    expect(mock.now()).toBe(7);
  });
});

describe("replication is done", () => {
  test.each<[string, ReplicationMockOptions["delay"], number]>([
    ["a second after it began, unless told otherwise", undefined, second],
    ["after the delay", 90 * second, 90 * second],
    ["after the delay that a function gives", ({ key }) => key.length * second, 3 * second],
    ["after part of a millisecond", 0.5, 0.5],
  ])("at exactly its due time: %s", async (_name, delay, ms) => {
    const clock = manualClock();
    const { client } = replicatingMock({ clock, ...(delay !== undefined && { delay }) });
    await upload(client);
    expect(await statusOf(client)).toBe("PENDING");
    clock.advance(ms - 0.25);
    expect(await statusOf(client)).toBe("PENDING");
    clock.advance(0.25);
    expect(await statusOf(client)).toBe("COMPLETED");
  });

  test("at once with a delay of 0: with the next request", async () => {
    const { client } = replicatingMock({ clock: manualClock(), delay: 0 });
    await upload(client);
    expect(await statusOf(client)).toBe("COMPLETED");
  });

  test.each([0, 1, 3])("after its status was read %i times as PENDING", async (reads) => {
    const { mock, client } = replicatingMock({ clock: manualClock(), delay: { reads } });
    await upload(client);
    mock.advance(24 * 3_600 * second);
    const statuses: (string | undefined)[] = [];
    for (let i = 0; i <= reads; i++) statuses.push(await statusOf(client));
    expect(statuses).toEqual([...Array.from({ length: reads }, () => "PENDING"), "COMPLETED"]);
  });

  test("with settle, also where reads are waited for, and then no time passes", async () => {
    const { mock, client } = replicatingMock({ clock: manualClock(), delay: { reads: 5 } });
    await upload(client);
    const before = mock.now();
    mock.settle();
    expect(mock.now()).toBe(before);
    expect(await statusOf(client)).toBe("COMPLETED");
  });

  test("after what a function says of each piece of work", async () => {
    const planned: unknown[] = [];
    const { client } = replicatingMock({
      clock: manualClock(),
      delay: (work) => {
        planned.push(work);
        return 0;
      },
    });
    await upload(client);
    expect(planned).toEqual([
      {
        operation: "OBJECT_PUT",
        bucket: Bucket,
        key: "key",
        versionId: expect.any(String),
        ruleId: "all",
        destinationBucket: "vault",
        sizeBytes: 7,
      },
    ]);
  });
});

describe("the system clock", () => {
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  test("is the machine's", () => {
    jest.spyOn(Date, "now").mockReturnValue(42);
    expect(systemClock().now()).toBe(42);
  });

  test.each<[string, Parameters<typeof jest.useFakeTimers>[0]]>([
    ["all", {}],
    [
      "those that the SDK does not need",
      { doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] },
    ],
    ["the clock alone", { doNotFake: ["nextTick", "setImmediate", "setInterval", "setTimeout"] }],
  ])("is driven by modern fake timers: %s", async (_name, config) => {
    jest.useFakeTimers({ ...config, now: new Date("2030-01-01") });
    const { mock, client } = replicatingMock({});
    expect(mock.now()).toBe(Date.parse("2030-01-01"));
    await upload(client);
    expect(await statusOf(client)).toBe("PENDING");
    jest.advanceTimersByTime(999);
    expect(await statusOf(client)).toBe("PENDING");
    jest.advanceTimersByTime(1);
    expect(await statusOf(client)).toBe("COMPLETED");
  });

  test("follows jest.setSystemTime, also where it was looked up before", async () => {
    const { mock } = replicatingMock({});
    jest.useFakeTimers();
    jest.setSystemTime(new Date("2031-01-01"));
    expect(mock.now()).toBe(Date.parse("2031-01-01"));
  });

  test.each<[string, Parameters<typeof jest.useFakeTimers>[0]]>([
    ["of the legacy kind", { legacyFakeTimers: true }],
    ["that leave Date alone", { doNotFake: ["Date"] }],
  ])("runs on under fake timers %s, and advance and settle work", async (_name, config) => {
    jest.useFakeTimers(config);
    const { mock, client } = replicatingMock({ delay: 3_600 * second });
    await upload(client, "a");
    expect(await statusOf(client, "a")).toBe("PENDING");
    mock.advance(3_600 * second);
    expect(await statusOf(client, "a")).toBe("COMPLETED");
    await upload(client, "b");
    mock.settle();
    expect(await statusOf(client, "b")).toBe("COMPLETED");
  });
});
