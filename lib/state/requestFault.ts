import type { ErrorCode } from "../base/errors.js";

/** A fault of requests: which ones it takesEffect, what it does to them, and how often it has. */
export type RequestFault = RequestScope &
  RequestDamage & {
    struck: number;
  };

/** The requests that a fault is for; what is left open is for all. Each attempt of a client is one. */
export interface RequestScope {
  /** S3's name of the operation, such as `PutObject`. */
  readonly operation?: string | undefined;
  readonly bucket?: string | undefined;
  /** The key itself, or what is found in it. */
  readonly key?: string | RegExp | undefined;
  /** What the key begins with. */
  readonly prefix?: string | undefined;
  /** How many requests are struck; all of them unless given. */
  readonly times?: number | undefined;
}

/** What a fault does to a request. */
export type RequestDamage =
  | {
      readonly kind: "respond";
      readonly code: ErrorCode;
      readonly message: string | undefined;
      /** The error is inside of an answer that has begun with 200. */
      readonly in200: boolean;
    }
  | { readonly kind: "disconnectBefore" | "disconnectAfter" | "corrupt" }
  | { readonly kind: "truncate"; readonly afterBytes: number }
  | { readonly kind: "latency"; readonly ms: number };

/** A bucket whose changes of its replication configuration are seen late. */
export interface StaleConfiguration {
  readonly bucket: string;
  /** How long each change stays unseen, in milliseconds. */
  readonly ms: number;
  /** How many changes were held back. */
  struck: number;
}
