import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { installedTypeScript } from "../sdks/installed.js";
import { oldestTypeScript } from "../sdks/versions.js";
import { declarationDebts } from "./declarationDebts.js";
import { entryPoints } from "./entryPoints.js";

/** What a user writes, nowhere a cast. */
const program = `import { type ReplicationMock, replicationMock } from "s3-replication-mock";
${entryPoints
  .map(({ subpath }, index) => {
    const specifier = posix.join("s3-replication-mock", subpath);
    return `import type * as entry${index} from "${specifier}";\nexport type Entry${index} = typeof entry${index};`;
  })
  .join("\n")}
export const mock: ReplicationMock = replicationMock({ region: "eu-west-1" });
// @ts-expect-error the types are there, and not loose
export const notLoose: string = mock;
`;

const moduleSystems = {
  nodenext: ["oldest.mts", "oldest.cts"],
  node16: ["oldest.mts", "oldest.cts"],
  bundler: ["oldest.ts"],
} as const;

/**
 * What the oldest TypeScript that is supported says about the package installed in a folder: checked
 * whole, with no library but ES2022's, and without the types of Node.
 */
export function oldCompilerProblems(folder: string): string[] {
  const compiler = installedTypeScript(oldestTypeScript);
  return Object.entries(moduleSystems).flatMap(([resolution, files]) => {
    for (const file of files) writeFileSync(join(folder, file), program);
    const settings = {
      compilerOptions: {
        module: resolution === "bundler" ? "es2022" : resolution,
        moduleResolution: resolution,
        target: "es2022",
        lib: ["es2022"],
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        noEmit: true,
        types: [],
      },
      files,
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [compiler, "--pretty", "false"],
      {
        cwd: folder,
        encoding: "utf8",
      },
    );
    const messages = `${stdout}${stderr}`.split("\n").filter((line) => line !== "");
    if (status !== 0 && messages.length === 0) return [`tsc ended with ${status}, silently.`];
    return messages.filter((message) => !isOwed(message)).map((text) => `${resolution}: ${text}`);
  });
}

/** Whether a message is about a module that the declarations of an entry are known to need. */
function isOwed(message: string): boolean {
  return Object.entries(declarationDebts.nodeModules).some(([name, modules]) =>
    modules.some((module) =>
      new RegExp(`/${name}\\.d\\.ts\\(.*Cannot find module '${module}'`).test(message),
    ),
  );
}
