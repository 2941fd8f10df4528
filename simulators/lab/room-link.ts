/** The room across a process border: calls over the IPC channel between the lab and one instrument's process. */
import type { ChildProcess } from 'node:child_process';
import type { Room } from './room.js';

const METHODS = [
  'jobs',
  'beginJob',
  'endJob',
  'takeStock',
  'stock',
  'refill',
  'lots',
  'putVial',
  'vial',
  'putCell',
  'cell',
  'cellAt',
  'journalFault',
] as const satisfies readonly (keyof Room)[];

interface Call {
  readonly room: 'call';
  readonly id: number;
  readonly method: (typeof METHODS)[number];
  readonly args: readonly unknown[];
}

interface Reply {
  readonly room: 'reply';
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

type Port = Pick<NodeJS.Process, 'on' | 'send'>;

/** Answers the calls of one child with `room`. */
export function serveRoom(child: ChildProcess, room: Room): void {
  child.on('message', (message) => {
    if (!isCall(message)) return;
    void answer(room, message).then((reply) => {
      if (child.connected) child.send(reply);
    });
  });
}

async function answer(room: Room, { id, method, args }: Call): Promise<Reply> {
  try {
    const call = room[method].bind(room) as (...args: readonly unknown[]) => Promise<unknown>;
    return { room: 'reply', id, value: await call(...args) };
  } catch (error) {
    return { room: 'reply', id, error: error instanceof Error ? error.message : String(error) };
  }
}

/** The room as seen from an instrument's process. A call the room could not carry out rejects with its reason. */
export function roomOver(port: Port): Room {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (reason: Error) => void }>();
  let last = 0;
  port.on('message', (message: unknown) => {
    if (!isReply(message)) return;
    const waiter = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) waiter?.resolve(message.value);
    else waiter?.reject(new Error(`the room refused: ${message.error}`));
  });
  const call = (method: Call['method'], args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      port.send?.({ room: 'call', id, method, args } satisfies Call);
    });
  const calls = METHODS.map((method) => [method, (...args: unknown[]) => call(method, args)] as const);
  return Object.fromEntries(calls) as unknown as Room;
}

function isCall(message: unknown): message is Call {
  return typeof message === 'object' && message !== null && 'room' in message && message.room === 'call';
}

function isReply(message: unknown): message is Reply {
  return typeof message === 'object' && message !== null && 'room' in message && message.room === 'reply';
}
