import { connect, type Socket } from "node:net";

/** The request that is sent over and over. */
export interface LoadOptions {
  readonly port: number;
  readonly connections: number;
  readonly method: string;
  readonly path: string;
  readonly body?: Buffer;
}

/** Sends one request on each of some connections, and the next one when its answer has come. */
export class HttpLoad {
  readonly #sockets: Socket[] = [];
  readonly #request: Buffer;
  #answered = 0;
  #isRunning = false;

  constructor(private readonly options: LoadOptions) {
    const { port, connections, method, path, body } = options;
    const length = body === undefined ? "" : `content-length: ${body.length}\r\n`;
    const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${length}\r\n`;
    this.#request = Buffer.concat([Buffer.from(head), body ?? Buffer.alloc(0)]);
    while (this.#sockets.length < connections) this.#sockets.push(this.#open());
  }

  /** Answers per second, over about `ms` milliseconds. */
  async run(ms: number): Promise<number> {
    this.#answered = 0;
    this.#isRunning = true;
    const start = process.hrtime.bigint();
    const drained = this.#sockets.map((_, index) => this.#drive(index));
    await new Promise((resolve) => setTimeout(resolve, ms));
    this.#isRunning = false;
    await Promise.all(drained);
    return this.#answered / (Number(process.hrtime.bigint() - start) / 1e9);
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #open(): Socket {
    const socket = connect({ port: this.options.port, host: "127.0.0.1", noDelay: true });
    socket.on("error", (error) => {
      throw new Error(`${this.options.method} failed: ${error.message}`);
    });
    return socket;
  }

  /** A server may have closed it while others were asked. */
  #socketAt(index: number): Socket {
    const socket = this.#sockets[index];
    if (socket !== undefined && !socket.destroyed) return socket;
    const opened = this.#open();
    this.#sockets[index] = opened;
    return opened;
  }

  /** Resolves when the last answer of the round has come. A server that closes is called again. */
  #drive(index: number): Promise<void> {
    return new Promise((resolve) => {
      let waitingBytes = 0;
      let head = "";
      let isClosing = false;
      let socket = this.#socketAt(index);
      const receive = (data: Buffer): void => {
        if (waitingBytes > 0) {
          waitingBytes -= data.length;
        } else {
          head += data.toString("latin1");
          const end = head.indexOf("\r\n\r\n");
          if (end === -1) return;
          waitingBytes = bodyBytes(head.slice(0, end), this.options) - (head.length - end - 4);
          isClosing = /\r\nconnection: close/i.test(head.slice(0, end));
          head = "";
        }
        if (waitingBytes > 0) return;
        this.#answered++;
        if (isClosing) {
          socket.destroy();
          socket = this.#open();
          this.#sockets[index] = socket;
          if (this.#isRunning) socket.on("data", receive);
        }
        if (this.#isRunning) {
          socket.write(this.#request);
          return;
        }
        socket.off("data", receive);
        resolve();
      };
      socket.on("data", receive);
      socket.write(this.#request);
    });
  }
}

function bodyBytes(head: string, { method }: LoadOptions): number {
  if (!/^HTTP\/1\.1 200 /.test(head)) throw new Error(`${method} was answered ${head}`);
  if (method === "HEAD") return 0;
  return Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
}
