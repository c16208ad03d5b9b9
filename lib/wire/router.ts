import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import { type OperationName, operationNames } from "../base/operationNames.generated.js";
import type { Address } from "./addressing.js";
import { checkBucketQuery, checkCopySource, checkUploadQuery } from "./checkUploadQuery.js";
import { operationHead, operationModel } from "./model.js";

type Resource = "SERVICE" | "BUCKET" | "OBJECT";
type RoutedRequest = Pick<HttpRequest, "method" | "query" | "headers">;

const methods = new Set(["GET", "HEAD", "PUT", "POST", "DELETE"]);
const onService = new Set<OperationName>(["ListBuckets", "ListDirectoryBuckets"]);

/** Operations by resource, its sub-resources and method: most slots hold one, the others need a closer look. */
type Slots = ReadonlyMap<string, readonly OperationName[]>;

const slots: Readonly<Record<Resource, Map<string, Map<string, OperationName[]>>>> = {
  SERVICE: new Map(),
  BUCKET: new Map(),
  OBJECT: new Map(),
};
/** The parameters that name a sub-resource. */
const subresources = new Set<string>();
/** Operations with a path of their own, by that path and method. */
const fixedPaths = new Map<string, Map<string, OperationName>>();

for (const name of operationNames) {
  const { method, path, literalQuery } = operationHead(name);
  if (path !== "/" && path !== "/{Key+}") {
    inner(fixedPaths, path.slice(1)).set(method, name);
    continue;
  }
  const literals = Object.keys(literalQuery).sort();
  for (const literal of literals) subresources.add(literal);
  const container = onService.has(name) ? "SERVICE" : "BUCKET";
  const byMethod = inner(slots[path === "/" ? container : "OBJECT"], literals.join("&"));
  byMethod.set(method, [...(byMethod.get(method) ?? []), name]);
}

function inner<Value>(map: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  const known = map.get(key) ?? new Map<string, Value>();
  map.set(key, known);
  return known;
}

/**
 * Finds the operation that a request means, by an exact match of what it has. Nothing falls through to another
 * operation: a sub-resource that is not known is refused by name.
 *
 * @throws S3Error MethodNotAllowed, NotImplemented, InvalidArgument
 */
export function route(request: RoutedRequest, address: Address): OperationName {
  const { method, query } = request;
  const resource = resourceOf(address);
  const literals: string[] = [];
  const bare: string[] = [];
  for (const name in query) {
    if (subresources.has(name)) literals.push(name);
    else if (!query[name]) bare.push(name);
  }
  checkCopySource(request);
  if (resource === "OBJECT") {
    checkUploadQuery(request);
    checkBucketQuery(request);
  }
  const fixed = fixedPaths.get(fixedPathOf(address))?.get(method);
  if (fixed !== undefined) return fixed;
  const names = literals.length > 1 ? literals.sort().join("&") : (literals[0] ?? "");
  const byMethod: Slots | undefined = slots[resource].get(names);
  const slot = byMethod?.get(method);
  if (slot === undefined || (names === "" && lacksParameter(slot, query))) {
    refuse(request, { resource, names, literals, byMethod });
  }
  const name = choose(slot, request, address);
  for (const literal of literals) checkLiteral(name, literal, query[literal]);
  for (const parameter of bare) checkBare(name, parameter);
  return name;
}

/**
 * A POST to a key that names neither a sub-resource nor an upload: whatever else its query says, S3 has no
 * such method (recorded in versitygw issue 896 and aws4fetch issue 14).
 */
function lacksParameter(slot: readonly OperationName[], query: RoutedRequest["query"]): boolean {
  const [only, ...others] = slot;
  if (only === undefined || others.length > 0) return false;
  return operationModel(only).input.queries.some(
    ({ required, wireName }) => required && !(wireName in query),
  );
}

function resourceOf({ bucket, key, accessPoint, multiRegionAccessPoint }: Address): Resource {
  if (key !== undefined) return "OBJECT";
  return (bucket ?? accessPoint ?? multiRegionAccessPoint) ? "BUCKET" : "SERVICE";
}

/** Object Lambda's operation has its path on a host of its own; elsewhere it looks like a bucket's, in upper case. */
function fixedPathOf({ kind, bucket, key }: Address): string {
  return (kind === "objectLambda" ? key : key === undefined ? bucket : undefined) ?? "";
}

/** What decides among the operations of a slot: for each set of parameters and headers, the one that needs just that. */
interface Choice {
  readonly deciding: readonly string[];
  readonly byPresence: ReadonlyMap<string, OperationName>;
}

// A compiled choice is a constant that is computed late: remembering it is no state.
const choices = new WeakMap<readonly OperationName[], Choice>();

function choose(
  slot: readonly OperationName[],
  { query, headers }: RoutedRequest,
  { kind }: Address,
): OperationName {
  const [only, ...others] = slot;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined && onService.has(only)) {
    // Where the host leaves it open they differ by nothing else.
    const isDirectory =
      "max-directory-buckets" in query || query["x-id"] === "ListDirectoryBuckets";
    return kind === "express" || isDirectory ? "ListDirectoryBuckets" : "ListBuckets";
  }
  let choice = choices.get(slot);
  if (choice === undefined) {
    choice = compileChoice(slot);
    choices.set(slot, choice);
  }
  let present = "";
  for (const name of choice.deciding) {
    if (name in query || name in headers) present += present === "" ? name : `&${name}`;
  }
  return choice.byPresence.get(present) ?? refuseChoice(present, choice);
}

/** `assumed`: a part number without an upload, say. Any operation would do something else than was meant. */
function refuseChoice(present: string, { deciding }: Choice): never {
  const names = present.split("&");
  const others = deciding.filter((name) => !names.includes(name));
  return fail("InvalidArgument", {
    message: `The request has ${names.join(" and ")} but lacks ${others.join(" or ")}`,
    ArgumentName: present,
  });
}

function compileChoice(slot: readonly OperationName[]): Choice {
  const required = slot.map((name) => {
    const { headers, queries } = operationModel(name).input;
    return [...headers, ...queries].filter((b) => b.required).map((b) => b.wireName);
  });
  const deciding = [...new Set(required.flat())].sort();
  const byPresence = new Map<string, OperationName>();
  slot.forEach((name, index) => {
    const own = new Set(required[index]);
    byPresence.set(deciding.filter((wireName) => own.has(wireName)).join("&"), name);
  });
  return { deciding, byPresence };
}

function checkLiteral(operation: OperationName, name: string, value: unknown): void {
  const expected = operationHead(operation).literalQuery[name];
  if (!expected || expected === value) return;
  // `assumed`: S3 documents one value each for `list-type` and `select-type`.
  fail("InvalidArgument", {
    message: `Invalid ${name}`,
    ArgumentName: name,
    ArgumentValue: String(value),
  });
}

/** A parameter without a value that no operation has would name a sub-resource. */
function checkBare(operation: OperationName, name: string): void {
  if (/^x-(?:id$|amz-)/i.test(name)) return;
  const knows = (other: OperationName) =>
    operationModel(other).input.queries.some(({ wireName }) => wireName === name);
  if (knows(operation) || operationNames.some(knows)) return;
  refuseByName(`The sub-resource ${name}`);
}

function refuseByName(what: string): never {
  return fail("NotImplemented", { message: `${what} is not implemented` });
}

interface Unknown {
  readonly resource: Resource;
  readonly names: string;
  readonly literals: readonly string[];
  /** What the resource or sub-resource knows; undefined if there is no such sub-resource. */
  readonly byMethod: Slots | undefined;
}

function refuse(
  { method }: RoutedRequest,
  { resource, names, literals, byMethod }: Unknown,
): never {
  if (byMethod === undefined && methods.has(method)) {
    if (literals.length < 2) refuseByName(`The sub-resource ${names} of this resource`);
    // `assumed`
    const message = `Conflicting query string parameters: ${literals.join(", ")}`;
    fail("InvalidArgument", { message, ArgumentName: "ResourceType", ArgumentValue: names });
  }
  // POST Object is a form's, and never comes here.
  if (method === "POST" && resource === "BUCKET" && names === "") {
    fail("PreconditionFailed", {
      Condition: "Bucket POST must be of the enclosure-type multipart/form-data",
    });
  }
  const allowed = [...(byMethod?.keys() ?? methods)].filter((each) => each !== method);
  return fail("MethodNotAllowed", {
    Method: method,
    // The spelling is `assumed`.
    ResourceType: names === "" ? resource : names.toUpperCase(),
    // Of uploads S3 tells what a bucket and what an object may be asked, whichever it is.
    headers: { allow: names === "uploads" ? "POST, GET" : allowed.join(", ") },
  });
}
