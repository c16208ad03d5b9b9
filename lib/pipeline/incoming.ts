import type { HttpRequest, HttpResponse } from "../base/http.js";
import type { Dialect } from "../dialects/dialect.js";
import type { Address } from "../wire/addressing.js";
import type { IsSigned } from "./signedHeaders.js";

/** A request with what it cannot say of itself. */
export interface Incoming {
  readonly request: HttpRequest;
  /** What it is addressed to, where that is known: the request is in S3's terms then. */
  readonly address?: Address | undefined;
  readonly body: unknown;
  /** The bucket that the client named, where the address alone leaves it open. */
  readonly bucket: string | undefined;
  /** Who sends it. */
  readonly accountId: string;
  /** The URL of what it asks for, on the server that it came to: without a query. */
  readonly url?: string | undefined;
  /** The user or role it is, by ARN. Default: the account's root user. */
  readonly principalArn?: string | undefined;
  /** The address it comes from. Default: this machine's own. */
  readonly sourceIp?: string | undefined;
  /** Whether it came as a browser's form: its event says so. */
  readonly isPostForm?: boolean | undefined;
  /** Which headers are signed, where nobody verifies it. Undefined: it is verified, or not signed. */
  readonly isSigned?: IsSigned | undefined;
  /** Whether an operation that is not simulated is handed back instead of refused. */
  readonly handsBack: boolean;
  /** Throws when the client has given up: nothing happens then. Undefined where there is nothing to wait for. */
  readonly checkAborted: () => Promise<void> | undefined;
  readonly dialect: Dialect;
  /** Told what the request came to, before any other request can come in between. */
  readonly done?: Done | undefined;
}

/** The end of a request of an account; there is no answer where it is handed back or lost. */
export type Done = (accountId: string, answer: HttpResponse | undefined) => void;
