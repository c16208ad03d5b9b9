import { MockError } from "../base/mockError.js";
import type { AuthenticationBypass } from "./authentication.js";
import type { Carrier } from "./carrier.js";
import type { MiddlewareStackLike } from "./middlewareStack.js";

/** For whom the requests of a stack are answered. */
export interface PluginOwner {
  /** One for each mock, compared by identity. */
  readonly mock: object;
  /** Whom the mock takes the client for. */
  readonly caller: string;
}

/** What is put on a stack, beside the entries that the SDK copies by itself. */
export interface Attachable {
  readonly owner: PluginOwner;
  readonly carrier: Carrier;
  /** Undefined where the client authenticates itself. */
  readonly bypass: AuthenticationBypass | undefined;
  /** The names of the entries; a stack is asked to remove the first of them. */
  readonly names: readonly [string, ...string[]];
}

/** A plugin that is on a stack. */
export interface Attachment {
  readonly owner: PluginOwner;
  /** Leaves the stack as it was before, with what others have put on it meanwhile. */
  detach(): void;
}

// Whoever loads this package twice, as ES modules and as CommonJS say, still has one client.
const attachment = Symbol.for("s3-replication-mock.attachment");

type MarkedStack = MiddlewareStackLike & { [attachment]?: Attachment };

/** The plugin that is on a stack. */
export function attachmentOf(stack: MiddlewareStackLike): Attachment | undefined {
  return (stack as MarkedStack)[attachment];
}

/**
 * Attaches to a stack that has the entries already, and to what comes out of it: its clones, and
 * what the SDK makes of it and a command's stack for each request.
 */
export function attach(stack: MarkedStack, attachable: Attachable): Attachment {
  const { owner, carrier, bypass, names } = attachable;
  const own = ownMethods(stack);
  bypass?.applyTo(stack);
  let isAttached = true;
  const isOn = (): boolean => isAttached;

  const attached: Attachment = {
    owner,
    detach() {
      if (!isAttached) return;
      isAttached = false;
      Object.assign(stack, own);
      delete stack[attachment];
      for (const name of names) stack.remove(name);
      bypass?.removeFrom(stack);
    },
  };

  carrier.carry(stack, isOn);
  stack.remove = (removed: unknown) => {
    if (removed !== names[0]) return own.remove(removed);
    attached.detach();
    return true;
  };
  stack.clone = () => {
    const clone: MarkedStack = own.clone();
    attach(clone, attachable);
    return clone;
  };
  stack.concat = (other: unknown) => {
    const whole: MarkedStack = own.concat(other);
    if (whole[attachment] === undefined) whole[attachment] = attached;
    else checkOwner(whole[attachment].owner, owner);
    carrier.carry(whole, isOn);
    return whole;
  };
  stack.applyToStack = (target: MarkedStack) => {
    const there = target[attachment];
    if (there !== undefined) checkOwner(there.owner, owner);
    own.applyToStack(target);
    // What only collects entries is no stack that a request could be resolved for.
    if (there === undefined && typeof target.resolve === "function") attach(target, attachable);
  };
  stack[attachment] = attached;
  return attached;
}

function ownMethods(stack: MiddlewareStackLike) {
  const { remove, clone, concat, applyToStack, resolve } = stack;
  return { remove, clone, concat, applyToStack, resolve };
}

/** @throws MockError that says what is there already, and what to do */
export function checkOwner(present: PluginOwner, wanted: PluginOwner): void {
  if (present.mock !== wanted.mock) {
    throw new MockError(
      'This client is answered by another replicationMock already. Take that one off first, with client.middlewareStack.remove("replicationMock"), or use a client of its own for each mock.',
      "ERR_MOCK_TAKEN",
    );
  }
  if (present.caller !== wanted.caller) {
    throw new MockError(
      `This client acts as ${present.caller} already, and cannot act as ${wanted.caller} too. Take the mock off first, with client.middlewareStack.remove("replicationMock"), or use a client of its own for each account.`,
      "ERR_MOCK_TAKEN",
    );
  }
}
