/**
 * The source of one of esbuild's files with what it takes of the package's others as constants, and what it
 * gives to them as properties. esbuild itself would make a getter of each, for the sake of files that import
 * each other; here none do, because what two files need is in a third, and code that runs with every request
 * would pay for it.
 *
 * @param source - as esbuild prints ES modules; imports of packages are left to it, and what an entry exports
 * @throws Error where files share something in another way
 */
export function commonJsSource(source: string, { isEntry }: { readonly isEntry: boolean }): string {
  const taken = source
    .replace(importOfOwn, (_all, names: string, file: string) => {
      return `const {${names.replaceAll(" as ", ": ")}} = require(${file});`;
    })
    .replace(bareImportOfOwn, (_all, file: string) => `require(${file});`);
  const text = isEntry
    ? taken
    : taken.replace(ownExports, (_all, names: string) => {
        return `module.exports = {${names.replace(renamed, "$2: $1")}};`;
      });
  const [other] = text.split("\n").filter((line) => isShared(line, isEntry));
  if (other !== undefined) throw new Error(`what files share is to be named one by one: ${other}`);
  return text;
}

const importOfOwn = /^import \{([^}]*)\} from ("\.[^"]*\.js");$/gm;
const bareImportOfOwn = /^import ("\.[^"]*\.js");$/gm;
const ownExports = /^export \{([^}]*)\};$/gm;
const renamed = /([\w$]+) as ([\w$]+)/g;

function isShared(line: string, isEntry: boolean): boolean {
  return /^import\b.*"\.[^"]*\.js";$/.test(line) || (!isEntry && line.startsWith("export "));
}
