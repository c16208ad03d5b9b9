import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "../npm.js";
import { repositoryRoot } from "../repositoryRoot.js";

const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];

/** The folder with a version of the client, installed as on the day after its release. */
export function installedClient(version: string): string {
  const name = `@aws-sdk/client-s3@${version}`;
  return installedOnce(`client-s3-${version}`, (folder) => {
    try {
      npm(["install", ...quiet, `--before=${dayAfterRelease(version)}`, name], folder);
    } catch {
      // A mirror may have got the packages of one release on different days.
      npm(["install", ...quiet, name], folder);
    }
  });
}

/** The executable of a version of Node, or of the newest within a version. */
export function installedNode(version: string): string {
  const { platform, arch } = process;
  // The packages that `node` of the registry chooses from, which takes an install script to do so.
  const name = `node-${platform === "win32" ? "win" : platform}-${arch}`;
  const folder = installedOnce(`node-${version}`, (empty) => {
    npm(["install", ...quiet, `${name}@${version}`], empty);
  });
  return join(folder, "node_modules", name, "bin", platform === "win32" ? "node.exe" : "node");
}

/** The compiler of a version of TypeScript that has one in JavaScript. */
export function installedTypeScript(version: string): string {
  const folder = installedOnce(`typescript-${version}`, (empty) => {
    npm(["install", ...quiet, `typescript@${version}`], empty);
  });
  return join(folder, "node_modules/typescript/lib/tsc.js");
}

function installedOnce(name: string, install: (folder: string) => void): string {
  const folder = join(repositoryRoot, "node_modules/.cache/sdks", name);
  // npm writes this file last.
  if (existsSync(join(folder, "node_modules/.package-lock.json"))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"private":true}\n');
  install(folder);
  return folder;
}

function dayAfterRelease(version: string): string {
  const times: Record<string, string> = JSON.parse(
    npm(["view", "@aws-sdk/client-s3", "time", "--json"], repositoryRoot),
  );
  const released = times[version];
  if (released === undefined) throw new Error(`There is no @aws-sdk/client-s3 ${version}.`);
  return new Date(Date.parse(released) + 24 * 60 * 60 * 1000).toISOString();
}
