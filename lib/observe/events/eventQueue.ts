import type { EventName, ReplicationMockEvents } from "./events.js";
import type { Cause } from "./notificationRecords.js";

/** An event that waits to be told; who caused it is known when its request has been answered. */
export interface WaitingEvent {
  readonly name: EventName;
  readonly make: (cause: Cause | undefined) => ReplicationMockEvents[EventName];
}

/** Events in the order in which they happened. */
export interface EventQueue {
  add(event: WaitingEvent): void;
  isEmpty(): boolean;
  /** The first one, which waits no more. */
  take(): WaitingEvent | undefined;
  /** Forgets what has not been taken. */
  forget(): void;
}

/** A queue without events. */
export function eventQueue(): EventQueue {
  let events: WaitingEvent[] = [];
  let taken = 0;

  function forget(): void {
    events = [];
    taken = 0;
  }

  return {
    add: (event) => events.push(event),
    isEmpty: () => taken === events.length,
    take() {
      const next = events[taken++];
      if (next === undefined) forget();
      return next;
    },
    forget,
  };
}
