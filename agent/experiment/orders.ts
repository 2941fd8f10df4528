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
import { heldBack } from './held-back.js';
import { needsOf, STEPS, type StepName } from './steps.js';

type Task = RobotTask | CyclerTask | CharacteriserTask;
type Kind = Task['kind'];
export type TaskOf<K extends Kind> = Extract<Task, { kind: K }> & { readonly kind: K };
type ResultOf<K extends Kind> = Extract<RobotResult | CyclerResult | CharacteriserResult, { kind: K }>;

export interface Done<K extends Kind> {
  readonly jobId: string;
  readonly result: ResultOf<K>;
}

export interface OrderTools extends CommandTools {
  /** Its instruments by role. */
  readonly lab: Parameters<typeof needsOf>[1];
  readonly leases: { whenOpen(instruments: readonly string[], signal: AbortSignal): Promise<void> };
}

export class Orders {
  constructor(
    private readonly experimentId: string,
    private readonly tools: OrderTools,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * A step that needs an instrument which is held back waits before it begins; one that has begun goes on.
   * @param cut ends this command alone, safely
   * @throws {ExperimentFailure} when it did not complete; or the signal's reason when stopped
   */
  async give<K extends Kind>(
    step: StepName,
    instrument: Instrument<never>,
    task: TaskOf<K>,
    jobId = `${this.experimentId}.${step}`,
    cut?: AbortSignal,
  ): Promise<Done<K>> {
    const { experimentId } = this;
    const signal = cut ? AbortSignal.any([this.signal, cut]) : this.signal;
    await this.whenOpen(await this.toBegin(step, jobId));
    const mayStart = (): Promise<void> => this.whenOpen(needsOf(step, this.tools.lab));
    const command = { jobId, experimentId, step, instrument: heldBack(instrument, mayStart), task };
    const settled = await carryOut(command, this.tools, signal);
    if (this.signal.aborted) throw abortReason(this.signal);
    refuse(failureOf(STEPS[step], settled));
    return { jobId, result: resultOf(settled, task.kind) };
  }

  private whenOpen(instruments: readonly string[]): Promise<void> {
    return this.tools.leases.whenOpen(instruments, this.signal);
  }

  /** The instruments that must be open before a step begins: none when it has begun. */
  async toBegin(step: StepName, jobId: string): Promise<string[]> {
    const known = await commandOf(this.tools.record.db, jobId);
    const hasBegun = known !== undefined && known.state !== 'intended';
    return hasBegun ? [] : needsOf(step, this.tools.lab);
  }
}

function resultOf<K extends Kind>({ jobId, result }: Settled, kind: K): ResultOf<K> {
  if (result?.['kind'] !== kind) {
    throw new Error(`${jobId}: expected a result of kind ${kind}, found ${JSON.stringify(result)}`);
  }
  return result as ResultOf<K>;
}
