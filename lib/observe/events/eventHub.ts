import { didYouMean } from "../../base/closestName.js";
import { MockError } from "../../base/mockError.js";
import type { S3 } from "../../state/s3.js";
import type { Observer } from "../../state/stateChange.js";
import type { Emit } from "./emit.js";
import { eventQueue } from "./eventQueue.js";
import type { EventName, Listener, ReplicationMockEvents } from "./events.js";
import type { Cause } from "./notificationRecords.js";
import { translation } from "./translation.js";

/** Tells listeners what happens in a simulated S3. */
export interface EventHub {
  /** @throws MockError for an event that there is not, and for a listener that is no function */
  on<Name extends EventName>(event: Name, listener: Listener<Name>): () => void;
  /**
   * Tells what has happened since the last time. Listeners are called between requests and calls, so
   * that whatever they do, nothing is half done.
   *
   * @param cause - the request that made it happen
   * @throws what a listener throws, once all have been told; an AggregateError for several
   */
  deliver(cause?: Cause): void;
  /** Forgets what has not been told: the simulated S3 is another one from now on. */
  restart(): void;
}

const eventNames: { readonly [Name in EventName]: true } = {
  expired: true,
  inventoryFailed: true,
  missedThreshold: true,
  notification: true,
  notTracked: true,
  objectCreated: true,
  objectRemoved: true,
  pending: true,
  replicated: true,
  replicatedAfterThreshold: true,
  replicationFailed: true,
  transitioned: true,
};

type AnyListener = (event: ReplicationMockEvents[EventName]) => void;

/** A hub that costs nothing until somebody listens. */
export function eventHub(s3: S3): EventHub {
  const listeners = new Map<EventName, Set<AnyListener>>();
  const waiting = eventQueue();
  let isDelivering = false;
  let translate: Observer | undefined;

  const emit: Emit = {
    has: (name) => listeners.has(name),
    event(name, make) {
      if (listeners.has(name)) waiting.add({ name, make });
    },
  };
  const observe: Observer = (change) => translate?.(change);

  function start(): void {
    translate = listeners.size === 0 ? undefined : translation(s3, emit);
    if (translate === undefined) s3.observers.delete(observe);
    else s3.observers.add(observe);
  }

  function unsubscribe(event: EventName, entry: AnyListener): void {
    const ofName = listeners.get(event);
    if (!ofName?.delete(entry) || ofName.size > 0) return;
    listeners.delete(event);
    if (listeners.size === 0) start();
  }

  return {
    on(event, listener) {
      checkSubscription(event, listener);
      // What is stored under a name is only ever called with that name's events. A function of its own
      // for each call: the same listener twice is told twice, and each ends on its own.
      const entry: AnyListener = (payload) => (listener as AnyListener)(payload);
      const isFirst = listeners.size === 0;
      const ofName = listeners.get(event) ?? new Set();
      listeners.set(event, ofName.add(entry));
      if (isFirst) start();
      return () => unsubscribe(event, entry);
    },
    deliver(cause) {
      if (isDelivering || waiting.isEmpty()) return;
      isDelivering = true;
      const errors: unknown[] = [];
      try {
        // A listener may cause events that join the queue while it is being told, or restore a state in
        // which what still waits has not happened.
        for (let next = waiting.take(); next !== undefined; next = waiting.take()) {
          const { name, make } = next;
          const event = make(cause);
          for (const tell of [...(listeners.get(name) ?? [])]) attempt(() => tell(event), errors);
        }
      } finally {
        isDelivering = false;
      }
      raise(errors);
    },
    restart() {
      waiting.forget();
      start();
    },
  };
}

function checkSubscription(event: string, listener: unknown): void {
  if (!Object.hasOwn(eventNames, event)) {
    throw new MockError(
      `mock.on: there is no event ${JSON.stringify(event)}; there are ${Object.keys(eventNames).join(", ")}${didYouMean(event, Object.keys(eventNames))}`,
    );
  }
  if (typeof listener !== "function") {
    throw new MockError(`mock.on: the listener for ${event} must be a function, got ${listener}`);
  }
}

function attempt(run: () => void, errors: unknown[]): void {
  try {
    run();
  } catch (error) {
    errors.push(error);
  }
}

function raise(errors: readonly unknown[]): void {
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new AggregateError(errors, "several listeners of the mock threw");
}
