import dns from "node:dns";
import net from "node:net";

const installed = Symbol.for("s3-replication-mock.networkForbidden");

const loopback = /^(localhost|127(\.\d+){3}|::1|0\.0\.0\.0|::)$/;

function refuseUnlessLoopback(host: string): void {
  if (loopback.test(host.replace(/^\[|\]$/g, ""))) return;
  throw new Error(
    `A test tried to reach ${host}. Tests run without a network: attach replicationMock() to the client, or talk to a loopback address.`,
  );
}

/** The host a call of `Socket.connect` means, in each of the shapes Node accepts; none for a pipe. */
function hostOf(args: readonly unknown[]): string | undefined {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === "object" && first !== null) {
    if ("path" in first && first.path) return undefined;
    return "host" in first && typeof first.host === "string" ? first.host : "localhost";
  }
  if (typeof first === "string" && !/^\d+$/.test(first)) return undefined;
  return typeof args[1] === "string" ? args[1] : "localhost";
}

function guard<T extends object, K extends keyof T>(
  target: T,
  name: K,
  hostFrom: (args: readonly unknown[]) => string | undefined,
): void {
  const real = target[name];
  if (typeof real !== "function") throw new Error(`${String(name)} is no function to guard.`);
  const guarded = function (this: unknown, ...args: unknown[]): unknown {
    const host = hostFrom(args);
    if (host !== undefined) refuseUnlessLoopback(host);
    return real.apply(this, args);
  };
  Object.defineProperty(target, name, {
    ...Object.getOwnPropertyDescriptor(target, name),
    value: guarded,
  });
}

// Node's own modules outlive a test file's sandbox, so a worker guards them once.
if (!Reflect.has(net.Socket.prototype, installed)) {
  Object.defineProperty(net.Socket.prototype, installed, { value: true });
  guard(net.Socket.prototype, "connect", hostOf);
  guard(dns, "lookup", (args) => String(args[0]));
  guard(dns.promises, "lookup", (args) => String(args[0]));
}

// The sandbox of each test file has a fetch of its own.
guard(globalThis, "fetch", (args) => {
  const target = args[0] instanceof Request ? args[0].url : String(args[0]);
  return new URL(target).hostname;
});
