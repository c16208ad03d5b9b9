/** A call of the control interface that cannot be answered. */
export class ControlRefusal extends Error {
  /** @param statusCode - of the answer */
  constructor(
    readonly statusCode: number,
    message: string,
  ) {
    super(message);
    this.name = "ControlRefusal";
  }
}
