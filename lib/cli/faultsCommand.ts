import { didYouMean } from "../base/closestName.js";
import { faultKinds, type ShownFault } from "../server/controlFaults.js";
import type { Arguments, Command } from "./command.js";
import { type ControlRequest, callForJson, clientFlags } from "./controlClient.js";
import { refuse } from "./flagValues.js";
import { UsageError } from "./usageError.js";

export const faultsCommand: Command = {
  summary: "Makes replication and requests go wrong, and right again.",
  operands: ["[ACTION]", "[WORDS...]"],
  details: [
    "It takes list, add KIND [NAME=VALUE...], end NUMBER, end all, or unused, which lists those that have done nothing so far.",
    `KIND is one of ${faultKinds.join(", ")}.`,
    "NAME=VALUE are the options of mock.faults. For deny: action, bucket, destination, ruleId, prefix, role, nth. For fail: the same with reason in the place of action. For breakRole: the same without action. For disableKmsKey and deleteKmsKey: key. For unavailable: bucket or region.",
    "For requests: operation, bucket, key, prefix and times say which of them, and respond takes code, message and in200; disconnect takes when=before or when=after; truncate takes afterBytes; latency takes ms. For staleConfiguration: bucket and ms.",
  ],
  flags: clientFlags,
  examples: [
    "faults",
    "faults add deny action=s3:ReplicateObject destination=backup",
    "faults add respond code=SlowDown operation=PutObject times=2",
    "faults end 1",
    "faults end all",
  ],
  async run(given, terminal) {
    const request = requestOf(given.operands);
    const answer = await callForJson<ShownFault | readonly ShownFault[]>(given, request);
    if (given.has("json")) {
      terminal.print(JSON.stringify(answer, undefined, 2));
      return;
    }
    const faults = [answer].flat();
    for (const fault of faults) terminal.print(line(fault, request.method));
    if (faults.length > 0) return;
    const isUnused = request.path.endsWith("unused");
    terminal.print(isUnused ? "Each fault has done something." : "There are no faults.");
  },
};

function requestOf([action = "list", ...rest]: Arguments["operands"]): ControlRequest {
  const [subject, ...pairs] = rest;
  if (action === "list" && subject === undefined) return { method: "GET", path: "faults" };
  if (action === "unused" && subject === undefined) return { method: "GET", path: "faults/unused" };
  if (action === "add") {
    if (subject === undefined) throw new UsageError("faults add: say which KIND.");
    if (!faultKinds.includes(subject)) {
      const meant = didYouMean(subject, faultKinds);
      refuse("KIND", subject, `one of ${faultKinds.join(", ")}${meant}`);
    }
    const body = { ...Object.fromEntries(pairs.map(option)), kind: subject };
    return { method: "POST", path: "faults", body };
  }
  if (action === "end" && pairs.length === 0 && /^(all|\d+)$/.test(subject ?? "")) {
    return { method: "DELETE", path: subject === "all" ? "faults" : `faults/${subject}` };
  }
  return refuse(
    "faults",
    [action, ...rest].join(" "),
    "list, add KIND, end NUMBER, end all or unused",
  );
}

const numbers = new Set(["afterBytes", "ms", "nth", "times"]);

function option(pair: string): [string, unknown] {
  const mark = pair.indexOf("=");
  if (mark < 1) refuse("an option", pair, "NAME=VALUE");
  const [name, value] = [pair.slice(0, mark), pair.slice(mark + 1)];
  if (numbers.has(name)) return [name, /^\d+$/.test(value) ? Number(value) : value];
  return [name, name === "in200" && /^(true|false)$/.test(value) ? value === "true" : value];
}

function line({ id, kind, options, count, reasons = [] }: ShownFault, method: string): string {
  const given = Object.entries(options).map(([name, value]) => ` ${name}=${value}`);
  const times = count === undefined ? "" : ` (${count} ${count === 1 ? "time" : "times"})`;
  const why = reasons.length === 0 ? "" : `: ${reasons.join("; ")}`;
  return `${method === "DELETE" ? "Ended " : ""}${id}: ${kind}${given.join("")}${times}${why}`;
}
