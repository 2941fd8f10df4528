/**
 * Driver of a formulation and assembly robot that speaks OPC UA LADS (OPC 30500-1). It has met the simulated robot
 * only. SupervisoryTaskId carries our job id, so that the robot can always be asked what became of a job.
 */
import type { ClientSession } from 'node-opcua-client';
import { InstrumentError } from '../instrument-error.js';
import type { Identity, JobReport, LinkState, Reading, Table } from '../instrument.js';
import type { Refill, RobotResult, RobotTask, SynthesisRobot } from '../synthesis-robot.js';
import { OpcuaLink } from '../transports/opcua-link.js';
import type { OpcuaOptions } from '../transports/opcua-options.js';
import { LOG_COLUMNS } from './codec/glovebox-log.js';
import { checkTask } from './codec/task-schema.js';
import { encodeTask } from './codec/task.js';
import { RobotModel } from './model.js';
import { bringToRest } from './rest.js';
import { isRunning, type UnitStatus } from './unit.js';

export type LadsRobotOptions = OpcuaOptions;

export class LadsRobot implements SynthesisRobot {
  readonly id: string;
  private readonly opcua: OpcuaLink<RobotModel>;
  private serialNumber: string | undefined;
  /** Our jobs by the run ids that the robot gave them, for robots that name no task in their active program. */
  private readonly jobsByRun = new Map<string, string>();

  constructor(private readonly options: LadsRobotOptions) {
    this.id = options.id;
    this.opcua = new OpcuaLink(options, (session) => this.prepare(session));
  }

  get link(): LinkState {
    return this.opcua.state;
  }

  async connect(signal?: AbortSignal): Promise<void> {
    await this.opcua.connect(signal);
  }

  async disconnect(): Promise<void> {
    await this.opcua.disconnect();
    this.serialNumber = undefined;
  }

  async identify(): Promise<Identity> {
    return this.opcua.use().model.identify();
  }

  async observe(): Promise<readonly Reading[]> {
    return this.opcua.use().model.observe(() => this.options.clock.now());
  }

  async start(jobId: string, task: RobotTask): Promise<void> {
    const { unit } = this.opcua.use().model;
    const checked = checkTask(task);
    if ('problems' in checked) throw this.refused(jobId, checked.problems.join('; '));
    if ((await this.job(jobId)).state !== 'unknown') return;
    const { state } = await unit.status();
    if (state !== 'Stopped')
      throw this.refused(jobId, `the robot is ${state}, it starts programs when Stopped`);
    try {
      this.jobsByRun.set(await unit.startProgram(jobId, encodeTask(checked.task)), jobId);
    } catch (error) {
      if (!(await this.wasStarted(jobId, error))) throw error;
    }
  }

  /** @throws {InstrumentError} also `unknown-outcome`, when the robot does not say enough to tell */
  async job(jobId: string): Promise<JobReport<RobotResult>> {
    const { unit, results } = this.opcua.use().model;
    const status = await unit.status();
    const owner = this.ownerOf(status);
    if (isRunning(status) && owner === jobId) return running(status);
    const record = await results.find(jobId);
    if (record) return record.report;
    if (isRunning(status) && owner === undefined) {
      throw this.open(jobId, 'a program runs without naming its task, which may be this one');
    }
    if ([...this.jobsByRun.values()].includes(jobId)) {
      throw this.open(jobId, 'it was accepted, runs no more, and left no result');
    }
    return { state: 'unknown', rows: 0 };
  }

  /** The log is there when the program has ended. */
  async fetch(jobId: string, from: number): Promise<Table> {
    const record = await this.opcua.use().model.results.find(jobId);
    if (!record) return { columns: LOG_COLUMNS, from, rows: [] };
    return { ...record.table, from, rows: record.table.rows.slice(from) };
  }

  /** A robot that does not name the task of its program is stopped whichever job is meant: better safe than finished. */
  async makeSafe(jobId?: string): Promise<void> {
    const { unit, nodes } = this.opcua.use().model;
    const owner = this.ownerOf(await unit.status());
    if (jobId !== undefined && owner !== undefined && owner !== jobId) return;
    await bringToRest(unit, nodes.unit, this.options.clock, this.id);
  }

  /**
   * Tells the robot what an operator puts onto its shelf. Not to be repeated blindly: after `unknown-outcome` look at
   * the level first.
   * @throws {InstrumentError} `refused` while it moves, or for an item it does not keep
   */
  async refill(refill: Refill): Promise<void> {
    const { unit, nodes } = this.opcua.use().model;
    const method = nodes.unit.refill;
    if (!method) throw new InstrumentError(this.id, 'set-up', `${nodes.unit.name} has no method Refill`);
    await unit.refill(method, refill);
  }

  private async prepare(session: ClientSession): Promise<RobotModel> {
    const model = await RobotModel.of(session, this.id);
    const { serialNumber } = await model.identify();
    if (this.serialNumber !== undefined && this.serialNumber !== serialNumber) {
      const message = `serial number ${serialNumber} answers at ${this.options.endpoint}, expected ${this.serialNumber}`;
      throw new InstrumentError(this.id, 'wrong-peer', message);
    }
    this.serialNumber = serialNumber;
    return model;
  }

  /** After an answer was lost: whether the robot has the job. When it cannot be asked, the loss stands. */
  private async wasStarted(jobId: string, error: unknown): Promise<boolean> {
    if (!(error instanceof InstrumentError) || error.fault !== 'unknown-outcome') return false;
    return this.job(jobId).then(
      ({ state }) => state !== 'unknown',
      () => false,
    );
  }

  /** The job that runs or ran last, as far as the robot says. */
  private ownerOf({ taskId, runId }: UnitStatus): string | undefined {
    return taskId ?? (runId === undefined ? undefined : this.jobsByRun.get(runId));
  }

  private open(jobId: string, why: string): InstrumentError {
    const message = `job ${jobId} is open: ${why}. Ask again later, or look at the instrument`;
    return new InstrumentError(this.id, 'unknown-outcome', message, { jobId });
  }

  private refused(jobId: string, why: string): InstrumentError {
    return new InstrumentError(this.id, 'refused', `job ${jobId}: ${why}; nothing was sent`, { jobId });
  }
}

function running({ progress }: UnitStatus): JobReport<RobotResult> {
  return { state: 'running', rows: 0, ...(progress !== undefined && { progress }) };
}
