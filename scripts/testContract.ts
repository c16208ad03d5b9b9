import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { configurationFacts } from "../contract/configurationFacts.js";
import { coreFacts } from "../contract/coreFacts.js";
import { type Fact, pairOf } from "../contract/fact.js";
import { replicationFacts } from "../contract/replicationFacts.js";
import { replicationMock } from "../lib/index.js";
import { type ConnectOptions, type ContractTarget, connect } from "../lib/testing/contract.js";
import { startMoto } from "./contract/motoServer.js";
import { startServer } from "./server.js";
import { type Outcome, outcomeOf, Tally } from "./tally.js";

/** What is compared: the plugin, the server, and an S3 of another make. */
interface Target {
  readonly name: string;
  /** Whether a difference is a failure of ours. */
  readonly isOurs: boolean;
  start(): Promise<{ target: ContractTarget; options?: ConnectOptions; stop(): Promise<void> }>;
}

const role = "arn:aws:iam::123456789012:role/replication";

const targets: readonly Target[] = [
  {
    name: "plugin",
    isOurs: true,
    start: async () => ({ target: replicationMock(), stop: async () => {} }),
  },
  {
    name: "server",
    isOurs: true,
    async start() {
      const server = await startServer({ isSigned: false });
      return {
        target: server.url,
        async stop() {
          await server.stop();
        },
      };
    },
  },
  {
    name: "moto",
    isOurs: false,
    async start() {
      const { url, stop } = await startMoto();
      return { target: url, options: { role, lacks: ["replication"] }, stop };
    },
  },
];

const facts = [...coreFacts, ...configurationFacts, ...replicationFacts];
const table = new Map<Fact, Record<string, string>>(facts.map((fact) => [fact, {}]));
const tally = new Tally();
for (const target of targets) tally.add(`contract of ${target.name}`, await test(target));
printDifferences();
tally.finish();

/** Checks all facts of a target, each with buckets of its own, and that none of them is left. */
async function test({ name, isOurs, start }: Target): Promise<Outcome[]> {
  const { target, options = {}, stop } = await start();
  const outcomes: Outcome[] = [];
  try {
    for (const fact of facts) {
      const result = await resultOf(fact, target, options);
      const row = table.get(fact);
      if (row !== undefined) row[name] = result;
      if (result.startsWith("lacks"))
        outcomes.push({ ...outcomeOf([]), passed: 0, leftOut: [fact.title] });
      else
        outcomes.push(outcomeOf(result === "holds" || !isOurs ? [] : [`${fact.title}: ${result}`]));
    }
    if (!isOurs) outcomes.push(outcomeOf(await waitedFor(target, options)));
    outcomes.push(outcomeOf(await leftBehind(target, options)));
  } finally {
    await stop();
  }
  return outcomes;
}

async function resultOf(
  { needs = [], check }: Fact,
  target: ContractTarget,
  options: ConnectOptions,
): Promise<string> {
  const contract = await connect(target, { timeoutMs: 10_000, ...options });
  try {
    const lacking = needs.filter((feature) => !contract.can(feature));
    if (lacking.length > 0) return `lacks ${lacking.join(", ")}`;
    await check(contract);
    return "holds";
  } catch (error) {
    return firstLine(error);
  } finally {
    await contract.end();
  }
}

/** Where nothing is copied, waiting has to end all the same, and to say why. */
async function waitedFor(target: ContractTarget, options: ConnectOptions): Promise<string[]> {
  const contract = await connect(target, { timeoutMs: 10_000, ...options });
  try {
    const pair = await pairOf(contract);
    await pair.put("key");
    await contract.settle();
    const status = await contract.replicated(`s3://${pair.from}/key`).catch(firstLine);
    return status.endsWith("has no replication status: nothing replicates it here")
      ? []
      : [`waiting for what nothing copies ended with ${status}`];
  } finally {
    await contract.end();
  }
}

async function leftBehind(target: ContractTarget, options: ConnectOptions): Promise<string[]> {
  const contract = await connect(target, options);
  const { Buckets = [] } = await contract.client.send(new ListBucketsCommand({}));
  await contract.end();
  return Buckets.map(({ Name }) => `the bucket ${Name} was left behind`);
}

function firstLine(error: unknown): string {
  const [line = ""] = String(error instanceof Error ? error.message : error).split("\n");
  const { actual, expected } = error as { actual?: unknown; expected?: unknown };
  return actual === undefined && expected === undefined
    ? line
    : `${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`;
}

/** A line for each fact that does not hold everywhere. */
function printDifferences(): void {
  console.log("\n| Fact | plugin | server | moto |\n|---|---|---|---|");
  for (const [{ title }, row] of table) {
    const cells = targets.map(({ name }) => row[name] ?? "");
    if (cells.every((cell) => cell === "holds")) continue;
    console.log(`| ${[title, ...cells].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`);
  }
  console.log("");
}
