/** What a program of the workcell is given, and how it says that it cannot go on. */
import type { Rng } from '../../../core/rng.js';
import type { Formulation, RobotResult, RobotTask } from '../../../drivers/synthesis-robot.js';
import type { FaultChance } from '../../faults/fault-chance.js';
import type { Room } from '../../lab/room.js';
import type { Variation } from '../../world/cell/cell-spec.js';

/** Whether a formulation stays dissolved at a temperature (K), by what margin, and why not. */
export type Solubility = (
  formulation: Formulation,
  temperatureK: number,
) => { readonly dissolved: boolean; readonly margin: number; readonly reasons: readonly string[] };

/** Lab seconds that each program takes. */
export type Durations = Readonly<Record<RobotTask['kind'], number>>;

export interface Equipment {
  readonly room: Room;
  readonly faults: FaultChance;
  readonly solubility: Solubility;
  /** How one cell differs from the nominal one; `lot` is that of its coated electrodes. */
  readonly variation: (rng: Rng, lot: string) => Variation;
}

export interface ProgramContext extends Equipment {
  readonly jobId: string;
  /** This job's own luck: the same for the same seed and job, whatever ran before. */
  readonly rng: Rng;
  readonly durationS: number;
  /** Waits lab seconds; rejects when the program is stopped. */
  wait(seconds: number): Promise<void>;
  temperatureK(): number;
  /** Water that an electrolyte took up, mass ppm, which stood open to the glovebox for the last `openS` lab seconds. */
  waterUptakePpm(openS: number): number;
}

export type Program<Task extends RobotTask> = (task: Task, context: ProgramContext) => Promise<RobotResult>;

export type TaskOf<Kind extends RobotTask['kind']> = Extract<RobotTask, { readonly kind: Kind }>;

/** The robot cannot carry this program out. `code` goes into the result as it is. */
export class ProgramFault extends Error {
  override readonly name = 'ProgramFault';

  constructor(
    readonly code: 'stock-empty' | 'vial-missing' | 'vial-empty' | 'cell-missing' | 'place-occupied',
    message: string,
  ) {
    super(message);
  }
}

/** Takes stock, or journals that there was none and gives the program up. */
export async function takeStock(
  { room, jobId }: ProgramContext,
  item: string,
  amount: number,
  unit: string,
): Promise<void> {
  if (await room.takeStock(jobId, item, amount, unit)) return;
  await room.journalFault(jobId, {
    cause: 'stock-empty',
    attribution: 'machine',
    detail: { item, amount, unit },
  });
  throw new ProgramFault('stock-empty', `not enough ${item}: ${amount} ${unit} needed`);
}
