import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cache } from "../installing.js";
import { repositoryRoot } from "../repositoryRoot.js";
import { type Instrument, read } from "./instrumenter.js";
import type { Mutant } from "./mutant.js";

const folder = join(cache, "mutation/instrumented");

/** Writes the files that mutants are in with these asleep in them, and answers what wakes each. */
export async function writeInstrumented(
  mutants: readonly Mutant[],
  instrument: Instrument,
): Promise<Map<Mutant, string>> {
  const files = [...new Set(mutants.map(({ file }) => file))];
  // All at once: the instrumenter counts the mutants of one call, and the counts shall differ.
  const { files: written, mutants: found } = await instrument(
    files.map((name) => ({
      name,
      content: read(name),
      mutate: mutants.filter(({ file }) => file === name).map(({ location }) => location),
    })),
  );
  rmSync(folder, { recursive: true, force: true });
  for (const { name, content } of written) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const idOf = new Map(found.map((one) => [placeOf(one.fileName, one.mutatorName, one), one.id]));
  return new Map(
    mutants.map((mutant) => {
      const id = idOf.get(placeOf(mutant.file, mutant.mutator, mutant));
      if (id === undefined) throw new Error(`${mutant.file}:${mutant.line} was not instrumented.`);
      return [mutant, id];
    }),
  );
}

/** A source file with its mutants, where it has any. */
export function instrumentedText(path: string): string | undefined {
  const file = join(folder, path.slice(repositoryRoot.length + 1));
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function placeOf(
  file: string,
  mutator: string,
  { location, replacement }: Pick<Mutant, "location" | "replacement">,
): string {
  return JSON.stringify([file, mutator, location, replacement]);
}
