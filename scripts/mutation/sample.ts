import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cache } from "../installing.js";
import { repositoryRoot } from "../repositoryRoot.js";
import { type Instrument, read } from "./instrumenter.js";
import { type FoundMutant, hashOf, type Mutant, namedMutants } from "./mutant.js";

/** All mutants of a folder of lib. What is generated is tested where it is made. */
export async function mutantsOf(folder: string, instrument: Instrument): Promise<Mutant[]> {
  const all: Mutant[] = [];
  for (const file of sourcesOf(folder)) {
    const content = read(file);
    all.push(...namedMutants(file, content, await found(file, content, instrument)));
  }
  return all;
}

/** Kept from run to run: to look for them takes longer than many a test. */
async function found(
  name: string,
  content: string,
  instrument: Instrument,
): Promise<readonly FoundMutant[]> {
  const kept = join(cache, "mutation/found", `${hashOf(`${name} ${content}`)}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8"));
  const { mutants } = await instrument([{ name, content, mutate: true }]);
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(kept, JSON.stringify(mutants));
  return mutants;
}

/**
 * Draws mutants by the hash of seed and mutant, so that a change of the code elsewhere leaves the others
 * in the sample.
 */
export function sampled(mutants: readonly Mutant[], size: number, seed: string): Mutant[] {
  return mutants
    .map((mutant) => ({ mutant, rank: hashOf(`${seed} ${mutant.id}`) }))
    .sort((one, other) => (one.rank < other.rank ? -1 : 1))
    .slice(0, size)
    .map(({ mutant }) => mutant);
}

/** The source files below a folder of lib. */
export function sourcesOf(folder: string): string[] {
  return readdirSync(join(repositoryRoot, "lib", folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".generated.ts"))
    .map((name) => `lib/${folder}/${name}`)
    .sort();
}
