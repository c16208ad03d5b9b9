import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cache, has, installOnce, installPackages, need, run } from "../installing.js";
import { npm } from "../npm.js";
import { repositoryRoot } from "../repositoryRoot.js";

const sources = join(repositoryRoot, "clients");
const clients = join(cache, "clients");

/** The folder with all clients that are written in Python, for PYTHONPATH. */
export function installedPython(): string {
  need("python3", ["python3"]);
  if (spawnSync("python3", ["-m", "pip", "--version"]).status !== 0)
    installPackages(["python3-pip"]);
  const folder = join(clients, "python");
  const requirements = join(sources, "requirements.txt");
  installOnce(folder, readFileSync(requirements, "utf8"), () => {
    const quiet = ["--quiet", "--disable-pip-version-check", "--root-user-action=ignore"];
    run("python3", ["-m", "pip", "install", ...quiet, "--target", folder, "-r", requirements]);
  });
  return folder;
}

/** The class path of a client for Java: the packages that pom.xml of its folder names. */
export function installedJava(name: string): string {
  need("javac", ["default-jdk-headless"]);
  need("mvn", ["maven"]);
  const folder = join(clients, name);
  const pom = join(sources, name, "pom.xml");
  installOnce(folder, readFileSync(pom, "utf8"), () => {
    const goal = ["dependency:copy-dependencies", `-DoutputDirectory=${folder}`];
    run("mvn", ["--quiet", "--batch-mode", "--file", pom, ...goal]);
  });
  return join(folder, "*");
}

/** The program of a client for Go, compiled. */
export function builtGo(name: string): string {
  need("go", ["golang-go"]);
  mkdirSync(clients, { recursive: true });
  const program = join(clients, `${name}-story`);
  run("go", ["build", "-o", program, "."], join(sources, name));
  return program;
}

/**
 * The folder with the stories of clients for JavaScript beside these clients, which are no concern
 * of the package's own list.
 */
export function installedJavaScript(): string {
  const folder = join(clients, "javascript");
  const source = join(sources, "javascript");
  installOnce(folder, readFileSync(join(source, "package.json"), "utf8"), () => {
    copyFileSync(join(source, "package.json"), join(folder, "package.json"));
    const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    npm(["install", ...quiet, "--no-package-lock"], folder);
  });
  cpSync(source, folder, { recursive: true });
  return folder;
}

/** The program of the client for .NET, compiled; nothing where there is no .NET. */
export function builtDotnet(): string | undefined {
  if (!has("dotnet")) return undefined;
  const folder = join(clients, "dotnet");
  const project = join(sources, "dotnet");
  const list = ["story.csproj", "Program.cs"].map((name) => readFileSync(join(project, name)));
  installOnce(folder, list.join("\n"), () => {
    // It writes beside the project, so it is built from a copy.
    const copy = join(folder, "source");
    cpSync(project, copy, { recursive: true });
    const [major, minor] = run("dotnet", ["--version"]).split(".");
    const framework = `-p:TargetFramework=net${major}.${minor}`;
    const args = ["publish", "--nologo", "--verbosity", "quiet", "--output", join(folder, "out")];
    run("dotnet", [...args, framework], copy, { DOTNET_CLI_TELEMETRY_OPTOUT: "1" });
  });
  const program = join(folder, "out/story.dll");
  if (!existsSync(program)) throw new Error(`dotnet has not written ${program}.`);
  return program;
}
