import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type IExtractorMessagesConfig,
} from "@microsoft/api-extractor";
import { repositoryRoot } from "../repositoryRoot.js";
import { entryName, entryPoints } from "./entryPoints.js";
import { augmentationsIn, withoutShared } from "./sharedDeclarations.js";

/** What an entry is to those who compile against it. */
export interface EntryDeclarations {
  readonly name: string;
  /** The whole of its declarations, but for what it imports from packages and from the main entry. */
  readonly rolledUp: string;
  /** The same as a list for review, in order of names. */
  readonly report: string;
}

/** Our comments are plain, and what is exported is public: neither needs tags. */
const quiet: IExtractorMessagesConfig = Object.fromEntries(
  ["compilerMessageReporting", "extractorMessageReporting", "tsdocMessageReporting"].map((kind) => [
    kind,
    { default: { logLevel: ExtractorLogLevel.None, addToApiReportFile: false } },
  ]),
);

/**
 * Compiles the declarations of the library and rolls them up, one file for each entry, the main entry's
 * first. TypeScript emits them, API Extractor rolls them up with the older TypeScript that it brings.
 *
 * @throws Error when they do not compile
 */
export function declareEntries({ check }: { readonly check: boolean }): EntryDeclarations[] {
  const workshop = mkdtempSync(join(tmpdir(), "s3-replication-mock-"));
  try {
    emit(workshop, check ? [] : ["--noCheck"]);
    const files = entryPoints.map(({ subpath, source }) => ({
      name: entryName(subpath),
      file: join(workshop, source.replace(/^lib\//, "").replace(/\.ts$/, ".d.ts")),
    }));
    const rollUp = extractor(
      workshop,
      files.map(({ file }) => file),
    );
    const [main, ...others] = files.map(({ name, file }) => ({ name, ...rollUp(name, file) }));
    if (main === undefined) return [];
    return [
      main,
      ...others.map(({ name, rolledUp, report }) => ({
        name,
        report,
        rolledUp: withoutShared(rolledUp, main.rolledUp),
      })),
    ];
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

function emit(outDir: string, flags: readonly string[]): void {
  const compiler = join(repositoryRoot, "node_modules/typescript/bin/tsc");
  const args = [compiler, "-p", "tsconfig.build.json", "--outDir", outDir, ...flags];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: repositoryRoot,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The declarations do not compile:\n${stdout}${stderr}`);
}

/** Rolls up one entry after another in one program. */
function extractor(
  workshop: string,
  files: string[],
): (name: string, file: string) => { readonly rolledUp: string; readonly report: string } {
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    moduleResolution: "nodenext",
    lib: ["es2022"],
    strict: true,
    // The folder is outside of the repository, whose packages the declarations import.
    typeRoots: [join(repositoryRoot, "node_modules/@types")],
    types: ["node"],
  };
  const configOf = (name: string, file: string): ExtractorConfig =>
    ExtractorConfig.prepare({
      packageJsonFullPath: join(repositoryRoot, "package.json"),
      configObjectFullPath: undefined,
      configObject: {
        projectFolder: workshop,
        mainEntryPointFilePath: file,
        newlineKind: "lf",
        compiler: { overrideTsconfig: { compilerOptions, files } },
        apiReport: {
          enabled: true,
          reportFileName: name,
          reportFolder: workshop,
          reportTempFolder: join(workshop, "temp"),
        },
        docModel: { enabled: false },
        tsdocMetadata: { enabled: false },
        dtsRollup: { enabled: true, untrimmedFilePath: join(workshop, `${name}.rolled-up.d.ts`) },
        messages: quiet,
      },
    });
  let state: CompilerState | undefined;
  return (name, file) => {
    const config = configOf(name, file);
    mkdirSync(join(workshop, "temp"), { recursive: true });
    state ??= CompilerState.create(config, { additionalEntryPoints: files });
    const messageCallback = (message: { handled: boolean }): void => {
      message.handled = true;
    };
    Extractor.invoke(config, { localBuild: true, compilerState: state, messageCallback });
    return {
      rolledUp: [
        readFileSync(join(workshop, `${name}.rolled-up.d.ts`), "utf8"),
        ...augmentationsIn(readFileSync(file, "utf8")),
      ].join("\n"),
      report: readFileSync(join(workshop, `${name}.api.md`), "utf8"),
    };
  };
}

/** Writes the declarations of each entry into a folder. */
export function writeDeclarations(entries: readonly EntryDeclarations[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, rolledUp } of entries) writeFileSync(join(folder, `${name}.d.ts`), rolledUp);
}
