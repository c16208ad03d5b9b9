import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import { limits } from "../base/limits.js";
import { MockError } from "../base/mockError.js";
import { splitHeader } from "./headerList.js";
import type { Binding, BodyModel, MessageModel, OperationModel } from "./model.js";
import type { SimpleKind } from "./shapes.js";
import { formatHttpDate, parseDateTime, parseHttpDate, parseInteger } from "./values.js";
import { readXml } from "./xmlReader.js";

/** A request that has been addressed and routed, and whose body has been received. */
export interface ReceivedRequest extends Pick<HttpRequest, "query" | "headers"> {
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  /** What else the path says. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly body?: Uint8Array | undefined;
}

type Input = Record<string, unknown>;

interface Bindings {
  readonly headers: ReadonlyMap<string, Binding>;
  readonly queries: ReadonlyMap<string, Binding>;
  /** Members that have to come from a header or the query. */
  readonly required: readonly Binding[];
}

// Compiled bindings are a constant that is computed late: remembering them is no state.
const bindings = new WeakMap<MessageModel, Bindings>();

/**
 * Reads a request into the operation's input, on the SDK's member names and with the SDK's types.
 *
 * @throws S3Error InvalidArgument, MissingRequestBodyError, MalformedXML
 */
export function readRequest(model: OperationModel, request: ReceivedRequest): Input {
  const { input: message } = model;
  const { queries, required } = bindingsOf(message);
  const input: Input = { ...request.labels };
  if (request.bucket !== undefined && message.labels.includes("Bucket")) {
    input.Bucket = request.bucket;
  }
  if (request.key !== undefined && message.labels.includes("Key")) input.Key = request.key;
  for (const name in request.query) {
    const binding = queries.get(name);
    const value = request.query[name];
    if (binding?.shape.kind === "list" && typeof value === "object") {
      input[binding.member] = value ?? [];
      continue;
    }
    // S3 takes the first of several, `assumed`.
    const text = typeof value === "object" ? (value?.[0] ?? "") : value;
    if (binding && text !== undefined) input[binding.member] = readValue(binding, text);
  }
  readHeaders(input, message, request.headers);
  for (const binding of required) if (!(binding.member in input)) failMissing(binding);
  if (message.body) readBody(input, message.body, request.body);
  return input;
}

function bindingsOf(message: MessageModel): Bindings {
  let known = bindings.get(message);
  if (known === undefined) {
    const byWireName = (list: readonly Binding[]) =>
      new Map(list.map((binding) => [binding.wireName, binding]));
    known = {
      headers: byWireName(message.headers),
      queries: byWireName(message.queries),
      required: [...message.headers, ...message.queries].filter(({ required }) => required),
    };
    bindings.set(message, known);
  }
  return known;
}

function readHeaders(input: Input, message: MessageModel, sent: HttpRequest["headers"]): void {
  const { headers } = bindingsOf(message);
  const { prefixHeaders } = message;
  const prefixed: [string, string][] = [];
  for (const name in sent) {
    const text = sent[name];
    if (text === undefined) continue;
    const binding = headers.get(name);
    if (binding) {
      const value = readValue(binding, text);
      if (value !== undefined) input[binding.member] = value;
    } else if (prefixHeaders && name.startsWith(prefixHeaders.prefix)) {
      prefixed.push([name.slice(prefixHeaders.prefix.length), text]);
    }
  }
  // Unlike an assignment, this takes `__proto__` for a name like any other.
  if (prefixHeaders && prefixed.length > 0) {
    input[prefixHeaders.member] = Object.fromEntries(prefixed);
  }
}

function readValue(binding: Binding, text: string): unknown {
  const { shape, wireName } = binding;
  if (shape.kind === "list") return splitHeader(text);
  if (wireName === "expires" || wireName === "response-expires") return readExpires(text);
  const value = parse(shape.kind, text);
  return value === undefined && !unread.test(wireName) ? failMalformed(binding, text) : value;
}

/**
 * Conditions whose date S3 does not understand are none, of copies too: minio-js issue 620, minio-java issue
 * 546, minio issue 4082, aws-cli issue 1343.
 */
const unread = /^(?:x-amz-copy-source-)?if-(?:un)?modified-since$/;

/**
 * The one date that S3 does not read: it gives back whatever text it was sent, as aws-sdk-js-v3 issue 5520
 * and aws-sdk-ruby pull request 1216 tell; that it does so with `response-expires` is `assumed`. A date only
 * where it is written as it came.
 */
function readExpires(text: string): Date | string {
  const date = parseHttpDate(text);
  return date !== undefined && formatHttpDate(date) === text ? date : text;
}

function parse(kind: SimpleKind | "structure" | "list", text: string): unknown {
  switch (kind) {
    case "string":
      return text;
    case "integer":
    case "long":
      return parseInteger(text, kind);
    case "boolean":
      return parseBoolean(text);
    case "date-time":
      return parseDateTime(text);
    case "http-date":
      return parseHttpDate(text);
    default:
      throw new MockError(
        `S3 has no ${kind} in headers and queries, so none can be read.`,
        "ERR_MOCK_INTERNAL",
      );
  }
}

function parseBoolean(text: string): boolean | undefined {
  const lowerCase = text.toLowerCase();
  return lowerCase === "true" || (lowerCase === "false" ? false : undefined);
}

/** All texts but those about part numbers and about retention (recorded 2026) are `assumed`. */
function failMalformed({ wireName, shape }: Binding, value: string): never {
  const argument = { ArgumentName: wireName, ArgumentValue: value };
  if (wireName === "partNumber") {
    const message = "Part number must be an integer between 1 and 10000, inclusive";
    return fail("InvalidArgument", { message, ...argument });
  }
  if (wireName === "x-amz-object-lock-retain-until-date") {
    const message = "The retain until date must be provided in ISO 8601 format";
    return fail("InvalidArgument", { message, ...argument });
  }
  const isNumber = shape.kind === "integer" || shape.kind === "long";
  const message = isNumber
    ? `Provided ${wireName} not an integer or within integer range`
    : `The value of ${wireName} is not valid`;
  return fail("InvalidArgument", { message, ...argument });
}

/** `assumed`: S3 publishes no answer to requests that lack a header or a parameter. */
function failMissing({ wireName }: Binding): never {
  const message = `The request lacks ${wireName}, which is required`;
  return fail("InvalidArgument", { message, ArgumentName: wireName });
}

function readBody(input: Input, model: BodyModel, body: Uint8Array | undefined): void {
  if (model.kind === "payload" && model.shape.kind === "string") {
    // An empty policy is a malformed one, and not one that is missing (recorded 2026).
    input[model.member] = Buffer.from(body ?? "").toString();
  } else if (body === undefined || (model.kind === "document" && body.length === 0)) {
    if (model.required) fail("MissingRequestBodyError");
  } else if (model.kind === "payload") {
    input[model.member] = body;
  } else {
    const document = readXml(model.document, decodeXml(body));
    if (model.member === undefined) Object.assign(input, document);
    else input[model.member] = document;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decodeXml(body: Uint8Array): string {
  if (body.length > limits.xmlBytes) fail("MalformedXML");
  try {
    return utf8.decode(body);
  } catch {
    return fail("MalformedXML");
  }
}
