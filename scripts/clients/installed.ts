import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../repositoryRoot.js";

const sources = join(repositoryRoot, "clients");
const cache = join(repositoryRoot, "node_modules/.cache/clients");

/** The folder with the AWS CLI and boto3, for PYTHONPATH. */
export function installedPython(): string {
  need("python3", ["python3"]);
  if (spawnSync("python3", ["-m", "pip", "--version"]).status !== 0)
    installPackages(["python3-pip"]);
  const folder = join(cache, "python");
  const requirements = join(sources, "requirements.txt");
  installOnce(folder, requirements, () => {
    const quiet = ["--quiet", "--disable-pip-version-check", "--root-user-action=ignore"];
    run("python3", ["-m", "pip", "install", ...quiet, "--target", folder, "-r", requirements]);
  });
  return folder;
}

/** The class path of the AWS SDK for Java. */
export function installedJava(): string {
  need("javac", ["default-jdk-headless"]);
  need("mvn", ["maven"]);
  const folder = join(cache, "java");
  const pom = join(sources, "java/pom.xml");
  installOnce(folder, pom, () => {
    const goal = ["dependency:copy-dependencies", `-DoutputDirectory=${folder}`];
    run("mvn", ["--quiet", "--batch-mode", "--file", pom, ...goal]);
  });
  return join(folder, "*");
}

/** The program in Go, compiled. */
export function builtGo(): string {
  need("go", ["golang-go"]);
  mkdirSync(cache, { recursive: true });
  const program = join(cache, "go-story");
  run("go", ["build", "-o", program, "."], join(sources, "go"));
  return program;
}

/** Installs into a folder, unless it has been done for this very list. */
function installOnce(folder: string, list: string, install: () => void): void {
  const done = join(folder, "installed");
  if (existsSync(done) && readFileSync(done, "utf8") === readFileSync(list, "utf8")) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  install();
  writeFileSync(done, readFileSync(list));
}

function need(command: string, packages: readonly string[]): void {
  if (spawnSync("which", [command]).status !== 0) installPackages(packages);
}

/** Packages of Debian, which is where the tests of a fresh machine run. */
function installPackages(names: readonly string[]): void {
  const [program, ...first] =
    process.getuid?.() === 0 ? (["apt-get"] as const) : (["sudo", "-n", "apt-get"] as const);
  run(program, [...first, "update", "-qq"]);
  run(program, [...first, "install", "-qq", "-y", "--no-install-recommends", ...names]);
}

function run(command: string, args: readonly string[], cwd = repositoryRoot): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status === 0) return;
  const said = error?.message ?? `${stdout}${stderr}`;
  throw new Error(`${command} ${args.join(" ")} failed: ${said}`);
}
