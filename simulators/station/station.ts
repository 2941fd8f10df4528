/** A characterisation station: one cell holder, and what it does with the cell in it. */
import type { Rng } from '../../core/rng.js';
import {
  DESTRUCTIVE,
  type CharacteriserKind,
  type CharacteriserResult,
  type CharacteriserTask,
} from '../../drivers/characteriser.js';
import { stationVocabulary } from '../../drivers/mqtt-station/codec.js';
import type { HeldReadings } from '../faults/held-readings.js';
import type { Room } from '../lab/room.js';
import { JobFailed } from '../mqtt-peer/outcome.js';
import type { Done, Plan, Work } from '../mqtt-peer/work.js';
import type { RoomCell } from '../world/cell/cell-spec.js';
import type { Methods } from './measurement.js';

export interface StationOptions {
  readonly room: Pick<Room, 'cell' | 'putCell'>;
  readonly rng: Rng;
  readonly methods: Methods;
  /** How long each measurement takes, lab s. */
  readonly durationS?: Readonly<Partial<Record<CharacteriserKind, number>>>;
  /** Freezes the readings, if they are to. */
  readonly held?: HeldReadings;
}

const HOUR_S = 3600;
const DURATION_S: Readonly<Record<CharacteriserKind, number>> = {
  impedance: HOUR_S,
  mass: HOUR_S / 12,
  microbalance: HOUR_S / 2,
  gas: 2 * HOUR_S,
  film: 3 * HOUR_S,
};

export class Station implements Work<CharacteriserTask, CharacteriserResult> {
  readonly task = stationVocabulary.task;
  readonly result = stationVocabulary.result;
  readonly identity = {
    manufacturer: 'Interphase',
    model: 'Simulated characterisation station',
    serialNumber: 'SIM-STATION-1',
    firmware: '1.1',
  };
  private readonly ambient: Rng;

  constructor(private readonly options: StationOptions) {
    this.ambient = options.rng.split('readings');
  }

  /** Ordinary conditions of a cell holder and of a surface-analysis chamber under ultra-high vacuum. */
  readings(): ReturnType<Work<CharacteriserTask, CharacteriserResult>['readings']> {
    const readings = [
      { name: 'holder temperature', value: 25 + 0.1 * this.ambient.normal(), unit: 'Cel' },
      { name: 'chamber pressure', value: 2e-7 * this.ambient.lognormal(0.1), unit: 'Pa' },
    ];
    const { held } = this.options;
    if (!held) return readings;
    return readings.map((each) => ({ ...each, value: held.read(each.name, () => each.value) }));
  }

  plan({ kind, cellId }: CharacteriserTask): Plan {
    return {
      program: kind,
      detail: { cellId },
      durationS: this.options.durationS?.[kind] ?? DURATION_S[kind],
    };
  }

  /** A destructive measurement opens the cell first, so that it stays open when the measurement is stopped. */
  async perform(
    jobId: string,
    { kind, cellId }: CharacteriserTask,
    wait: () => Promise<void>,
  ): Promise<Done<CharacteriserResult>> {
    const { methods, room, rng } = this.options;
    const cell = await this.cellInPlace(cellId);
    if (cell.opened)
      throw new JobFailed('cell-opened', `cell ${cellId} was opened by an earlier measurement`);
    if (DESTRUCTIVE.includes(kind)) await room.putCell({ ...cell, opened: true });
    await wait();
    return methods[kind](await this.cellInPlace(cellId), rng.split(jobId));
  }

  private async cellInPlace(cellId: string): Promise<RoomCell> {
    const cell = await this.options.room.cell(cellId);
    if (cell?.place === 'station') return cell;
    throw new JobFailed('no-cell', `cell ${cellId} is not in the holder`);
  }
}
