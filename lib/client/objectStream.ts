import { Readable } from "node:stream";
import { connectionReset } from "../base/connectionReset.js";

/** As much as a socket gives at once. */
const chunkBytes = 64 * 1024;

class ObjectStream extends Readable {
  #bytes: Uint8Array | undefined;
  #position = 0;

  #isBroken: boolean;

  constructor(bytes: Uint8Array, { isBroken }: { isBroken: boolean }) {
    super({ highWaterMark: chunkBytes });
    this.#bytes = bytes;
    this.#isBroken = isBroken;
  }

  override _read(): void {
    const bytes = this.#bytes;
    if (bytes === undefined) return;
    if (this.#position < bytes.length) {
      const chunk = bytes.subarray(this.#position, this.#position + chunkBytes);
      this.#position += chunk.length;
      // Consumers may write into what they are given; the stored object stays as it is.
      this.push(Buffer.from(chunk));
      return;
    }
    this.#bytes = undefined;
    // The stream asks for more while it still holds the last chunk, and some consumers fail when
    // that chunk arrives from a stream that has ended, which a socket's never does. So the end
    // follows by itself. A promise job does that, because setImmediate, nextTick and queueMicrotask
    // are what fake timers replace.
    Promise.resolve().then(() => {
      if (this.#isBroken) this.destroy(connectionReset("aborted"));
      else this.push(null);
    });
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#bytes = undefined;
    callback(error);
  }
}

/**
 * The body of a GetObject answer: the stored bytes in chunks of 64 KB, each copied when it is read.
 *
 * @param brokenAfterBytes - the connection is lost after so many bytes: an error with code ECONNRESET
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function objectStream(bytes: Uint8Array, brokenAfterBytes?: number): Readable {
  const isBroken = brokenAfterBytes !== undefined;
  return new ObjectStream(isBroken ? bytes.subarray(0, brokenAfterBytes) : bytes, { isBroken });
}
