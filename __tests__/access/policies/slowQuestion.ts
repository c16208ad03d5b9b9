/** What the slow implementation is asked: documents as they are, and who asks in a word. */
export interface SlowQuestion {
  readonly caller: "user" | "session" | "root" | "anonymous" | "service";
  readonly callerAccount: string;
  readonly owner: string;
  readonly kind: "bucket" | "key" | "role";
  readonly action: string;
  readonly resource: string;
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  readonly identity: SlowPolicy;
  readonly boundary: SlowPolicy | undefined;
  readonly session: SlowPolicy | undefined;
  readonly resourcePolicy: SlowPolicy | undefined;
  readonly isRestricted: boolean;
}

export interface SlowPolicy {
  readonly Version: string;
  readonly Statement: readonly SlowStatement[];
}

export interface SlowStatement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
}
