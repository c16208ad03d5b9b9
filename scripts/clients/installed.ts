import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cache, installOnce, installPackages, need, run } from "../installing.js";
import { repositoryRoot } from "../repositoryRoot.js";

const sources = join(repositoryRoot, "clients");
const clients = join(cache, "clients");

/** The folder with the AWS CLI and boto3, for PYTHONPATH. */
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

/** The class path of the AWS SDK for Java. */
export function installedJava(): string {
  need("javac", ["default-jdk-headless"]);
  need("mvn", ["maven"]);
  const folder = join(clients, "java");
  const pom = join(sources, "java/pom.xml");
  installOnce(folder, readFileSync(pom, "utf8"), () => {
    const goal = ["dependency:copy-dependencies", `-DoutputDirectory=${folder}`];
    run("mvn", ["--quiet", "--batch-mode", "--file", pom, ...goal]);
  });
  return join(folder, "*");
}

/** The program in Go, compiled. */
export function builtGo(): string {
  need("go", ["golang-go"]);
  mkdirSync(clients, { recursive: true });
  const program = join(clients, "go-story");
  run("go", ["build", "-o", program, "."], join(sources, "go"));
  return program;
}
