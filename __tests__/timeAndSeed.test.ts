import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import fc from "fast-check";
import { manualClock, type ReplicationMock } from "s3-replication-mock";
import { Bucket, replicatingMock } from "./support/replicatingMock.js";

type Step = (mock: ReplicationMock, client: S3Client) => unknown;

const key = fc.constantFrom("a", "b", "tax/ä");

/** What a program may do with a mock. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(key, fc.string({ maxLength: 5 })).map(
    ([Key, content]): Step =>
      (_mock, client) => {
        const Body = Buffer.from(content);
        return client.send(new PutObjectCommand({ Bucket, Key, Body, ContentLength: Body.length }));
      },
  ),
  key.map(
    (Key): Step =>
      (_, client) =>
        client.send(new DeleteObjectCommand({ Bucket, Key })),
  ),
  key.map(
    (Key): Step =>
      (_, client) =>
        client.send(new HeadObjectCommand({ Bucket, Key })),
  ),
  key.map(
    (Key): Step =>
      async (_, client) => {
        const output = await client.send(new GetObjectCommand({ Bucket, Key }));
        return { ...output, Body: await output.Body?.transformToString() };
      },
  ),
  key.map(
    (Key): Step =>
      (_, client) => {
        const CopySource = `${Bucket}/${encodeURIComponent(Key)}`;
        return client.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource }));
      },
  ),
  key.map(
    (Key): Step =>
      (_, client) =>
        client.send(new CreateMultipartUploadCommand({ Bucket, Key })),
  ),
  fc.constant<Step>((_, client) => client.send(new ListObjectVersionsCommand({ Bucket }))),
  fc.integer({ min: 0, max: 2_000 }).map(
    (ms): Step =>
      (mock) =>
        mock.advance(ms),
  ),
  fc.constant<Step>((mock) => mock.settle()),
);

const steps = fc.array(step, { maxLength: 15 });

/** All answers, headers and ids among them, of steps done with a new mock. */
async function answers(run: readonly Step[], seed: number | string): Promise<unknown[]> {
  const { mock, client } = replicatingMock({ clock: manualClock(), seed });
  const told: unknown[] = [];
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { statusCode, headers, body } = result.response as Record<string, unknown>;
      told.push({ statusCode, headers, body: body instanceof Uint8Array ? `${body}` : "" });
      return result;
    },
    { step: "deserialize", priority: "normal", name: "told" },
  );
  for (const each of run) {
    try {
      told.push(await each(mock, client));
    } catch (error) {
      told.push((error as Error).name);
    }
  }
  return told;
}

describe("the same seed and the same calls", () => {
  test("give the same answers to the last byte", async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.oneof(fc.integer(), fc.string()), async (run, seed) => {
        expect(await answers(run, seed)).toEqual(await answers(run, seed));
      }),
      { numRuns: 40 },
    );
  });

  test("give the same answers after reset", async () => {
    const { mock, client } = replicatingMock({ clock: manualClock() });
    const run = async () => {
      const put = new PutObjectCommand({ Bucket, Key: "key", Body: "content" });
      const { VersionId, $metadata } = await client.send(put);
      return [VersionId, $metadata.requestId, $metadata.extendedRequestId];
    };
    const first = await run();
    const second = await run();
    mock.reset();
    expect(await run()).toEqual(first);
    expect(second).not.toEqual(first);
  });
});

test("another seed gives other ids", async () => {
  const put: Step = (_, client) =>
    client.send(new PutObjectCommand({ Bucket, Key: "key", Body: "content" }));
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer(), { minLength: 2, maxLength: 2 }),
      async (seeds) => {
        const [one, other] = await Promise.all(seeds.map((seed) => answers([put], seed)));
        // What the network gave and what the client made of it.
        expect(one).toHaveLength(2);
        expect(one).not.toEqual(other);
      },
    ),
    { numRuns: 10 },
  );
});
