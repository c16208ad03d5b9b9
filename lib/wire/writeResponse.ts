import type { HttpResponse } from "../base/http.js";
import { MockError } from "../base/mockError.js";
import { joinHeader } from "./headerList.js";
import type { BodyModel, MessageModel, OperationModel } from "./model.js";
import type { Shape } from "./shapes.js";
import { formatHttpDate } from "./values.js";
import { writeXml } from "./xmlWriter.js";

type Headers = HttpResponse["headers"];
type Output = Readonly<Record<string, unknown>>;

/** Puts a present member where it belongs among the headers. */
type WriteMember = (headers: Headers, value: unknown) => void;

interface Writers {
  readonly members: ReadonlyMap<string, WriteMember>;
  /** The headers of an answer with no body. */
  readonly emptyHeaders: Headers;
}

// Compiled writers are a constant that is computed late: remembering them is no state.
const writers = new WeakMap<OperationModel, Writers>();

/**
 * Writes an operation's output as its answer, without the headers that every answer has. Members that are
 * undefined are left out, and cost nothing.
 *
 * @throws MockError for a member that the operation's answer does not have
 */
export function writeResponse(model: OperationModel, output: object): HttpResponse {
  const { members, emptyHeaders } = writersOf(model);
  // An output is a plain object on the SDK's member names, whatever interface it has.
  const values = output as Output;
  const headers: Headers = {};
  for (const name in values) {
    const value = values[name];
    if (value === undefined) continue;
    const write = members.get(name);
    if (write === undefined)
      throw new MockError(
        `The answer of ${model.name} has no member ${name}.`,
        "ERR_MOCK_INTERNAL",
      );
    write(headers, value);
  }
  const statusCode = statusOf(model, values, headers);
  const body = model.output.body && writeBody(model.output.body, values, headers);
  if (body !== undefined) return { statusCode, headers, body, isObject: isStreamed(model) };
  for (const name in emptyHeaders) headers[name] ??= emptyHeaders[name] ?? "";
  return { statusCode, headers };
}

/** The model's status, unless the output says otherwise where the SDK keeps it too: RestoreObject has two. */
function statusOf({ statusCode }: OperationModel, output: Output, headers: Headers): number {
  // Part of an object is 206. @see https://www.rfc-editor.org/rfc/rfc9110#section-15.3.7
  if (headers["content-range"] !== undefined) return 206;
  const { $metadata } = output;
  if ($metadata === undefined) return statusCode;
  return ($metadata as { readonly httpStatusCode?: number }).httpStatusCode ?? statusCode;
}

function isStreamed({ output: { body } }: OperationModel): boolean {
  return body?.kind === "payload" && body.shape.kind === "streamingBlob";
}

function writersOf(model: OperationModel): Writers {
  let known = writers.get(model);
  if (known === undefined) {
    known = { members: compileMembers(model.output), emptyHeaders: emptyHeadersOf(model) };
    writers.set(model, known);
  }
  return known;
}

function compileMembers({ headers, prefixHeaders, body }: MessageModel): Map<string, WriteMember> {
  const members = new Map<string, WriteMember>();
  for (const { member, wireName, shape } of headers) {
    const spell = spelling(shape);
    members.set(member, (written, value) => {
      written[wireName] = typeof value === "string" ? value : spell(value);
    });
  }
  if (prefixHeaders) {
    const { member, prefix } = prefixHeaders;
    members.set(member, (written, value) => {
      // The member is a map of strings in the SDK's types.
      const map = value as Readonly<Record<string, string>>;
      for (const name in map) written[prefix + name] = String(map[name]);
    });
  }
  for (const member of body ? bodyMembers(body) : []) members.set(member, () => {});
  members.set("$metadata", () => {});
  return members;
}

function bodyMembers(body: BodyModel): readonly string[] {
  if (body.kind === "document" && body.member === undefined) {
    return body.document.structure.members.map(({ name }) => name);
  }
  return body.member === undefined ? [] : [body.member];
}

/** How a value is spelled in a header. The casts follow the SDK's types, which the model describes. */
function spelling(shape: Shape): (value: unknown) => string {
  switch (shape.kind) {
    case "http-date":
      return (value) => formatHttpDate(value as Date);
    case "date-time":
      return (value) => (value as Date).toISOString();
    case "list":
      return (value) => joinHeader((value as readonly unknown[]).map(spelling(shape.item)));
    default:
      return String;
  }
}

function emptyHeadersOf({ method, statusCode, output }: OperationModel): Headers {
  if (statusCode === 204) return {};
  if (method !== "HEAD") return { "content-length": "0" };
  // Where the type is not that of an object, S3 sends the type its documents have, on HEAD as well.
  const hasType = output.headers.some(({ wireName }) => wireName === "content-type");
  return hasType ? {} : { "content-type": "application/xml" };
}

function writeBody(model: BodyModel, output: Output, headers: Headers): Uint8Array | undefined {
  if (model.kind === "payload") return payload(model, output[model.member]);
  const { member, document } = model;
  const value = member === undefined ? output : output[member];
  if (value === undefined) return undefined;
  headers["content-type"] = "application/xml";
  // A document is a structure.
  return Buffer.from(writeXml(document, value as Output));
}

function payload(
  { shape, member }: Extract<BodyModel, { kind: "payload" }>,
  value: unknown,
): Uint8Array | undefined {
  if (value === undefined || value instanceof Uint8Array) return value;
  if (typeof value === "string") return Buffer.from(value);
  throw new MockError(
    `${member}, of the kind ${shape.kind}, can be written from bytes or text only.`,
    "ERR_MOCK_INTERNAL",
  );
}
