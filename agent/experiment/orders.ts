/** The commands of one experiment: each carried out exactly once, its failed end thrown as a classified failure. */
import { abortReason } from '../../core/clock.js';
import type { CharacteriserResult, CharacteriserTask } from '../../drivers/characteriser.js';
import type { CyclerResult, CyclerTask } from '../../drivers/cycler.js';
import type { Instrument } from '../../drivers/instrument.js';
import type { RobotResult, RobotTask } from '../../drivers/synthesis-robot.js';
import { commandOf } from '../record/commands.js';
import { carryOut, type CommandTools, type Settled } from './command.js';
import { refuse } from './diagnosis/experiment-failure.js';
import { failureOf } from './diagnosis/instrument-words.js';
import type { StepGate } from './step-gate.js';
import { STEPS, type StepName } from './steps.js';

type Task = RobotTask | CyclerTask | CharacteriserTask;
type Kind = Task['kind'];
export type TaskOf<K extends Kind> = Extract<Task, { kind: K }> & { readonly kind: K };
type ResultOf<K extends Kind> = Extract<RobotResult | CyclerResult | CharacteriserResult, { kind: K }>;

export interface Done<K extends Kind> {
  readonly jobId: string;
  readonly result: ResultOf<K>;
}

export interface OrderTools extends CommandTools {
  /** A step that has not begun waits here. */
  readonly steps: Pick<StepGate, 'pass'>;
}

export class Orders {
  constructor(
    private readonly experimentId: string,
    private readonly tools: OrderTools,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws {ExperimentFailure} when it did not complete; or the signal's reason when stopped */
  async give<K extends Kind>(
    step: StepName,
    instrument: Instrument<never>,
    task: TaskOf<K>,
    jobId = `${this.experimentId}.${step}`,
  ): Promise<Done<K>> {
    const { experimentId } = this;
    const command = { jobId, experimentId, step, instrument: instrument as Instrument, task };
    if (!(await commandOf(this.tools.record.db, jobId))) await this.tools.steps.pass(this.signal);
    const settled = await carryOut(command, this.tools, this.signal);
    if (this.signal.aborted) throw abortReason(this.signal);
    refuse(failureOf(STEPS[step], settled));
    return { jobId, result: resultOf(settled, task.kind) };
  }
}

function resultOf<K extends Kind>({ jobId, result }: Settled, kind: K): ResultOf<K> {
  if (result?.['kind'] !== kind) {
    throw new Error(`${jobId}: expected a result of kind ${kind}, found ${JSON.stringify(result)}`);
  }
  return result as ResultOf<K>;
}
