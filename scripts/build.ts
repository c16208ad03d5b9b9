import { rmSync } from "node:fs";
import { join } from "node:path";
import { bundleCommonJs, bundleModules, bundleSharedFiles } from "./package/bundle.js";
import { buildConsolePage } from "./package/consolePage.js";
import { declareEntries, writeDeclarations } from "./package/declarations.js";
import { repositoryRoot } from "./repositoryRoot.js";

const dist = join(repositoryRoot, "dist");

rmSync(dist, { recursive: true, force: true });
const declarations = declareEntries({ check: true });
await bundleSharedFiles(await buildConsolePage());
await bundleModules(await bundleCommonJs());
// Each half has its own: to a compiler, a declaration file is of the module system of its folder.
for (const half of ["esm", "cjs"]) writeDeclarations(declarations, join(dist, half));
