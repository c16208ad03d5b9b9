/** The error by which Node tells that the other side has closed a connection. */
export function connectionReset(message: string): Error {
  return Object.assign(new Error(message), { code: "ECONNRESET" });
}
