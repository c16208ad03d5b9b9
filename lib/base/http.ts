/** A request as it reaches the wire layer, from a client's middleware or from a socket. */
export interface HttpRequest {
  readonly method: string;
  readonly hostname: string;
  /** Percent-encoded as it was sent: `//`, `.` and `..` are part of keys and stay. */
  readonly path: string;
  /** Decoded. A parameter without a value is `""` or `null`. */
  readonly query: Readonly<Record<string, string | readonly string[] | null>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer: a plain object, which every version of the SDK accepts as its own. */
export interface HttpResponse {
  statusCode: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Bytes of a document or of an object; absent where HTTP has no body. */
  body?: Uint8Array;
  /** Whether clients read the body as a stream: an object's content does not come at once. */
  isObject?: boolean;
  /** The connection is lost after so many bytes of the body. */
  brokenAfterBytes?: number;
  /** What S3 calls that which was asked for, where that came to be known. */
  operation?: string;
  /** The code of S3's error, where it is one: on HEAD no document tells it. */
  errorCode?: string;
}
