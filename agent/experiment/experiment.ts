/**
 * One experiment, from formulation to film: a straight line of commands, each carried out exactly once. Run again
 * after a crash it passes over what is settled and takes up what still runs.
 */
import { abortReason } from '../../core/clock.js';
import type { Characteriser, CharacteriserResult, CharacteriserTask } from '../../drivers/characteriser.js';
import type { Cycler, CyclerResult, CyclerTask } from '../../drivers/cycler.js';
import type { Instrument, Table } from '../../drivers/instrument.js';
import type { Limits, Protocol } from '../../drivers/protocol.js';
import type { CellPlace, RobotResult, RobotTask, SynthesisRobot } from '../../drivers/synthesis-robot.js';
import { commandOf, commandsOf } from '../record/experiments.js';
import { readSeries } from '../record/series.js';
import { carryOut, type CommandTools, type Settled } from './command.js';
import { ExperimentFailure, failureOf, judgeCell, judgeElectrolyte } from './diagnosis.js';
import { ageingProtocol, formationProtocol } from './protocols.js';
import type { Recipe } from './recipe.js';
import { STEPS, type StepName } from './steps.js';
import { channelOf } from './whereabouts.js';

/** The instruments of one lab, and what no protocol may exceed there. */
export interface Lab {
  readonly robot: SynthesisRobot;
  readonly cycler: Cycler;
  readonly station: Characteriser;
  readonly limits: Limits;
}

/** Exclusive use of resources, as an experiment asks for it. */
export interface Reservations {
  take(experimentId: string, candidates: readonly string[], signal: AbortSignal): Promise<string>;
  release(experimentId: string, resource: string): Promise<void>;
}

export interface ExperimentTools extends CommandTools {
  readonly lab: Lab;
  readonly leases: Reservations;
  /** Throws an `ExperimentFailure` when the formed cell is not worth cycling. */
  readonly judgeFormation: (series: Table, recipe: Recipe, jobId: string) => void;
}

/** What an experiment that went through leaves to be analysed. */
export interface Evidence {
  readonly formation: Table;
  readonly ageing: Table;
  readonly impedance: Table;
  readonly film: Extract<CharacteriserResult, { kind: 'film' }>;
  /** The film's atomic fractions with their uncertainties. */
  readonly composition: Table;
}

type Task = RobotTask | CyclerTask | CharacteriserTask;
type Kind = Task['kind'];
type TaskOf<K extends Kind> = Extract<Task, { kind: K }> & { readonly kind: K };
type ResultOf<K extends Kind> = Extract<RobotResult | CyclerResult | CharacteriserResult, { kind: K }>;

interface Done<K extends Kind> {
  readonly jobId: string;
  readonly result: ResultOf<K>;
}

export class Experiment {
  constructor(
    private readonly id: string,
    private readonly recipe: Recipe,
    private readonly tools: ExperimentTools,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws {ExperimentFailure} classified; or the signal's reason when stopped */
  async run(): Promise<Evidence> {
    const { lab, leases } = this.tools;
    const place = await this.channel();
    const cellId = await this.build();
    await this.move('load', cellId, place);
    const formation = await this.cycle('form', cellId, place, formationProtocol(this.recipe, lab.limits));
    this.tools.judgeFormation(formation, this.recipe, `${this.id}.form`);
    const ageing = await this.cycle('age', cellId, place, ageingProtocol(this.recipe, lab.limits));
    await leases.take(this.id, ['station'], this.signal);
    await this.move('unload', cellId, 'station');
    await leases.release(this.id, place);
    return { formation, ageing, ...(await this.characterise(cellId)) };
  }

  /** Puts the cell, if one was built, out of everybody's way. A try that ended otherwise is followed by another. */
  async discard(): Promise<void> {
    const { db } = this.tools.record;
    const built = await commandOf(db, `${this.id}.assemble`);
    const cellId = built?.result?.['cellId'];
    if (typeof cellId !== 'string') return;
    const tries = await commandsOf(db, this.id, 'discard');
    const over = tries.filter(({ state }) => state !== 'intended' && state !== 'acknowledged').length;
    const jobId = over === 0 ? `${this.id}.discard` : `${this.id}.discard-${over + 1}`;
    await this.robot('discard', { kind: 'transfer', cellId, to: 'waste' }, jobId);
  }

  /** The one its cell was put into, even if that is free again by now; or whichever is free first. */
  private async channel(): Promise<CellPlace> {
    const { lab, leases, record } = this.tools;
    const own = await channelOf(record.db, this.id);
    if (own) return own;
    const channels = Array.from({ length: lab.cycler.channels }, (_, k) => `channel/${k + 1}` as const);
    return (await leases.take(this.id, channels, this.signal)) as CellPlace;
  }

  private async build(): Promise<string> {
    const { formulation, electrolyteVolumeL, cellType } = this.recipe;
    const volumeL = 10 * electrolyteVolumeL;
    const mixed = await this.robot('formulate', { kind: 'formulate', formulation, volumeL });
    refuse(judgeElectrolyte(mixed.result, mixed.jobId));
    const { vialId } = mixed.result;
    const built = await this.robot('assemble', {
      kind: 'assemble',
      vialId,
      electrolyteVolumeL,
      cellType,
    });
    refuse(judgeCell(built.result, built.jobId));
    return built.result.cellId;
  }

  private async move(step: StepName, cellId: string, to: CellPlace): Promise<void> {
    await this.robot(step, { kind: 'transfer', cellId, to });
  }

  private async cycle(step: StepName, cellId: string, place: CellPlace, protocol: Protocol): Promise<Table> {
    const channel = Number(place.slice('channel/'.length));
    const task = { kind: 'protocol', channel, cellId, protocol } as const;
    const { jobId } = await this.command(step, this.tools.lab.cycler, task);
    return readSeries(this.tools.record.db, jobId);
  }

  private async characterise(cellId: string): Promise<Pick<Evidence, 'impedance' | 'film' | 'composition'>> {
    const { station } = this.tools.lab;
    const { jobId } = await this.command('impedance', station, {
      kind: 'impedance',
      cellId,
    });
    const film = await this.command('film', station, { kind: 'film', cellId });
    const { db } = this.tools.record;
    const [impedance, composition] = [await readSeries(db, jobId), await readSeries(db, film.jobId)];
    return { impedance, film: film.result, composition };
  }

  /** The robot does one thing at a time: it is held for the length of one command. */
  private async robot<K extends RobotTask['kind']>(
    step: StepName,
    task: TaskOf<K>,
    jobId = `${this.id}.${step}`,
  ): Promise<Done<K>> {
    const { lab, leases } = this.tools;
    await leases.take(this.id, ['robot'], this.signal);
    try {
      return await this.command(step, lab.robot, task, jobId);
    } finally {
      await leases.release(this.id, 'robot');
    }
  }

  private async command<K extends Kind>(
    step: StepName,
    instrument: Instrument<never>,
    task: TaskOf<K>,
    jobId = `${this.id}.${step}`,
  ): Promise<Done<K>> {
    const command = { jobId, experimentId: this.id, step, instrument: instrument as Instrument, task };
    const settled = await carryOut(command, this.tools, this.signal);
    if (this.signal.aborted) throw abortReason(this.signal);
    refuse(failureOf(STEPS[step], settled));
    return { jobId, result: resultOf(settled, task.kind) };
  }
}

function refuse(failure: ConstructorParameters<typeof ExperimentFailure>[0] | undefined): void {
  if (failure) throw new ExperimentFailure(failure);
}

function resultOf<K extends Kind>({ jobId, result }: Settled, kind: K): ResultOf<K> {
  if (result?.['kind'] !== kind) {
    throw new Error(`${jobId}: expected a result of kind ${kind}, found ${JSON.stringify(result)}`);
  }
  return result as ResultOf<K>;
}
