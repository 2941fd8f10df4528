/** A room with one cell in channel 1, a tester in it, and protocols for it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '../../../core/clock.js';
import { seededRng } from '../../../core/rng.js';
import type { Protocol, Step } from '../../../drivers/protocol.js';
import { CellCheckpoints } from '../../../simulators/cycler/cell-checkpoints.js';
import { RowMemory } from '../../../simulators/cycler/row-memory.js';
import { Tester, type TesterOptions } from '../../../simulators/cycler/tester.js';
import type { RoomCell } from '../../../simulators/world/cell/cell-spec.js';
import { MemoryRoom } from '../../contracts/memory-room.js';
import { CapacitorRun } from './capacitor-run.js';

export function protocolOf(...steps: Step[]): Protocol {
  return {
    steps,
    record: { everyS: 10, everyV: 0.01 },
    limits: { minVoltageV: 0, maxVoltageV: 4.5, maxCurrentA: 0.1, maxTemperatureK: 330 },
  };
}

/** 0.05 A into 100 F: from 3 V to 3.1 V in 200 s, with a rest of 20 s after it. */
export const CHARGE = protocolOf(
  {
    kind: 'constant-current',
    currentA: 0.05,
    until: [
      { quantity: 'voltage', value: 3.1 },
      { quantity: 'time', value: 3600 },
    ],
  },
  { kind: 'rest', durationS: 20 },
);

export function cellIn(channel: number, id = `cell-${channel}`): RoomCell {
  const one = { qn: 1, qp: 1, bet: 1, sei: 1, crack: 1, r: 1, fill: 1 };
  const spec = {
    id,
    cellType: 'coin-2032-NMC811-graphite' as const,
    formulation: { solvents: { EC: 1 }, saltsMolPerL: { LiPF6: 1 }, additives: {} },
    electrolyteVolumeL: 5e-5,
    variation: one,
    defects: {},
    seed: id,
  };
  return { spec, place: `channel/${channel}`, opened: false };
}

export function roomWithCells(channels: number): MemoryRoom {
  const room = new MemoryRoom();
  for (let channel = 1; channel <= channels; channel++) room.cells.set(`cell-${channel}`, cellIn(channel));
  return room;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tester-'));
}

/** A tester on a manual clock. */
export async function testerOn(
  changes: Partial<TesterOptions> & { readonly folder?: string } = {},
): Promise<{ tester: Tester; room: MemoryRoom; clock: ManualClock; folder: string }> {
  const clock = (changes.clock as ManualClock | undefined) ?? new ManualClock();
  const room = (changes.room as MemoryRoom | undefined) ?? roomWithCells(2);
  const { folder = temporaryFolder() } = changes;
  const tester = new Tester({
    link: clock,
    rng: seededRng('tester'),
    channels: 2,
    makeRun: (cell, protocol) => new CapacitorRun(cell, protocol),
    measure: () => (row) => row,
    channelFaultsPerYear: 0,
    rows: new RowMemory(folder),
    checkpoints: new CellCheckpoints(folder),
    ...changes,
    room,
    clock,
  });
  await tester.powerOn();
  return { tester, room, clock, folder };
}

/** Lets lab time pass and the tester follow it. */
export async function pass(clock: ManualClock, tester: Tester, seconds: number): Promise<void> {
  await clock.advance(1000 * seconds);
  await tester.tick();
}
