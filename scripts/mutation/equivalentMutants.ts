import { read } from "./instrumenter.js";

export const listFile = "scripts/mutation/equivalentMutants.txt";

/** The ids of the mutants that change nothing, with the files they are in. */
export function equivalentMutants(): Map<string, string> {
  const lines = read(listFile)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const [, id, file] = /^([0-9a-f]{10}) (lib\/\S+): \S/.exec(line) ?? [];
      if (id === undefined || file === undefined) throw new Error(`${listFile}: ${line}`);
      return [id, file];
    }),
  );
}
