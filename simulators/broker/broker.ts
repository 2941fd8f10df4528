/** The broker of the simulated lab: aedes, in memory, MQTT 3.1.1 over TCP. What it retains is lost when it stops. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Aedes } from 'aedes';

export interface BrokerOptions {
  /** Default 127.0.0.1: reachable from this machine only. */
  readonly host?: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Who may connect: password by user name. Nobody else may. */
  readonly credentials: Readonly<Record<string, string>>;
}

export interface Broker {
  /** `mqtt://host:port` */
  readonly url: string;
  /** Drops every client without a word, as a crash would. */
  readonly close: () => Promise<void>;
}

/** @throws when the port is taken (`EADDRINUSE`) */
export async function startBroker({ host = '127.0.0.1', port, credentials }: BrokerOptions): Promise<Broker> {
  const broker = await Aedes.createBroker({
    authenticate: (_client, username, password, done) => {
      done(null, allowed(credentials, username, password));
    },
  });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.setNoDelay(true));
    socket.on('close', () => sockets.delete(socket));
    broker.handle(socket);
  });
  server.listen(port, host);
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    const closed = once(server, 'close');
    server.close();
    await closed;
    await new Promise<void>((resolve) => {
      broker.close(resolve);
    });
  };
  return { url: `mqtt://${host}:${(server.address() as AddressInfo).port}`, close };
}

function allowed(
  credentials: BrokerOptions['credentials'],
  username: string | undefined,
  password: Buffer | undefined,
): boolean {
  if (username === undefined || password === undefined || !Object.hasOwn(credentials, username)) return false;
  return timingSafeEqual(digest(password), digest(credentials[username]!));
}

/** Equal lengths, so that the time of the comparison tells nothing. */
function digest(secret: string | Buffer): Buffer {
  return createHash('sha256').update(secret).digest();
}
