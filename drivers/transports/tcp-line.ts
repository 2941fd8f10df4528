/** A line over TCP: an instrument's raw port, or a serial device server. */
import { connect, type Socket } from 'node:net';
import { InstrumentError } from '../instrument-error.js';
import type { LinePort, OpenPort, PortEvents } from './line-port.js';

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

const CONNECT_TIMEOUT_MS = 5000;

/** No-delay: a command must not wait for the acknowledgement of the one before it. */
export function tcpLine(instrument: string, address: TcpAddress): OpenPort {
  return async (events) => {
    const socket = connect({ ...address, noDelay: true, timeout: CONNECT_TIMEOUT_MS });
    try {
      await connected(socket);
    } catch (cause) {
      socket.destroy();
      throw notOpened(instrument, address, cause);
    }
    return portOver(socket, events);
  };
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('timeout', () => {
      reject(new Error(`no answer within ${CONNECT_TIMEOUT_MS} ms`));
    });
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', reject);
      resolve();
    });
  });
}

function portOver(socket: Socket, events: PortEvents): LinePort {
  let trouble: Error | undefined;
  socket.on('error', (error) => (trouble = error));
  socket.on('data', events.data);
  const ended = new Promise<void>((resolve) => {
    socket.once('close', () => {
      events.closed(trouble);
      resolve();
    });
  });
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        socket.write(text, 'latin1', (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
    close: () => {
      socket.destroy();
      return ended;
    },
  };
}

function notOpened(instrument: string, { host, port }: TcpAddress, cause: unknown): InstrumentError {
  const unknownHost = (cause as NodeJS.ErrnoException).code === 'ENOTFOUND';
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new InstrumentError(
    instrument,
    unknownHost ? 'set-up' : 'not-sent',
    unknownHost
      ? `no host named ${host}: check the address in the configuration`
      : `nobody answers at ${host}:${port} (${reason}): is the instrument switched on and the network plugged in?`,
    { host, port },
    { cause },
  );
}
