import type { ShownFault } from "../server/controlFaults.js";

/**
 * What `explain` says, with its advice in the words of the command line: `faults end 1` in the place of
 * `end()`.
 *
 * @param faults - those in force, by which the one is found that is to be ended
 */
export function commandAdvice(text: string, faults: readonly ShownFault[]): string {
  return text
    .replace(endOf, (_, kind: string, option: string | undefined) => endText(faults, kind, option))
    .replace(/\bcall (?=mock\.)/g, "run ")
    .replace(/mock\.advance\((\d+(?:\.\d+)?)\)/g, "advance $1")
    .replace(/mock\.settle\(\)/g, "settle")
    .replace(explainOf, (_, bucket: string, key: string) => `explain ${quoted(bucket, key)}`)
    .replace(/mock\.batchReplicate\(\{ bucket: "([^"]*)" \}\)/g, "batch-replicate $1")
    .replace(/mock\.batchReplicate\b/g, "batch-replicate")
    .replace(/mock\.faults\.fail\(\{ reason: "(\w+)" \}\)/g, "faults add fail reason=$1");
}

/** As explanations have it; the option's value, where there is one, is JSON. */
const endOf =
  /call end\(\) of what mock\.faults\.(\w+)\((?:(?:\{ \w+: )?("(?:[^"\\]|\\.)*")(?: \})?)?\) returned/g;

const explainOf = /mock\.explain\(\{ Bucket: ("(?:[^"\\]|\\.)*"), Key: ("(?:[^"\\]|\\.)*") \}\)/g;

function endText(faults: readonly ShownFault[], kind: string, option = ""): string {
  const value: unknown = option === "" ? undefined : JSON.parse(option);
  const meant = faults.filter(
    (fault) =>
      fault.kind === kind && (value === undefined || Object.values(fault.options).includes(value)),
  );
  if (meant.length === 0) return "run faults, then faults end NUMBER";
  return `run ${meant.map(({ id }) => `faults end ${id}`).join(" and ")}`;
}

function quoted(bucket: string, key: string): string {
  const uri = `s3://${JSON.parse(bucket)}/${JSON.parse(key)}`;
  return /^[\w./:-]+$/.test(uri) ? uri : `'${uri.replaceAll("'", "'\\''")}'`;
}
