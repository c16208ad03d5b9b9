import type { Clock } from "../base/clock.js";
import { consolePath } from "../console/pageFile.js";
import type { EventName } from "../observe/events/events.js";
import { controlPath } from "../server/control.js";
import type { AnsweredRequest } from "../server/listenOptions.js";
import type { Terminal } from "./command.js";

/** What a server has to tell at its start. */
export interface Start {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
  readonly dialect: "aws" | "cos";
  /** The accounts of access keys, by their ids; undefined where anyone may call. */
  readonly accessKeys: Readonly<Record<string, string>> | undefined;
  readonly data: { readonly file: string; readonly isLoaded: boolean } | undefined;
}

/** What a server tells whoever runs it. */
export interface ServerLog {
  started(start: Start): void;
  answered(request: AnsweredRequest): void;
  /** Of a bucket: what a request or replication has done. */
  happened(name: EventName, event: LoggedEvent): void;
  faulty(fault: Error): void;
  /** What goes wrong before long, if nothing is done. */
  warned(problem: string): void;
  saved(file: string): void;
  stopped(signal: string): void;
}

/** An event as logs show it: with more members, by its kind. */
export interface LoggedEvent {
  /** On the mock's clock. */
  readonly time: Date;
  readonly bucket: string;
  readonly key?: string;
  readonly versionId?: string;
  readonly ruleId?: string;
  readonly destinationBucket?: string;
  readonly failureReason?: string;
  readonly configurationId?: string;
  readonly reason?: string;
}

/**
 * A log to be read.
 *
 * @param clock - the mock's
 */
export function readableLog(terminal: Terminal, clock: Clock): ServerLog {
  const time = (): string => new Date(clock.now()).toISOString();
  return {
    started: (start) => startLines(start).forEach(terminal.print),
    answered: ({ operation = "-", method, url, statusCode, errorCode }) =>
      terminal.print(
        [time(), statusCode, operation, method, url, errorCode ?? []].flat().join(" "),
      ),
    happened: (name, event) => terminal.print(eventLine(name, event)),
    faulty: (fault) => terminal.complain(`${time()} ${fault.stack ?? fault.message}`),
    warned: (problem) => terminal.complain(`${time()} Warning: ${problem}.`),
    saved: (file) => terminal.print(`Saved ${file}.`),
    stopped: (signal) => terminal.print(`Stopped by ${signal}.`),
  };
}

function eventLine(name: EventName, event: LoggedEvent): string {
  const { configurationId, reason } = event;
  if (configurationId !== undefined) {
    return `${event.time.toISOString()} ${name} ${configurationId} of s3://${event.bucket} ${reason}`;
  }
  const { time, bucket, key, versionId, ruleId, destinationBucket, failureReason } = event;
  const way = ruleId === undefined ? [] : [`to s3://${destinationBucket} by rule ${ruleId}`];
  const line = [time.toISOString(), name, `s3://${bucket}/${key}`, `version ${versionId}`, way];
  return [...line, failureReason ?? []].flat().join(" ");
}

/** A log for programs: an object a line, each with its `event`. */
export function jsonLog(terminal: Terminal, clock: Clock): ServerLog {
  const entry = (event: string, fields: object): string =>
    JSON.stringify({ time: new Date(clock.now()).toISOString(), event, ...fields });
  return {
    started: (start) => terminal.print(entry("started", start)),
    answered: (request) => terminal.print(entry("request", request)),
    happened: (name, event) => terminal.print(entry(name, event)),
    faulty: ({ message, stack }) => terminal.complain(entry("fault", { message, stack })),
    warned: (message) => terminal.complain(entry("warning", { message })),
    saved: (file) => terminal.print(entry("saved", { file })),
    stopped: (signal) => terminal.print(entry("stopped", { signal })),
  };
}

function startLines(start: Start): string[] {
  const { url, host, port, region, accountId, accessKeys, data } = start;
  return [
    `A simulated S3 listens on ${url} (Region ${region}, account ${accountId}).`,
    accessLine(host, accessKeys),
    ...(data === undefined ? ["The state is gone when it ends; --data FILE keeps it."] : []),
    ...(data === undefined
      ? []
      : [`The state is kept in ${data.file}, which ${data.isLoaded ? "was loaded" : "is new"}.`]),
    `Console: ${url}${consolePath}`,
    `Control: ${url}${controlPath}, or s3-replication-mock settle --port ${port}`,
    firstStep(start),
  ];
}

function firstStep({ dialect, url, accessKeys }: Start): string {
  // A client of COS puts buckets into the names of hosts, which only a proxy gets to see.
  if (dialect === "cos") return `Try: new COS({ Protocol: "http:", Proxy: "${url}", … })`;
  return `Try: aws --endpoint-url ${url}${accessKeys ? "" : " --no-sign-request"} s3 mb s3://source`;
}

function accessLine(host: string, accessKeys: Start["accessKeys"]): string {
  if (accessKeys !== undefined) {
    const keys = Object.entries(accessKeys).map(([id, account]) => `${id} (account ${account})`);
    return `Requests have to be signed, with one of these access keys: ${keys.join(", ")}.`;
  }
  return /^(127\.|::1$|localhost$)/.test(host)
    ? "There are no access keys: anyone on this machine may call."
    : `There are no access keys: anyone who reaches ${host} may call. --access-key and --secret-key change that.`;
}
