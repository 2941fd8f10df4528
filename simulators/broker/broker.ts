/** The broker of the simulated lab: aedes, in memory, MQTT 3.1.1 over TCP. What it retains is lost when it stops. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Aedes, type Client } from 'aedes';
import { matchesFilter } from '../../drivers/transports/mqtt-topic.js';

/** Filters of the topics that a login may publish and read. */
export interface Rights {
  readonly publish: readonly string[];
  readonly read: readonly string[];
}

export interface BrokerOptions {
  /** Default 127.0.0.1: reachable from this machine only. */
  readonly host?: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Who may connect: password by user name. Nobody else may. */
  readonly credentials: Readonly<Record<string, string>>;
  /**
   * What each user may do; everybody everything unless given. As with Mosquitto any subscription is granted, and what
   * may not be read is not delivered. Who publishes what is not allowed is cut off (MQTT 3.1.1, 3.3.5).
   */
  readonly rights?: Readonly<Record<string, Rights>>;
}

export interface Broker {
  /** `mqtt://host:port` */
  readonly url: string;
  /** Drops every client without a word, as a crash would. */
  readonly close: () => Promise<void>;
}

/** @throws when the port is taken (`EADDRINUSE`) */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { host = '127.0.0.1', port } = options;
  const broker = await makeAedes(options);
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

function makeAedes({ credentials, rights }: BrokerOptions): Promise<Aedes> {
  const users = new WeakMap<Client, string>();
  const may = (what: keyof Rights, client: Client, topic: string): boolean =>
    rights?.[users.get(client) ?? '']?.[what].some((filter) => matchesFilter(filter, topic)) ?? !rights;
  return Aedes.createBroker({
    authenticate: (client, username, password, done) => {
      const isAllowed = allowed(credentials, username, password);
      if (isAllowed && username !== undefined) users.set(client, username);
      done(null, isAllowed);
    },
    authorizePublish: (client, { topic }, done) => {
      // Without a client it is a message of the broker itself.
      if (client === null || may('publish', client, topic)) done(null);
      else done(new Error(`${users.get(client) ?? 'nobody'} may not publish on ${topic}`));
    },
    authorizeForward: (client, packet) => (may('read', client, packet.topic) ? packet : null),
  });
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
