import { join } from "node:path";
import { build } from "esbuild";
import type { BuiltPage } from "../../lib/console/builtPage.js";
import { repositoryRoot } from "../repositoryRoot.js";

/** Bundles the page of the console: one script and one style sheet that need nothing else. */
export async function buildConsolePage(): Promise<BuiltPage> {
  const { outputFiles } = await build({
    absWorkingDir: join(repositoryRoot, "console"),
    entryPoints: { script: "main.tsx", style: "app.css" },
    outdir: "built",
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: ["es2022"],
    jsx: "automatic",
    jsxImportSource: "preact",
    write: false,
    logLevel: "warning",
  });
  const textOf = (extension: string): string => {
    const file = outputFiles.find(({ path }) => path.endsWith(extension));
    if (file === undefined) throw new Error(`The console was built without a ${extension} file.`);
    return file.text;
  };
  return { script: textOf(".js"), style: textOf(".css") };
}
