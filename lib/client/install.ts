import { type EndHandle, endHandle } from "../base/disposable.js";
import { beginAtCaller, MockError } from "../base/mockError.js";
import { type Attachment, attachmentOf } from "./attachment.js";
import type { MiddlewareStackLike, TypedBySdk } from "./middlewareStack.js";

/** A client of the SDK, of whatever copy of it. */
export interface ClientLike {
  readonly middlewareStack: MiddlewareStackLike;
  send: TypedBySdk;
}

/** The class of a client: `S3Client`, or `S3`, or one of your own that extends them. */
export interface ClientClassLike {
  readonly prototype: ClientLike;
}

/** What stands behind the clients. */
export interface Installable {
  /** One for each mock, compared by identity. */
  readonly mock: object;
  attachTo(stack: MiddlewareStackLike): Attachment;
}

type Send = (this: ClientLike, ...args: unknown[]) => unknown;

/** The clients that were found, and what makes them as they were. */
interface Found {
  find(client: ClientLike): void;
  release(): void;
}

// Whoever loads this package twice, as ES modules and as CommonJS say, still has one class.
const installedHere = Symbol.for("s3-replication-mock.installed");

type MarkedPrototype = ClientLike & { [installedHere]?: object };

/**
 * Answers every client of these classes, those that are there and those to come, subclasses
 * included, and the clients given. One that has the mock already, or an account of it, stays as it is.
 *
 * @throws MockError when an argument is neither a class of clients nor a client, or is taken by a mock
 *   already
 */
export function install(
  targets: readonly (ClientClassLike | ClientLike)[],
  installable: Installable,
): EndHandle {
  if (targets.length === 0) {
    throw new MockError(
      "install: there is no argument; give the classes to answer: install(S3Client)",
    );
  }
  const clients = targets.filter(isClient);
  const prototypes = targets.filter((target) => !isClient(target)).map(prototypeOf);
  for (const prototype of prototypes) checkFree(prototype);
  const found = foundClients(installable);
  try {
    for (const client of clients) found.find(client);
  } catch (error) {
    found.release();
    throw error;
  }
  // A class that extends another one of them sends through it.
  const topmost = [...new Set(prototypes)].filter(
    (prototype) => !prototypes.some((each) => each !== prototype && isInherited(each, prototype)),
  );
  const ends = topmost.map((prototype) => installOn(prototype, installable.mock, found));
  return endHandle(() => {
    for (const end of ends) end();
    found.release();
  });
}

function isClient(target: unknown): target is ClientLike {
  if (typeof target !== "object" || target === null || !("middlewareStack" in target)) return false;
  return "send" in target && typeof target.send === "function";
}

function prototypeOf(target: unknown, index: number): MarkedPrototype {
  const prototype: unknown = typeof target === "function" ? target.prototype : undefined;
  // The one method that is looked for is what clients have in common.
  const sends = typeof (prototype as ClientLike | undefined)?.send === "function";
  if (sends) return prototype as MarkedPrototype;
  throw new MockError(
    `install: argument ${index + 1} is neither a class of clients, such as S3Client, nor a client`,
  );
}

function isInherited(prototype: object, by: object): boolean {
  return Object.prototype.isPrototypeOf.call(prototype, by);
}

function checkFree(prototype: MarkedPrototype): void {
  if (prototype[installedHere] === undefined) return;
  throw new MockError(
    "install: a replicationMock is installed on this class already. End that installation first, with its end() or in afterEach, or give this mock's clients a class of their own.",
    "ERR_MOCK_TAKEN",
  );
}

function foundClients({ mock, attachTo }: Installable): Found {
  const attachments = new Set<Attachment>();
  return {
    find({ middlewareStack }) {
      const present = attachmentOf(middlewareStack);
      if (present?.owner.mock === mock) return;
      // Another mock's is an error, which says what to do.
      attachments.add(attachTo(middlewareStack));
    },
    release() {
      for (const attachment of attachments) attachment.detach();
      attachments.clear();
    },
  };
}

/** A client is found when it first sends: whatever happens to it goes through there. */
function installOn(prototype: MarkedPrototype, mock: object, found: Found): () => void {
  const before = Object.getOwnPropertyDescriptor(prototype, "send");
  const inherited: object = Object.getPrototypeOf(prototype);
  const ownSend: Send | undefined = before?.value;
  let isInstalled = true;

  const send: Send = function (...args) {
    const next: Send = ownSend ?? Reflect.get(inherited, "send", this);
    if (isInstalled) {
      try {
        found.find(this);
      } catch (error) {
        return Promise.reject(beginAtCaller(error, send));
      }
    }
    return next.apply(this, args);
  };
  Object.defineProperty(prototype, "send", { value: send, configurable: true, writable: true });
  Object.defineProperty(prototype, installedHere, { value: mock, configurable: true });

  return () => {
    isInstalled = false;
    delete prototype[installedHere];
    // Whoever has put something over it since takes that off himself; until then it only passes on.
    if (Object.getOwnPropertyDescriptor(prototype, "send")?.value !== send) return;
    if (before === undefined) Reflect.deleteProperty(prototype, "send");
    else Object.defineProperty(prototype, "send", before);
  };
}
