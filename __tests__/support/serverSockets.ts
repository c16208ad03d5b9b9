import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Server } from "node:http";
import type { Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import type { RawConnection } from "./server.js";

/** The server's ends of the connections that are made from now on, as Node itself tells of them. */
export class ServerSockets {
  readonly all: Socket[] = [];

  /** Watches them while `use` runs. */
  static async watch(use: (sockets: ServerSockets) => Promise<void>): Promise<void> {
    const sockets = new ServerSockets();
    const listen = (message: unknown): void => {
      sockets.all.push((message as { socket: Socket }).socket);
    };
    subscribe(channel, listen);
    try {
      await use(sockets);
    } finally {
      unsubscribe(channel, listen);
    }
  }

  /** The other end of a connection, when all has come that was sent on it. */
  async otherEndOf(raw: RawConnection): Promise<Socket> {
    for (;;) {
      const socket = this.all.find(({ remotePort }) => remotePort === raw.localPort);
      if (socket !== undefined && socket.bytesRead >= raw.sentBytes) return socket;
      // Lets what has arrived be read; no time goes by for it.
      await setImmediate();
    }
  }

  /** The server that one of them belongs to. */
  serverOf(socket: Socket): Server {
    // Node has it there, and its types do not.
    return (socket as Socket & { readonly server: Server }).server;
  }
}

const channel = "net.server.socket";
