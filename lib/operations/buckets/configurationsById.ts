import { type BucketInput, openBucket } from "../../access/openBucket.js";
import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";
import type { Bucket } from "../../state/bucket.js";
import { compareKeys } from "../../state/keyOrder.js";
import { continuationToken, readContinuationToken } from "../listing/pagination.js";
import type { Operation } from "../operation.js";

interface Identified {
  readonly Id: string | undefined;
}

/** What Get and Delete are sent with. */
export interface ConfigurationInput extends BucketInput {
  readonly Id?: string | undefined;
}

/** What List is sent with. */
export interface ConfigurationListInput extends BucketInput {
  readonly ContinuationToken?: string | undefined;
}

/** A configuration of which a bucket has several, each with an id. */
export interface ConfigurationKind<
  Input extends ConfigurationInput,
  Configuration extends Identified,
  One extends object,
  Many extends object,
> {
  /** Its sub-resource, under which the bucket keeps all of them, by id. */
  readonly name: string;
  /** Checks what was sent, but for its id. */
  readonly read: (input: Input) => Configuration;
  /** S3 answers an id in the document that is not the request's by one code or the other. */
  readonly idMismatch: "IdMismatch" | "MalformedXML";
  readonly one: (configuration: Configuration) => One;
  readonly many: (page: Configuration[]) => Many;
}

/** A page of a list. */
export interface ConfigurationPage {
  IsTruncated: boolean;
  ContinuationToken?: string;
  NextContinuationToken?: string;
}

/** The operations on configurations of one kind. */
export interface ConfigurationOperations<
  Input extends ConfigurationInput,
  Configuration extends Identified,
  One extends object,
  Many extends object,
> {
  readonly put: Operation<Input, Record<string, never>>;
  readonly get: Operation<ConfigurationInput, One>;
  /** Unlike a configuration without an id, one that is not there cannot be removed (recorded 2026). */
  readonly remove: Operation<ConfigurationInput, Record<string, never>>;
  readonly list: Operation<ConfigurationListInput, Many & ConfigurationPage>;
  /** All of them, sorted by id. */
  readonly of: (bucket: Bucket) => readonly Configuration[];
}

/** The operations on configurations of this kind. */
export function configurationsById<
  Input extends ConfigurationInput,
  Configuration extends Identified,
  One extends object,
  Many extends object,
>({
  name,
  read,
  idMismatch,
  one,
  many,
}: ConfigurationKind<Input, Configuration, One, Many>): ConfigurationOperations<
  Input,
  Configuration,
  One,
  Many
> {
  // Nothing but `put` and `remove` stores under this name.
  const of = (bucket: Bucket) => (bucket.documents.get(name) ?? []) as readonly Configuration[];
  return {
    of,
    put(s3, input, requester) {
      const bucket = openBucket(s3, input, requester);
      const configuration = read(input);
      if (configuration.Id !== input.Id) fail(idMismatch);
      checkId(configuration.Id);
      const others = of(bucket).filter(({ Id }) => Id !== configuration.Id);
      if (others.length >= limits.configurations) fail("TooManyConfigurations");
      bucket.documents.set(name, [...others, configuration].sort(byId));
      return {};
    },
    get(s3, input, requester) {
      const bucket = openBucket(s3, input, requester);
      const found = of(bucket).find(({ Id }) => Id === input.Id);
      return one(found ?? fail("NoSuchConfiguration"));
    },
    remove(s3, input, requester) {
      const bucket = openBucket(s3, input, requester);
      const others = of(bucket).filter(({ Id }) => Id !== input.Id);
      if (others.length === of(bucket).length) fail("NoSuchConfiguration");
      bucket.documents.set(name, others);
      return {};
    },
    list(s3, input, requester) {
      const bucket = openBucket(s3, input, requester);
      return listPage(of(bucket), input.ContinuationToken, many);
    },
  };
}

/** Characters and length are documented, code and text are `assumed`. */
function checkId(id = ""): void {
  if (/^[A-Za-z0-9._-]{1,64}$/.test(id)) return;
  fail("InvalidArgument", {
    message:
      "The ID must be 1 to 64 characters long and can only contain letters, numbers, periods, dashes, and underscores.",
    ArgumentName: "Id",
    ArgumentValue: id,
  });
}

function listPage<Configuration extends Identified, Many extends object>(
  all: readonly Configuration[],
  token: string | undefined,
  many: (page: Configuration[]) => Many,
): Many & ConfigurationPage {
  const after = token === undefined ? undefined : readContinuationToken(token);
  const rest = after === undefined ? all : all.filter(({ Id = "" }) => compareKeys(Id, after) > 0);
  const page = rest.slice(0, limits.pageConfigurations);
  const isTruncated = page.length < rest.length;
  return {
    ...many(page),
    IsTruncated: isTruncated,
    ...(token !== undefined && { ContinuationToken: token }),
    ...(isTruncated && { NextContinuationToken: continuationToken(page.at(-1)?.Id ?? "") }),
  };
}

function byId({ Id: a = "" }: Identified, { Id: b = "" }: Identified): number {
  return compareKeys(a, b);
}
