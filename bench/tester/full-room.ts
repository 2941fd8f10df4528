/** A room in memory with a cell in every channel, and the tester that cycles them. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import type { Protocol } from '../../drivers/protocol.js';
import { CellCheckpoints } from '../../simulators/cycler/cell-checkpoints.js';
import { RowMemory } from '../../simulators/cycler/row-memory.js';
import { Tester } from '../../simulators/cycler/tester.js';
import { measuredBy, runsIn } from '../../simulators/lab/members/tester.js';
import type { Room } from '../../simulators/lab/room.js';
import { Cell } from '../../simulators/world/cell/cell.js';
import type { CellSpec, RoomCell } from '../../simulators/world/cell/cell-spec.js';
import { drawVariation } from '../../simulators/world/cell/variation.js';

const LIMITS = { minVoltageV: 2, maxVoltageV: 4.5, maxCurrentA: 0.03, maxTemperatureK: 338.15 };

/** C/2 between 2.8 and 4.2 V with a hold to C/20 after a rest, for longer than any bench looks. */
function cycling(restS: number): Protocol {
  const oneC = new Cell(specOf(1)).nominalCurrentA;
  return {
    steps: [
      { kind: 'temperature', temperatureK: 298.15 },
      { kind: 'rest', durationS: restS },
      {
        kind: 'loop',
        times: 5000,
        steps: [
          {
            kind: 'constant-current-constant-voltage',
            currentA: oneC / 2,
            voltageV: 4.2,
            until: [{ quantity: 'current', value: 0.05 * oneC }],
          },
          { kind: 'constant-current', currentA: -oneC / 2, until: [{ quantity: 'voltage', value: 2.8 }] },
        ],
      },
    ],
    record: { everyS: 120, everyV: 0.01 },
    limits: LIMITS,
  };
}

export interface Setting {
  readonly clock: Clock;
  readonly link: Clock;
  readonly seed: string;
  /** Before the first charge. */
  readonly restS: number;
}

/** The jobs are `job-1`, `job-2`, ... by channel. */
export async function busyTester(channels: number, setting: Setting): Promise<Tester> {
  const { clock, link, seed, restS } = setting;
  const folder = mkdtempSync(join(tmpdir(), 'bench-tester-'));
  const rng = seededRng(seed);
  const tester = new Tester({
    room: roomWith(channels),
    clock,
    link,
    rng,
    channels,
    makeRun: runsIn('0', rng),
    measure: measuredBy(rng),
    channelFaultsPerYear: 0,
    rows: new RowMemory(join(folder, 'rows')),
    checkpoints: new CellCheckpoints(join(folder, 'cells')),
  });
  await tester.powerOn();
  for (let channel = 1; channel <= channels; channel++) {
    await tester.start(`job-${channel}`, { channel, cellId: `cell-${channel}`, protocol: cycling(restS) });
  }
  return tester;
}

function specOf(channel: number): CellSpec {
  return {
    id: `cell-${channel}`,
    cellType: 'coin-2032-NMC811-graphite',
    formulation: { solvents: { EC: 0.3, EMC: 0.7 }, saltsMolPerL: { LiPF6: 1 }, additives: { VC: 0.02 } },
    electrolyteVolumeL: 70e-6,
    variation: drawVariation(seededRng(`cell-${channel}`)),
    defects: {},
    seed: `cell-${channel}`,
  };
}

/** Nothing is taken from or put into it but cells. */
function roomWith(channels: number): Room {
  const cells = new Map<string, RoomCell>();
  for (let channel = 1; channel <= channels; channel++) {
    const spec = specOf(channel);
    cells.set(spec.id, { spec, place: `channel/${channel}`, opened: false });
  }
  return {
    jobs: async () => [],
    beginJob: async () => true,
    endJob: async () => undefined,
    takeStock: async () => true,
    stock: async () => ({}),
    refill: async () => undefined,
    lots: async () => ({}),
    putVial: async () => undefined,
    vial: async () => undefined,
    putCell: async (cell) => void cells.set(cell.spec.id, cell),
    cell: async (id) => cells.get(id),
    cellAt: async (place) => [...cells.values()].find((cell) => cell.place === place),
    journalFault: async () => undefined,
  };
}
