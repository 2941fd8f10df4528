/**
 * One experiment, from formulation to film: a straight line of commands, each carried out exactly once. Run again
 * after a crash it passes over what is settled and takes up what still runs.
 */
import { abortReason } from '../../core/clock.js';
import type { Characteriser } from '../../drivers/characteriser.js';
import type { Cycler } from '../../drivers/cycler.js';
import type { Table } from '../../drivers/instrument.js';
import type { Limits } from '../../drivers/protocol.js';
import type { CellPlace, RobotTask, SynthesisRobot } from '../../drivers/synthesis-robot.js';
import { CutShort } from '../stopping/cut-short.js';
import type { EarlyStopping } from '../stopping/early-stopping.js';
import { commandsOf } from '../record/commands.js';
import { readSeries } from '../record/series/series.js';
import type { Examine } from './diagnosis/examine.js';
import { characterise, type Evidence } from './characterisation.js';
import { ExperimentFailure, failureFrom, refuse } from './diagnosis/experiment-failure.js';
import { judgeCell, judgeElectrolyte } from './diagnosis/robot-results.js';
import type { Records } from './diagnosis/reading.js';
import { Orders, type Done, type OrderTools, type TaskOf } from './orders.js';
import type { Failure } from './outcome.js';
import { ageingProtocol, formationProtocol } from './protocols.js';
import { vialVolumeL, type Recipe } from './recipe.js';
import type { StepName } from './steps.js';
import { cellOf, confirmOff } from './stray-cell.js';
import { channelOf } from './whereabouts.js';

/** The instruments of one lab, and what no protocol may exceed there. */
export interface Lab {
  readonly robot: SynthesisRobot;
  readonly cycler: Cycler;
  readonly station: Characteriser;
  readonly limits: Limits;
}

/** Exclusive use of resources, as an experiment asks for it. Instruments are named as the lab names them. */
export interface Reservations {
  take(
    experimentId: string,
    candidates: readonly string[],
    signal: AbortSignal,
    needs?: readonly string[],
  ): Promise<string>;
  /** Resolves when people have none of the instruments to themselves. */
  whenOpen(instruments: readonly string[], signal: AbortSignal): Promise<void>;
  release(experimentId: string, resource: string): Promise<void>;
}

export interface ExperimentTools extends OrderTools {
  readonly lab: Lab;
  readonly leases: Reservations;
  /** What the records so far say of the cell. */
  readonly examine: Examine;
  /** Ends cells that are not worth ageing on; absent: none. */
  readonly stopping?: Pick<EarlyStopping, 'watch'>;
}

export class Experiment {
  private readonly orders: Orders;

  constructor(
    private readonly id: string,
    private readonly recipe: Recipe,
    private readonly tools: ExperimentTools,
    private readonly signal: AbortSignal,
  ) {
    this.orders = new Orders(id, tools, signal);
  }

  /** @throws {ExperimentFailure} classified; {CutShort} when it is not worth ageing on; or the signal's reason when stopped */
  async run(): Promise<Evidence> {
    const { leases } = this.tools;
    const place = await this.channel();
    const cellId = await this.build();
    await this.move('load', cellId, place);
    const formation = await this.cycle('form', cellId, place, {});
    const ageing = await this.age(cellId, place, formation);
    await leases.take(this.id, ['station'], this.signal);
    await this.move('unload', cellId, 'station');
    await leases.release(this.id, place);
    return characterise(this.id, cellId, { formation, ageing }, this.recipe, {
      ...this.tools,
      orders: this.orders,
    });
  }

  /**
   * Puts the cell, if one was built, out of everybody's way. A try that ended otherwise is followed by another.
   * @throws {ExperimentFailure} when it may be where it was, or under current
   */
  async discard(): Promise<void> {
    const { db } = this.tools.record;
    const cellId = await cellOf(this.id, this.tools);
    if (cellId === undefined) return;
    await confirmOff(this.id, this.tools);
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
    const volumeL = vialVolumeL(this.recipe);
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

  /** @throws {CutShort} when the cell was ended on purpose, with what was recorded until then */
  private async age(cellId: string, place: CellPlace, formation: Table): Promise<Table> {
    const watched = await this.tools.stopping?.watch(this.id, this.recipe, place);
    try {
      return await this.cycle('age', cellId, place, { formation }, watched?.cut);
    } catch (error) {
      const isCut = watched?.cut.aborted === true && !this.signal.aborted;
      if (!isCut || !(error instanceof ExperimentFailure) || error.failure.cause !== 'stopped') throw error;
      const ageing = await readSeries(this.tools.record.db, `${this.id}.age`);
      const evidence = { formation, ageing, unfinished: ['ageing'] as const };
      throw new CutShort(evidence, abortReason(watched.cut).message);
    } finally {
      await watched?.end();
    }
  }

  /**
   * @param known records of the steps before
   * @param cut ends the cycling alone
   * @throws {ExperimentFailure} when the cell is not worth going on with
   */
  private async cycle(
    step: keyof typeof PROTOCOLS,
    cellId: string,
    place: CellPlace,
    known: Records,
    cut?: AbortSignal,
  ): Promise<Table> {
    const { lab, record, examine } = this.tools;
    const { record: name, protocolOf } = PROTOCOLS[step];
    const channel = Number(place.slice('channel/'.length));
    const protocol = protocolOf(this.recipe, lab.limits);
    const jobId = `${this.id}.${step}`;
    const ended = await failureFrom(
      this.orders.give(step, lab.cycler, { kind: 'protocol', channel, cellId, protocol }, jobId, cut),
    );
    if (ended && ended.attribution !== 'unknown') throw new ExperimentFailure(ended);
    const table = await readSeries(record.db, jobId);
    const records = { ...known, [name]: table, cutShort: ended !== undefined };
    const finding = examine(records, this.recipe, jobId);
    if (ended) throw new ExperimentFailure(explained(ended, finding?.failure));
    if (finding?.isOver) throw new ExperimentFailure(finding.failure);
    return table;
  }

  /** The robot does one thing at a time: it is held for the length of one command. */
  private async robot<K extends RobotTask['kind']>(
    step: StepName,
    task: TaskOf<K>,
    jobId = `${this.id}.${step}`,
  ): Promise<Done<K>> {
    const { lab, leases } = this.tools;
    await leases.take(this.id, ['robot'], this.signal, await this.orders.toBegin(step, jobId));
    try {
      return await this.orders.give(step, lab.robot, task, jobId);
    } finally {
      await leases.release(this.id, 'robot');
    }
  }
}

const PROTOCOLS = {
  form: { record: 'formation', protocolOf: formationProtocol },
  age: { record: 'ageing', protocolOf: ageingProtocol },
} as const;

/** The instrument saw that something was wrong, the record says what. */
function explained(ended: Failure, found: Failure | undefined): Failure {
  return found ? { ...found, evidence: `${found.evidence}; the tester gave up: ${ended.evidence}` } : ended;
}
