import { wrongBuckets } from "./wrongBuckets.js";
import {
  added,
  entry,
  having,
  hollow,
  job,
  source,
  to,
  twice,
  version,
  type WrongState,
  work,
} from "./wrongState.js";

const wholes: readonly WrongState[] = [
  ["nothing at all", [], to(undefined), "state is not an object"],
  ["a list", [], to([]), "state is not an object"],
  ["a map", [], (state: object) => new Map(Object.entries(state)), "state is not an object"],
  ["a member that is not known", [], having({ queue: [{}] }), "state.queue is not known"],
  ["an agenda of its own", [], having({ agenda: [{ dueAt: -1 }] }), "state.agenda is not known"],
  ["no buckets", ["buckets"], to(undefined), "state.buckets is not a list"],
  ["four thousand million buckets", ["buckets"], hollow, "state.buckets[0] is not there"],
  ["a work queue of [{}]", ["work"], to([{}]), "state.work[0] is not a list of 2"],
];

const numbers: readonly WrongState[] = [
  ["no time", ["now"], to(Number.NaN), "state.now is not a time"],
  ["a time without end", ["now"], to(Number.POSITIVE_INFINITY), "state.now is not a time"],
  ["a time in words", ["now"], to("2026-01-01"), "state.now is not a time"],
  ["a time beyond a mock's", ["now"], to(8.64e15), "state.now is not a time that a mock can be at"],
  ["a negative sequence", ["ids", "sequence"], to(-1), "state.ids.sequence is not a whole"],
  ["a sequence that cannot go on", ["ids", "sequence"], to(2 ** 53 - 1), "state.ids.sequence"],
  ["a sequence that was before", ["ids", "sequence"], to(0), "is from later than now"],
  ["half a byte drawn", ["ids", "drawnBytes"], to(0.5), "state.ids.drawnBytes is not a whole"],
  ["a great many bytes drawn", ["ids", "drawnBytes"], to(1e300), "state.ids.drawnBytes"],
  [
    "a bucket made before there was time",
    [...source, "createdAt"],
    to(-9e15),
    "state.buckets[0].createdAt is not a time",
  ],
  [
    "a version of a time beyond dates",
    [...version, "lastModified"],
    to(8.64e15 + 1),
    "state.buckets[0].versions[0][1][0].lastModified is not a time",
  ],
  [
    "work due at no time",
    [...work, "dueAt"],
    to(Number.NaN),
    "state.work[0][1].dueAt is not a time",
  ],
  ["work due before dates", [...work, "dueAt"], to(-1e300), "state.work[0][1].dueAt is not a time"],
  [
    "a report that is never due",
    [...source, "inventories", "list", "dueAt"],
    to(Number.POSITIVE_INFINITY),
    'state.buckets[0].inventories["list"].dueAt is not a time',
  ],
  [
    "a latency that goes back",
    ["faults", "requests", 1, "ms"],
    to(-1),
    "state.faults.requests[1].ms is not a duration",
  ],
  [
    "a latency beyond dates",
    ["faults", "requests", 1, "ms"],
    to(1e300),
    "state.faults.requests[1].ms is not a duration",
  ],
];

const works: readonly WrongState[] = [
  ["two pieces of work of one id", ["work"], twice, "two pieces of work have one id, 17"],
  ["work of another id", [...work, "id"], to(16), "work 17 has another id"],
  ["work that nobody has", [...version, "workIds"], to([]), "no version has work 21"],
  [
    "work under a rule that it only names",
    [...work, "rule"],
    to("rule"),
    "work[0][1].rule is not an",
  ],
  ["work of an unknown kind", [...work, "operation"], to("OBJECT_GET"), "operation is not one of"],
  [
    "work in an unknown state",
    [...work, "state"],
    to("LOST"),
    "state.work[0][1].state is not one of",
  ],
  [
    "work that failed of nothing known",
    [...work, "failureReason"],
    to("Rain"),
    "failureReason is not",
  ],
  [
    "work held back that is not there",
    ["held"],
    added(999),
    "work 999 is held back and does not wait",
  ],
  ["work that is held back twice", ["held"], twice, "work 17 is held back twice"],
  [
    "work that has ended and is held back",
    [...work, "state"],
    to("COMPLETED"),
    "work 17 is held back",
  ],
];

const others: readonly WrongState[] = [
  ["a job of another id", [...job, "id"], to("j"), "has another id"],
  ["a job that is there twice", ["jobs"], twice, "there are two jobs"],
  [
    "a job of an unknown status",
    [...job, "status"],
    to("Paused"),
    "state.jobs[0][1].status is not",
  ],
  ["a job from later", [...job, "sequence"], to(1e6), "is from later than now"],
  [
    "a job whose manifest is nowhere",
    [...job, "request", "manifest"],
    to({ Spec: { Format: "CSV" } }),
    "state.jobs[0][1].request.manifest.Location is not there",
  ],
  ["a task that is there twice", [...job, "tasks"], twice, "has task 0 twice"],
  [
    "a fault that has not begun",
    ["faults", "begun"],
    to(new Map()),
    "faults.outages: fault 2 has not",
  ],
  ["a fault from later", ["faults", "lastId"], to(1), "faults.begun: fault 2 is from later"],
  [
    "an allowance from later",
    ["allowances"],
    entry(1e6, { account: "1", bucket: "source", actions: [] }),
    "allowance 1000000 is from later",
  ],
  [
    "a role under another's ARN",
    ["iam", "roles"],
    (map: Map<string, unknown>) => new Map([["r", [...map.values()][0]]]),
    "iam.roles: r has another ARN",
  ],
  [
    "a role whose policy is none",
    ["iam", "roles", "arn:aws:iam::123456789012:role/role", "policies"],
    to([{ name: "p", document: "{" }]),
    "policies[0].document is no policy",
  ],
  [
    "an access point before no bucket's name",
    ["accessPoints"],
    entry("p", ["B"]),
    'state.accessPoints["p"][0] is not a name',
  ],
];

/** States that are wrong in one place each, by what is wrong with them. */
export const wrongStates: readonly WrongState[] = [
  ...wholes,
  ...numbers,
  ...wrongBuckets,
  ...works,
  ...others,
];
