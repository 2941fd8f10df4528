/**
 * One experiment, from formulation to film: a straight line of commands, each carried out exactly once. Run again
 * after a crash it passes over what is settled and takes up what still runs.
 */
import { abortReason } from '../../core/clock.js';
import type { Characteriser, CharacteriserResult, CharacteriserTask } from '../../drivers/characteriser.js';
import type { Cycler, CyclerResult, CyclerTask } from '../../drivers/cycler.js';
import type { Instrument, Table } from '../../drivers/instrument.js';
import type { Limits } from '../../drivers/protocol.js';
import type { CellPlace, RobotResult, RobotTask, SynthesisRobot } from '../../drivers/synthesis-robot.js';
import { commandOf, commandsOf } from '../record/experiments.js';
import { readSeries } from '../record/series.js';
import { carryOut, type CommandTools, type Settled } from './command.js';
import { ExperimentFailure } from './diagnosis/experiment-failure.js';
import { failureOf } from './diagnosis/instrument-words.js';
import { judgeCell, judgeElectrolyte } from './diagnosis/robot-results.js';
import type { Records } from './diagnosis/signs.js';
import { ageingProtocol, formationProtocol } from './protocols.js';
import type { Failure } from './outcome.js';
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
  readonly examine: Examine;
}

/** What the records so far say of the cell, and whether going on with it would teach nothing. */
export type Examine = (records: Records, recipe: Recipe, jobId: string) => Finding | undefined;

export interface Finding {
  readonly failure: Failure;
  readonly isOver: boolean;
}

/** What an experiment that went through leaves to be analysed. */
export interface Evidence {
  readonly formation: Table;
  readonly ageing: Table;
  readonly impedance: Table;
  readonly film: Extract<CharacteriserResult, { kind: 'film' }>;
  /** The film's atomic fractions with their uncertainties. */
  readonly composition: Table;
  /** What was wrong, although the measurement went through and stands. */
  readonly failure?: Failure;
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
    const { leases } = this.tools;
    const place = await this.channel();
    const cellId = await this.build();
    await this.move('load', cellId, place);
    const formation = await this.cycle('form', cellId, place, (formation) => ({ formation }));
    const ageing = await this.cycle('age', cellId, place, (ageing) => ({
      formation: formation.table,
      ageing,
    }));
    await leases.take(this.id, ['station'], this.signal);
    await this.move('unload', cellId, 'station');
    await leases.release(this.id, place);
    const characterised = await this.characterise(cellId);
    const failure = ageing.failure ?? formation.failure;
    return {
      formation: formation.table,
      ageing: ageing.table,
      ...characterised,
      ...(failure && { failure }),
    };
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

  /**
   * @param records what is known of the cell once this step's table is there
   * @throws {ExperimentFailure} when the cell is not worth going on with
   */
  private async cycle(
    step: 'form' | 'age',
    cellId: string,
    place: CellPlace,
    records: (table: Table) => Records,
  ): Promise<Cycled> {
    const { lab, record, examine } = this.tools;
    const channel = Number(place.slice('channel/'.length));
    const protocol = PROTOCOLS[step](this.recipe, lab.limits);
    const jobId = `${this.id}.${step}`;
    const ended = await this.tried(step, lab.cycler, { kind: 'protocol', channel, cellId, protocol });
    const table = await readSeries(record.db, jobId);
    const cutShort = ended !== undefined;
    if (cutShort && ended.attribution !== 'unknown') throw new ExperimentFailure(ended);
    const finding = examine({ ...records(table), cutShort }, this.recipe, jobId);
    if (cutShort) throw new ExperimentFailure(finding ? explained(ended, finding.failure) : ended);
    if (finding?.isOver) throw new ExperimentFailure(finding.failure);
    return { table, failure: finding?.failure };
  }

  /** The failure that a command's end means, instead of throwing it. */
  private async tried<K extends Kind>(
    step: StepName,
    instrument: Instrument<never>,
    task: TaskOf<K>,
  ): Promise<Failure | undefined> {
    try {
      await this.command(step, instrument, task);
      return undefined;
    } catch (error) {
      if (error instanceof ExperimentFailure) return error.failure;
      throw error;
    }
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

interface Cycled {
  readonly table: Table;
  /** What was wrong, although the record stands. */
  readonly failure: Failure | undefined;
}

const PROTOCOLS = { form: formationProtocol, age: ageingProtocol };

/** The instrument saw that something was wrong, the record says what. */
function explained(ended: Failure, found: Failure): Failure {
  return { ...found, evidence: `${found.evidence}; the tester gave up: ${ended.evidence}` };
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
