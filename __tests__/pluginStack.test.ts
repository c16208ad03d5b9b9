import { ListBucketsCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "./support/client.js";
import { recordingHandler } from "./support/recordingHandler.js";

const Bucket = "bucket";
const buckets = { [Bucket]: {} };
const credentials = { accessKeyId: "id", secretAccessKey: "secret" };

const steps = ["initialize", "serialize", "build", "finalizeRequest", "deserialize"] as const;
const priorities = ["high", "normal", "low"] as const;
const places = steps.flatMap((step) => priorities.map((priority) => ({ step, priority })));

/** A stack as a test fills it: by name of step, or beside what is there. */
interface FillableStack {
  add(middleware: unknown, options: object): void;
  addRelativeTo(middleware: unknown, options: object): void;
  identify(): string[];
}

/** Puts a middleware at each step with each priority, which notes that it ran. */
function fill(stack: FillableStack, label: string, ran: string[]): void {
  for (const { step, priority } of places) {
    stack.add(noting(`${label} ${step} ${priority}`, ran), { step, priority });
  }
}

/** Puts a middleware before and after each of the SDK's own. */
function fillBeside(
  stack: FillableStack,
  names: readonly string[],
  label: string,
  ran: string[],
): void {
  for (const toMiddleware of names) {
    for (const relation of ["before", "after"]) {
      stack.addRelativeTo(noting(`${label} ${relation} ${toMiddleware}`, ran), {
        relation,
        toMiddleware,
      });
    }
  }
}

function noting(what: string, ran: string[]) {
  return (next: (args: unknown) => Promise<unknown>) => (args: unknown) => {
    ran.push(what);
    return next(args);
  };
}

/** The SDK's own middleware: the client's, and what a command brings. */
function namesOf(stack: FillableStack): string[] {
  const own = stack.identify().map((line) => line.replace(/(: | \(a\.k\.a\.| - ).*$/, ""));
  return [...own, "serializerMiddleware", "deserializerMiddleware"].filter(
    (name) => name !== "anonymous" && !name.startsWith("replicationMock"),
  );
}

/** What runs of what is put everywhere, in its order, when an object is put. */
async function orderOf(attach: (client: S3Client, command: PutObjectCommand) => void) {
  const requestHandler = recordingHandler();
  const client = new S3Client({ region: "us-east-1", credentials, requestHandler });
  const command = new PutObjectCommand({ Bucket, Key: "key", Body: "content" });
  const ran: string[] = [];
  // The stacks are typed for the middleware of one client; these run on any.
  const onClient = client.middlewareStack as unknown as FillableStack;
  const onCommand = command.middlewareStack as unknown as FillableStack;
  const names = namesOf(onClient);
  fill(onClient, "client, before use:", ran);
  fillBeside(onClient, names, "client, before use:", ran);
  attach(client, command);
  fill(onClient, "client, after use:", ran);
  fillBeside(onClient, names, "client, after use:", ran);
  fill(onCommand, "command:", ran);
  fillBeside(onCommand, names, "command:", ran);
  const { ETag } = await client.send(command);
  return { ran, ETag, requests: requestHandler.requests.length };
}

describe("middleware at each step and priority, before and after each of the SDK's own", () => {
  test.each<[string, (client: S3Client, command: PutObjectCommand) => void]>([
    ["client", (client) => client.middlewareStack.use(replicationMock({ buckets }))],
    ["command", (_, command) => command.middlewareStack.use(replicationMock({ buckets }))],
    [
      "client that signs",
      (client) => client.middlewareStack.use(replicationMock({ buckets, credentials: "required" })),
    ],
  ])("runs in the SDK's own order above the mock of a %s", async (_name, attach) => {
    const bare = await orderOf(() => {});
    expect(bare.requests).toBe(1);
    expect(bare.ran.length).toBeGreaterThan(3 * places.length + 60);
    const mocked = await orderOf(attach);
    expect(mocked.ran).toEqual(bare.ran);
    expect(mocked.requests).toBe(0);
    expect(mocked.ETag).toBe('"9a0364b9e99bb480dd25e1f0284c8555"');
  });

  test("sees what the mock answers, and may answer in its place", async () => {
    const client = clientOf(replicationMock({ buckets }));
    const seen: unknown[] = [];
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        seen.push((result.response as { statusCode: number }).statusCode);
        return result;
      },
      { step: "deserialize", priority: "low" },
    );
    await client.send(new ListBucketsCommand({}));
    expect(seen).toEqual([200]);
    client.middlewareStack.add(() => () => Promise.reject(new Error("answered by another")), {
      step: "deserialize",
      priority: "low",
    });
    expect((await errorOf(client.send(new ListBucketsCommand({})))).message).toBe(
      "answered by another",
    );
  });
});

describe("a copy of a stack with the mock", () => {
  test("is answered by the mock when it is put together by hand", async () => {
    const source = clientOf(replicationMock({ buckets }));
    for (const copy of ["clone", "use", "concat"] as const) {
      const client = new S3Client({ region: "us-east-1" });
      if (copy === "use") client.middlewareStack.use(source.middlewareStack.clone());
      else if (copy === "clone")
        Object.assign(client, { middlewareStack: source.middlewareStack.clone() });
      else {
        const empty = new ListBucketsCommand({}).middlewareStack;
        Object.assign(client, { middlewareStack: source.middlewareStack.concat(empty as never) });
      }
      const { Buckets } = await client.send(new ListBucketsCommand({}));
      expect(Buckets).toHaveLength(1);
    }
  });
});
