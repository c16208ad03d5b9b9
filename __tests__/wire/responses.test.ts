import { Readable } from "node:stream";
import fc from "fast-check";
import type { HttpResponse } from "../../lib/base/http.js";
import { type OperationName, operationNames } from "../../lib/base/operationNames.generated.js";
import { operationModel } from "../../lib/wire/model.js";
import { writeResponse } from "../../lib/wire/writeResponse.js";
import { minimalInput } from "../../scripts/minimalInput.js";
import { anyText, schemaOf, structure } from "../support/schemaArbitraries.js";
import { WireClient } from "../support/wireClient.js";

type Values = Record<string, unknown>;

/** The SDK drops text that is nothing but white space with a line feed in it, even if it came as a reference. */
const readableText = anyText.filter((text) => text.trim() !== "" || !text.includes("\n"));

/** An event stream is no document and no blob: the wire layer does not write any. */
const eventStreams = new Set<OperationName>(["SelectObjectContent"]);

const particular = {
  // The SDK gives every header `expires` under both names; this is the one that lasts.
  ExpiresString: fc.constant(undefined),
  // Text that is a whole body is no text when it is empty.
  LocationConstraint: readableText.filter((text) => text !== ""),
  Policy: anyText.filter((text) => text !== ""),
};

/** What the SDK makes of an output by itself: streams for bytes, a map for no metadata, both spellings of Expires. */
async function normalized(output: Values): Promise<Values> {
  const values: Values = {};
  for (const [name, value] of Object.entries(output)) {
    if (value === undefined || name === "$metadata" || name === "ExpiresString") continue;
    if (value instanceof Readable && "transformToByteArray" in value) {
      const stream = value as Readable & { transformToByteArray(): Promise<Uint8Array> };
      values[name] = Buffer.from(await stream.transformToByteArray());
    } else if (name !== "Metadata" || Object.keys(Object(value)).length > 0) {
      values[name] = value instanceof Uint8Array ? Buffer.from(value) : value;
    }
  }
  return values;
}

/** The body as the plugin hands it over: an object's as a stream, a document's as bytes. */
function asReceived(response: HttpResponse, streams: boolean): HttpResponse | Values {
  if (!streams) return response;
  return { ...response, body: Readable.from(response.body?.length ? [response.body] : []) };
}

let response: HttpResponse | Values;
const client = new WireClient(() => response as HttpResponse);

const names = operationNames.filter((name) => !eventStreams.has(name));

test.each(names.map((name) => [name]))(
  "what is written for %s is read back equal by the SDK",
  async (name) => {
    const model = operationModel(name);
    const { body } = model.output;
    const streams = body?.kind === "payload" && body.shape.kind === "streamingBlob";
    const outputs = structure(schemaOf(name, "output"), { particular, text: readableText });
    const input = minimalInput(schemaOf(name, "input"));
    await fc.assert(
      fc.asyncProperty(outputs, async (output) => {
        response = asReceived(writeResponse(model, output), streams);
        const read = await client.send(name, input);
        expect(await normalized(read)).toEqual(await normalized(output));
      }),
      { numRuns: 12 },
    );
  },
);

test.each([...eventStreams].map((name) => [name]))(
  "the event stream of %s is not written",
  (name) => {
    expect(() => writeResponse(operationModel(name), { Payload: [] })).toThrow(
      "Payload, of the kind eventStream, can be written from bytes or text only.",
    );
  },
);

describe("writeResponse", () => {
  test("answers an empty 200 with a content-length of 0", () => {
    const answer = writeResponse(operationModel("PutBucketReplication"), {});
    expect(answer).toEqual({ statusCode: 200, headers: { "content-length": "0" } });
  });

  test("answers 204 with neither body nor content-length", () => {
    const answer = writeResponse(operationModel("DeleteBucketReplication"), {});
    expect(answer).toEqual({ statusCode: 204, headers: {} });
  });

  test("answers part of an object with 206", () => {
    const output = { ContentRange: "bytes 0-0/9", Body: new Uint8Array(1) };
    expect(writeResponse(operationModel("GetObject"), output).statusCode).toBe(206);
  });

  test("answers HeadBucket with the content type of documents", () => {
    const answer = writeResponse(operationModel("HeadBucket"), { BucketRegion: "eu-west-1" });
    expect(answer.headers).toEqual({
      "x-amz-bucket-region": "eu-west-1",
      "content-type": "application/xml",
    });
  });

  test("writes a document with declaration, namespace and the escapes that text needs", () => {
    const { headers, body } = writeResponse(operationModel("GetBucketReplication"), {
      ReplicationConfiguration: { Role: 'a<&>"\r\n', Rules: [{ ID: " ", Priority: 0 }] },
    });
    expect(headers).toEqual({ "content-type": "application/xml" });
    expect(Buffer.from(body ?? []).toString()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<ReplicationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
        "<Role>a&lt;&amp;&gt;&quot;&#xD;&#10;</Role>" +
        "<Rule><ID> </ID><Priority>0</Priority></Rule></ReplicationConfiguration>",
    );
  });

  test("writes GetBucketLocation's answer as a document that is its one member", () => {
    const { body } = writeResponse(operationModel("GetBucketLocation"), {
      LocationConstraint: "eu-west-1",
    });
    expect(Buffer.from(body ?? []).toString()).toContain('/2006-03-01/">eu-west-1</LocationC');
  });

  test("refuses, as a fault of the mock's own, a member that the answer does not have", () => {
    expect(() => writeResponse(operationModel("PutObject"), { Etag: "x" })).toThrow(
      "The answer of PutObject has no member Etag.",
    );
  });
});
