import * as sdk from "@aws-sdk/client-s3";
import {
  asyncProblems,
  bannedCallProblems,
  bannedSyntaxProblems,
  fileSizeProblems,
  functionSizeProblems,
  moduleStateProblems,
  plainErrorProblems,
} from "./support/tidy/codeRules.js";
import {
  cycleProblems,
  layerProblems,
  sameNameProblems,
  sdkImportProblems,
  wireProblems,
} from "./support/tidy/importRules.js";
import { lockProblems } from "./support/tidy/lockRules.js";
import { filesUnder, lockFile } from "./support/tidy/repository.js";
import { fieldsOf, type SourceModule, sourceModule } from "./support/tidy/sourceModule.js";
import { stateProblems } from "./support/tidy/stateRules.js";
import { fileNameProblems, textProblems, unprovenOperations } from "./support/tidy/textRules.js";

const files = filesUnder(".");
const modules = files
  .filter(({ path }) => path.endsWith(".ts") && !path.endsWith(".generated.ts"))
  .map(({ path, text }) => sourceModule(path, text));
const lib = modules.filter(({ path }) => path.startsWith("lib/"));
const code = modules.filter(({ path }) => !path.startsWith("__tests__/"));

describe("the code keeps the house rules:", () => {
  const rules: Record<string, () => string[]> = {
    "imports go down the layers": () => layerProblems(lib),
    "the wire knows no operation": () => wireProblems(lib),
    "the state contains and never judges": () => stateProblems(lib),
    "a name of a file stands for one thing": () => sameNameProblems(lib),
    "no imports go in a circle": () => cycleProblems(modules),
    "nothing of the SDK is loaded at run time": () => sdkImportProblems(lib),
    "a file can be read in one sitting": () => fileSizeProblems(modules),
    "a function fits a screen": () => functionSizeProblems(code),
    "time and chance come from clock and ids": () => bannedCallProblems(lib),
    "no syntax hides or loosens a type": () => bannedSyntaxProblems(modules),
    "operations, replication and state are synchronous": () => asyncProblems(lib),
    "the mock's own errors have codes": () => plainErrorProblems(lib),
    "no state outlives a mock": () => moduleStateProblems(lib),
    "a file is named by what is in it": () => fileNameProblems(files),
    "texts name no machine and put nothing off": () => textProblems(files),
    "the lock file serves every machine": () => lockProblems(lockFile()),
    "each operation has its facts": () =>
      unprovenOperations(
        registeredOperations(lib),
        files.filter(({ path }) => path.startsWith("__tests__/conformance/")),
      ),
  };

  test.each(Object.entries(rules))("%s", (_rule, problems) => {
    expect(problems()).toEqual([]);
  });
});

test("the registry of operations is found", () => {
  expect(registeredOperations(lib)).toContain("HeadObject");
});

/** The keys in lib/operations/operations.ts that the SDK has a command for. */
function registeredOperations(from: readonly SourceModule[]): string[] {
  const registry = from.find(({ path }) => path === "lib/operations/operations.ts");
  const names = (registry?.nodes ?? []).map(({ fields }) => String(fieldsOf(fields).value));
  return [...new Set(names)].filter((name) => `${name}Command` in sdk);
}
