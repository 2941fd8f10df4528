/** A workcell in a room in memory, on a clock that moves when told to. */
import { ManualClock } from '../../../core/clock.js';
import { seededRng } from '../../../core/rng.js';
import type { Formulation } from '../../../drivers/synthesis-robot.js';
import { faultRates, type FaultRates } from '../../../simulators/faults/catalogue.js';
import { FaultChance } from '../../../simulators/faults/fault-chance.js';
import { DEFAULT_DURATIONS } from '../../../simulators/robot/programs/programs.js';
import { Workcell, type WorkcellOptions } from '../../../simulators/robot/workcell.js';
import type { RoomCell } from '../../../simulators/world/cell/cell-spec.js';
import { MemoryRoom } from '../../contracts/memory-room.js';

export const FORMULATION: Formulation = {
  solvents: { EC: 0.3, EMC: 0.7 },
  saltsMolPerL: { LiPF6: 1 },
  additives: { VC: 0.02, FEC: 0.05 },
};

export const NOMINAL = { qn: 1, qp: 1, bet: 1, sei: 1, crack: 1, r: 1, fill: 1 };

export const formulateTask = { kind: 'formulate', formulation: FORMULATION, volumeL: 0.002 } as const;
export const assembleTask = {
  kind: 'assemble',
  vialId: 'vial-a',
  electrolyteVolumeL: 1e-4,
  cellType: 'coin-2032-NMC811-graphite',
} as const;

/** Nothing goes wrong by chance but what is named. */
export function chanceOf(rates: Partial<FaultRates> = {}): FaultChance {
  return new FaultChance(faultRates(0, rates));
}

export class WorkcellBench {
  readonly clock = new ManualClock(0);
  readonly room = new MemoryRoom();
  readonly cell: Workcell;
  readonly states: string[] = [];

  constructor(options: Partial<WorkcellOptions> = {}, seed = 'seed') {
    this.cell = new Workcell({
      room: this.room,
      clock: this.clock,
      rng: seededRng(seed),
      faults: chanceOf(),
      solubility: () => ({ dissolved: true, margin: 0.5, reasons: [] }),
      variation: () => NOMINAL,
      durations: DEFAULT_DURATIONS,
      ...options,
    });
    this.cell.listen({
      stateChanged: (state) => this.states.push(state),
      programEnded: ({ state }) => this.states.push(`job ${state}`),
      troubled: (error) => this.states.push(String(error)),
    });
  }

  /** Puts a vial `vial-a` on the deck. */
  putVial(volumeL: number): void {
    this.room.vials.set('vial-a', { id: 'vial-a', formulation: FORMULATION, volumeL, turbidity: 0 });
  }

  putCell(id: string, place: string): void {
    const { cellType } = assembleTask;
    const part = { formulation: FORMULATION, electrolyteVolumeL: 1e-4, variation: NOMINAL, defects: {} };
    const cell: RoomCell = { spec: { id, cellType, seed: id, ...part }, place, opened: false };
    this.room.cells.set(id, cell);
  }

  /** Starts a job and lets an hour pass. */
  async run(...[jobId, task]: Parameters<Workcell['start']>): Promise<MemoryRoom['entries']> {
    await this.cell.start(jobId, task);
    await this.clock.advance(3_600_000);
    return this.room.entries;
  }
}
