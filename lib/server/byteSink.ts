/** Until this share of a body has come, nobody gets the memory for the whole of it. */
const prepaidShare = 1 / 8;

/**
 * Where the pieces of a body come together: in one block of memory, which is taken when a fair
 * share of what was announced has come.
 */
export class ByteSink {
  #pieces: Uint8Array[] = [];
  #whole: Buffer | undefined;
  #bytes = 0;

  /** @param expectedBytes - announced, or a guess */
  constructor(private readonly expectedBytes: number) {}

  /** How many have come. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes the next piece; a copy of it, at the latest when all have come. */
  add(piece: Uint8Array): void {
    const start = this.#bytes;
    this.#bytes += piece.length;
    if (this.#whole !== undefined) {
      this.#roomFor(this.#bytes).set(piece, start);
      return;
    }
    this.#pieces.push(piece);
    if (this.#bytes >= this.expectedBytes * prepaidShare) {
      this.#whole = Buffer.concat(this.#pieces, this.#bytes);
      this.#pieces = [];
    }
  }

  /** All of it, in memory that nobody else has. */
  take(): Buffer {
    const whole = this.#whole ?? Buffer.concat(this.#pieces, this.#bytes);
    // A guess that was too high must not stay for as long as the object does.
    const isTight = whole.length - this.#bytes <= whole.length / 8;
    return isTight ? whole.subarray(0, this.#bytes) : Buffer.from(whole.subarray(0, this.#bytes));
  }

  #roomFor(bytes: number): Buffer {
    let whole = this.#whole ?? Buffer.alloc(0);
    if (whole.length < bytes) {
      const roomBytes = Math.max(bytes, this.expectedBytes, whole.length * 1.5);
      const larger = Buffer.allocUnsafeSlow(Math.ceil(roomBytes));
      larger.set(whole);
      whole = larger;
      this.#whole = whole;
    }
    return whole;
  }
}
