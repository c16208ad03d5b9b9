import type { ObjectAddress } from "../base/objectName.js";
import type { RequestFilter } from "../observe/requestHistory.js";
import type { BatchFilter } from "../replication/batchOptions.js";
import { ControlRefusal } from "./controlRefusal.js";
import type { Parameters } from "./controlRoute.js";

export function objectIn(parameters: Parameters): ObjectAddress {
  return {
    Bucket: text(parameters, "bucket"),
    Key: text(parameters, "key"),
    VersionId: optional(parameters, "versionId"),
  };
}

export function text(parameters: Parameters, name: string): string {
  const value = optional(parameters, name);
  return value ?? refuse(400, `${name} is missing: which one is meant?`);
}

export function optional(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name];
  if (value === undefined || typeof value === "string") return value;
  return refuse(400, `${name} is ${JSON.stringify(value)}; allowed is a string`);
}

export function requestFilter(parameters: Parameters): RequestFilter {
  const bucket = optional(parameters, "bucket");
  const key = optional(parameters, "key");
  return { ...(bucket !== undefined && { bucket }), ...(key !== undefined && { key }) };
}

/** JSON has no dates. */
export function batchFilter(filter: unknown = {}): BatchFilter {
  if (typeof filter !== "object" || filter === null) {
    return refuse(400, `filter is ${JSON.stringify(filter)}; allowed is an object`);
  }
  const dates = Object.entries(filter).map(([name, value]) =>
    name.startsWith("created") && typeof value === "string"
      ? [name, new Date(value)]
      : [name, value],
  );
  return Object.fromEntries(dates);
}

export function refuse(statusCode: number, message: string): never {
  throw new ControlRefusal(statusCode, message);
}
