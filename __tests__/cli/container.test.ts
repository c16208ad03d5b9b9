import { readFileSync } from "node:fs";
import { join } from "node:path";
import { controlPath } from "../../lib/server/control.js";
import { typedIn } from "../support/commandLine.js";
import { controlled } from "../support/controlled.js";

const root = join(__dirname, "../..");
const lines = readFileSync(join(root, "Dockerfile"), "utf8").replaceAll("\\\n", " ").split("\n");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
/** What the last image is made of: what stands before it is not in it. */
const image = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM ")));
const instruction = (name: string): string | undefined =>
  image.findLast((line) => line.startsWith(`${name} `))?.slice(name.length + 1);

describe("the container image", () => {
  test("is a slim one of a Node that the package takes, and does not run as root", () => {
    const [, major] = /^node:(\d+)-slim$/.exec(instruction("FROM") ?? "") ?? [];
    expect(Number(major)).toBeGreaterThanOrEqual(20);
    expect(instruction("USER")).toBe("node");
    expect(image.findIndex((line) => line.startsWith("USER "))).toBeLessThan(
      image.findIndex((line) => line.startsWith("ENTRYPOINT ")),
    );
  });

  test("runs the command of the package, and asks it for its health", () => {
    const command = [
      "node",
      `node_modules/${manifest.name}/${manifest.bin[manifest.name].slice(2)}`,
    ];
    expect(JSON.parse(instruction("ENTRYPOINT") ?? "")).toEqual(command);
    expect(JSON.parse(instruction("CMD") ?? "")).toEqual(["serve"]);
    const [, check = ""] = /CMD (\[.*\])$/.exec(instruction("HEALTHCHECK") ?? "") ?? [];
    expect(JSON.parse(check)).toEqual([...command, "health"]);
  });

  test("is without the SDK, which only tests in JavaScript need", () => {
    expect(instruction("RUN")).toContain("--omit=peer");
    expect(Object.keys(manifest.dependencies).join()).not.toContain("aws-sdk");
    for (const peer of Object.keys(manifest.peerDependencies)) {
      expect(manifest.peerDependenciesMeta[peer]).toEqual({ optional: true });
    }
  });
});

test("health finds the server by the port that serve has, and ends with 1 where there is none", async () => {
  await controlled(
    async ({ server }) => {
      const found = await typedIn({ S3_REPLICATION_MOCK_PORT: String(server.port) }, "health");
      expect(found).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^s3-replication-mock \S+, server \d+-\d+, up for \d+ s\.$/),
      });
      expect(controlPath).toBe("/_s3-replication-mock/");
    },
    { version: "1.2.3" },
  );
  expect((await typedIn({ S3_REPLICATION_MOCK_PORT: "9" }, "health")).code).toBe(1);
});
