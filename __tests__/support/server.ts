import { connect, type Socket } from "node:net";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import {
  type Listening,
  type ListenOptions,
  type ReplicationMock,
  type ReplicationMockOptions,
  replicationMock,
} from "s3-replication-mock";

/** A mock that is served for one test. */
export interface Scene {
  readonly mock: ReplicationMock;
  readonly server: Listening;
  /** A real client of it, over HTTP. */
  client(config?: S3ClientConfig): S3Client;
}

/** The key that clients sign with, unless told otherwise. */
export const accessKey = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "a secret" };

/** Serves a mock while `use` runs, and closes all of it afterwards. */
export async function served(
  use: (scene: Scene) => Promise<void>,
  { listen = {}, ...options }: ReplicationMockOptions & { readonly listen?: ListenOptions } = {},
): Promise<void> {
  const buckets = { source: { versioning: "Enabled" }, plain: {} } as const;
  const mock = replicationMock({ buckets, ...options });
  const server = await mock.listen({ timeoutMs: 5_000, ...listen });
  const clients: S3Client[] = [];
  try {
    await use({
      mock,
      server,
      client(config = {}) {
        const client = new S3Client({
          region: "us-east-1",
          endpoint: server.url,
          credentials: accessKey,
          ...config,
        });
        clients.push(client);
        return client;
      },
    });
  } finally {
    for (const client of clients) client.destroy();
    await server.close();
  }
}

/** A connection on which a test says what no client would. */
export class RawConnection {
  readonly #socket: Socket;
  readonly #closed: Promise<void>;
  #received = "";
  #sentBytes = 0;
  #wake = (): void => {};

  constructor({ port }: Pick<Listening, "port">) {
    this.#socket = connect({ port, host: "127.0.0.1" });
    this.#socket.on("error", () => {});
    this.#socket.on("data", (data) => {
      this.#received += data.toString("latin1");
      this.#wake();
    });
    this.#closed = new Promise((resolve) => {
      this.#socket.once("close", () => {
        resolve();
        this.#wake();
      });
    });
  }

  /** Sends text as latin-1, lines ending as HTTP has them. */
  send(...lines: readonly string[]): this {
    return this.sendBytes(Buffer.from(lines.join("\r\n"), "latin1"));
  }

  sendBytes(bytes: Uint8Array): this {
    this.#sentBytes += bytes.length;
    this.#socket.write(bytes);
    return this;
  }

  /** Undefined until it is connected. */
  get localPort(): number | undefined {
    return this.#socket.localPort;
  }

  /** How much has been sent so far. */
  get sentBytes(): number {
    return this.#sentBytes;
  }

  /** Sends no more, but still reads. */
  halfClose(): this {
    this.#socket.end();
    return this;
  }

  /** Stops reading, for as long as `resume` has not been called. */
  pause(): this {
    this.#socket.pause();
    return this;
  }

  resume(): this {
    this.#socket.resume();
    return this;
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** What has come by the time that `pattern` is in it. */
  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      if (pattern.test(this.#received)) return this.#received;
      if (this.#socket.destroyed) throw new Error(`closed after ${this.#received}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** All that has come by the time that the server has closed. */
  async untilClosed(): Promise<string> {
    await this.#closed;
    return this.#received;
  }
}
