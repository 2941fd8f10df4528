/** A whole lab in memory: three fake instruments around one table of where each cell is. Outlives any agent. */
import type { Lab } from '../../../agent/experiment/experiment.js';
import type { Characteriser, CharacteriserTask } from '../../../drivers/characteriser.js';
import { FILM_ELEMENTS } from '../../../drivers/characteriser.js';
import type { Cycler, CyclerTask } from '../../../drivers/cycler.js';
import type { RobotTask, SynthesisRobot } from '../../../drivers/synthesis-robot.js';
import type { Recipe } from '../../../agent/experiment/recipe.js';
import { FakeInstrument, type Course } from '../experiment/fake-instrument.js';
import type { Life } from '../experiment/mortality.js';

type Task = RobotTask | CyclerTask | CharacteriserTask;

/** What becomes of a job other than its usual end. */
export type Misfortune = { readonly fails: string } | { readonly result: Readonly<Record<string, unknown>> };

export class FakeLab {
  readonly robot = new FakeInstrument('robot', (task, jobId) => this.courseOf(task as Task, jobId));
  readonly cycler = new FakeInstrument('cycler', (task, jobId) => this.courseOf(task as Task, jobId));
  readonly station = new FakeInstrument('station', (task, jobId) => this.courseOf(task as Task, jobId));
  /** Where each cell is. */
  readonly places = new Map<string, string>();
  /** Looks that a cycling job takes; a test that stops one makes it long. */
  cyclingPolls = 2;
  misfortune: (jobId: string) => Misfortune | undefined = () => undefined;
  /** What the analysis of an experiment of that recipe comes to. */
  valueOf: (quantity: string, recipe: Recipe) => number = () => 90;

  /** The lab as one life of an agent reaches it. */
  reachedBy(life: Life): Lab {
    return {
      robot: life.reach(this.robot as unknown as SynthesisRobot),
      cycler: life.reach(this.cycler as unknown as Cycler),
      station: life.reach(this.station as unknown as Characteriser),
      limits: { minVoltageV: 2, maxVoltageV: 4.6, maxCurrentA: 0.03, maxTemperatureK: 340 },
    };
  }

  get executed(): string[] {
    return [...this.robot.executed, ...this.cycler.executed, ...this.station.executed];
  }

  /** Cells that are not in the waste. */
  get leftCells(): string[] {
    return [...this.places].filter(([, place]) => place !== 'waste').map(([cellId]) => cellId);
  }

  private courseOf(task: Task, jobId: string): Course {
    const misfortune = this.misfortune(jobId);
    if (misfortune && 'fails' in misfortune) return failed(misfortune.fails);
    const end = this.carryOut(task, jobId);
    if (typeof end === 'string') return failed(end);
    const polls = task.kind === 'protocol' ? this.cyclingPolls : 1;
    const result = { kind: task.kind, ...end, ...misfortune?.result };
    return { polls, rows: 4, end: { state: 'completed', result } };
  }

  /** The result, or the code of the fault. */
  private carryOut(task: Task, jobId: string): object | string {
    switch (task.kind) {
      case 'formulate':
        return { vialId: `vial-${jobId}`, worstDeviation: 0.2, worstIngredient: 'EC', turbidity: 0 };
      case 'assemble':
        this.places.set(`cell-${jobId}`, 'tray');
        return { cellId: `cell-${jobId}`, openCircuitVoltageV: 0.3, placementConfidence: 0.98 };
      case 'transfer':
        return this.transfer(task);
      case 'protocol':
        return this.places.get(task.cellId) === `channel/${task.channel}` ? { testTimeS: 60 } : 'no-cell';
      case 'impedance':
        return this.places.get(task.cellId) === 'station' ? { openCircuitVoltageV: 3.7 } : 'no-cell';
      case 'mass':
        return { massKg: 3.4e-3, massSdKg: 1.5e-7 };
      case 'microbalance':
        return {
          arealMassKgPerM2: 4e-5,
          arealMassSdKgPerM2: 2e-6,
          massPerElectronKgPerMol: 0.06,
          massPerElectronSdKgPerMol: 0.004,
        };
      case 'gas':
        return { amountMol: 5e-6, amountSdMol: 3e-7 };
      case 'film': {
        const atomicFractions = Object.fromEntries(FILM_ELEMENTS.map((element) => [element, 1 / 7]));
        return { thicknessM: 2e-8, thicknessSdM: 1e-9, atomicFractions };
      }
    }
  }

  private transfer({ cellId, to }: Extract<RobotTask, { kind: 'transfer' }>): object | string {
    const occupied = [...this.places].some(([cell, place]) => place === to && cell !== cellId);
    if (occupied && to !== 'waste' && to !== 'tray') return 'place-occupied';
    this.places.set(cellId, to);
    return { cellId, place: to };
  }
}

function failed(code: string): Course {
  return { polls: 1, rows: 2, end: { state: 'failed', fault: { code, message: `${code} on purpose` } } };
}
