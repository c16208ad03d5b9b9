import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cache, installOnce } from "../installing.js";
import { npm } from "../npm.js";
import { repositoryRoot } from "../repositoryRoot.js";
import type { FoundMutant, Location } from "./mutant.js";

/** Stryker's, of the last line that runs on Node 20. */
const packages = ["@stryker-mutator/instrumenter@9.6.1", "typed-inject@5.0.0"];

export interface Instrumented {
  readonly files: readonly { readonly name: string; readonly content: string }[];
  readonly mutants: readonly FoundMutant[];
}

export interface Source {
  readonly name: string;
  readonly content: string;
  /** Everywhere, or in these places. */
  readonly mutate: true | readonly Location[];
}

/** Puts mutants into files; each is asleep until the code is told that it is the active one. */
export type Instrument = (sources: readonly Source[]) => Promise<Instrumented>;

/** Installs the instrumenter, which nothing else of the repository needs, and loads it. */
export async function installedInstrumenter(): Promise<Instrument> {
  const folder = join(cache, "mutation/instrumenter");
  installOnce(folder, packages.join(" "), () => {
    writeFileSync(join(folder, "package.json"), '{"private":true}\n');
    npm(["install", "--no-audit", "--no-fund", "--ignore-scripts", ...packages], folder);
  });
  const { createInstrumenter } = await load(folder, "@stryker-mutator/instrumenter");
  const { createInjector } = await load(folder, "typed-inject");
  const instrumenter = createInstrumenter(createInjector().provideValue("logger", silence));
  return (sources) =>
    instrumenter.instrument(sources, {
      plugins: null,
      excludedMutations: [],
      ignorers: [],
      mutator: {},
    });
}

/** The members of the two packages that are called here. */
interface Loaded {
  createInstrumenter(injector: object): {
    instrument(sources: readonly Source[], options: object): Promise<Instrumented>;
  };
  createInjector(): { provideValue(token: string, value: object): object };
}

const silence = {
  isDebugEnabled: () => false,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
};

async function load(folder: string, name: string): Promise<Loaded> {
  const place = join(folder, "node_modules", name);
  const { main } = JSON.parse(readFileSync(join(place, "package.json"), "utf8"));
  return import(pathToFileURL(join(place, main)).href);
}

/** Reads files of the repository. */
export function read(file: string): string {
  return readFileSync(join(repositoryRoot, file), "utf8");
}
