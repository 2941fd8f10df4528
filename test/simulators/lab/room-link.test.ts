import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { ChildProcess } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import type { Room } from '../../../simulators/lab/room.js';
import { roomOver, serveRoom } from '../../../simulators/lab/room-link.js';
import { MemoryRoom } from '../../contracts/memory-room.js';

/** Two ends of a channel that carries what JSON can carry, as between two processes. */
class PortEnd extends EventEmitter {
  connected = true;
  other: PortEnd | undefined;

  send(message: unknown): boolean {
    this.other?.emit('message', JSON.parse(JSON.stringify(message)));
    return true;
  }
}

function linked(room: Room): { far: Room; child: PortEnd; port: PortEnd } {
  const [child, port] = [new PortEnd(), new PortEnd()];
  child.other = port;
  port.other = child;
  serveRoom(child as unknown as ChildProcess, room);
  return { far: roomOver(port as unknown as NodeJS.Process), child, port };
}

describe('the room across a process border', () => {
  it('carries values there and back', async () => {
    const room = new MemoryRoom();
    const { far } = linked(room);
    expect(await far.beginJob('J1', 'Mix', { volumeL: 1 })).toBe(true);
    expect(await far.beginJob('J1', 'Mix', { volumeL: 1 })).toBe(false);
    await far.endJob('J1', { state: 'completed', result: { vialId: 'V1' } });
    expect(await far.jobs()).toEqual(await room.jobs());
  });

  it('carries "there is none" as undefined', async () => {
    const { far } = linked(new MemoryRoom());
    expect(await far.cell('C1')).toBeUndefined();
    expect(await far.vial('V1')).toBeUndefined();
  });

  it('rejects with the reason of the room', async () => {
    const room = new MemoryRoom();
    room.putVial = async () => Promise.reject(new Error('no space left on device'));
    const { far } = linked(room);
    const vial = { id: 'V1', formulation: { solvents: {}, saltsMolPerL: {}, additives: {} } };
    await expect(far.putVial({ ...vial, volumeL: 1, turbidity: 0 })).rejects.toThrow(
      'the room refused: no space left on device',
    );
  });

  it('gives each of many calls its own answer, whichever comes first', async () => {
    const room = new MemoryRoom();
    const waiting: (() => void)[] = [];
    room.takeStock = (_jobId, item) =>
      new Promise((resolve) => {
        waiting.unshift(() => {
          resolve(item === 'EC');
        });
      });
    const { far } = linked(room);
    const answers = ['EC', 'EMC', 'EC'].map((item) => far.takeStock('J', item, 1, 'kg'));
    for (const answer of waiting) answer();
    expect(await Promise.all(answers)).toEqual([true, false, true]);
  });

  it('leaves other messages alone, and says nothing to a child that is gone', async () => {
    const room = new MemoryRoom();
    let asked = 0;
    room.stock = async () => {
      asked += 1;
      return {};
    };
    const { child, port } = linked(room);
    const said: unknown[] = [];
    port.on('message', (message) => said.push(message));
    child.emit('message', { lab: 'ready', endpoint: 'x' });
    child.emit('message', null);
    child.connected = false;
    child.emit('message', { room: 'call', id: 1, method: 'stock', args: [] });
    await setImmediate();
    expect(asked).toBe(1);
    expect(said).toEqual([]);
  });
});
