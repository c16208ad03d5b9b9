import fc from "fast-check";
import { type OperationName, operationNames } from "../../lib/base/operationNames.generated.js";
import { resolveAddress } from "../../lib/wire/addressing.js";
import { operationModel } from "../../lib/wire/model.js";
import { readRequest } from "../../lib/wire/readRequest.js";
import { route } from "../../lib/wire/router.js";
import { minimalInput } from "../../scripts/minimalInput.js";
import { anyText, schemaOf, structure } from "../support/schemaArbitraries.js";
import { type SentRequest, WireClient } from "../support/wireClient.js";

type Values = Record<string, unknown>;

/** What the SDK looks into before it sends it, so that not any text will do. */
const particular = {
  Bucket: fc.constantFrom("bucket", "my-bucket-1", "dotted.bucket.name"),
  Key: anyText.filter((key) => key !== ""),
  // Without one there is no body, which S3 demands.
  Policy: anyText.filter((policy) => policy !== ""),
  CopySource: fc.constantFrom("bucket/key", "/bucket/a%2Bb?versionId=1"),
  // An attribute, whose line breaks and tabs the SDK does not escape: XML makes them blanks.
  Type: fc.constantFrom("CanonicalUser", "Group", "AmazonCustomerByEmail"),
  RequestRoute: fc.constant("route"),
  ChecksumAlgorithm: fc.constantFrom("CRC32", "SHA1", "SHA256"),
  ChecksumMode: fc.constant("ENABLED"),
  // With a key for encryption the SDK sends its digest and another spelling; they are not what was given.
  SSECustomerKey: fc.constant(undefined),
  CopySourceSSECustomerKey: fc.constant(undefined),
  // The SDK takes those of the body it sends; `aws-chunked` is a stream's.
  ContentLength: fc.constant(undefined),
};

/** Members that the SDK adds by itself. */
const added = new Set([
  "ChecksumAlgorithm",
  "ChecksumCRC32",
  "ChecksumMode",
  "ChecksumSHA1",
  "ChecksumSHA256",
  "ClientToken",
  "ContentLength",
  "ContentMD5",
  "ContentType",
]);

function bytes(body: unknown): Uint8Array | undefined {
  if (body === undefined || body instanceof Uint8Array) return body;
  if (typeof body === "string") return Buffer.from(body);
  throw new Error("These tests send no streams.");
}

function receive(request: SentRequest, bucketHint: string | undefined): [OperationName, Values] {
  const address = resolveAddress(request, bucketHint);
  const name = route(request, address);
  const { query, headers } = request;
  const body = bytes(request.body);
  return [name, readRequest(operationModel(name), { ...address, query, headers, body })];
}

/** The SDK counts a member that is undefined as absent. */
function present(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

const styles = [
  { style: "virtual-host style", config: {}, hint: undefined },
  {
    style: "path style at a custom endpoint with a base path",
    config: { forcePathStyle: true, endpoint: "http://localhost:9000/base/path" },
    hint: (input: Values) => (typeof input.Bucket === "string" ? input.Bucket : ""),
  },
];

describe.each(styles)("In $style", ({ config, hint }) => {
  let request: SentRequest | undefined;
  const client = new WireClient((sent) => {
    request = sent;
    return { statusCode: 404, headers: {} };
  }, config);

  async function sent(name: OperationName, input: Values): Promise<SentRequest> {
    request = undefined;
    await client.send(name, input).catch((error: unknown) => {
      if (request === undefined) throw error;
    });
    if (request === undefined) throw new Error(`${name} was not sent.`);
    return request;
  }

  test.each(operationNames.map((name) => [name]))(
    "what the SDK serializes for %s is routed to it and read back equal",
    async (name) => {
      const inputs = structure(schemaOf(name, "input"), { particular, text: anyText });
      await fc.assert(
        fc.asyncProperty(inputs, async (drawn) => {
          const input = present(drawn);
          const [routed, read] = receive(await sent(name, input), hint?.(input));
          expect(routed).toBe(name);
          for (const member of Object.keys(read)) {
            if (!(member in input) && added.has(member)) delete read[member];
          }
          expect(read).toEqual(input);
        }),
        { numRuns: 12 },
      );
    },
  );

  test.each(operationNames.map((name) => [name]))(
    "%s with the least of inputs is routed to itself",
    async (name) => {
      const input = minimalInput(schemaOf(name, "input"));
      expect(receive(await sent(name, input), hint?.(input))[0]).toBe(name);
    },
  );
});
