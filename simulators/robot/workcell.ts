/** The robot itself, without a network: carries out one program at a time and remembers every job it ever began. */
import { abortReason, type Clock } from '../../core/clock.js';
import type { Rng } from '../../core/rng.js';
import { Turns } from '../../core/turns.js';
import { LOG_COLUMNS } from '../../drivers/lads-robot/codec/glovebox-log.js';
import { TEMPLATES, type TemplateId } from '../../drivers/lads-robot/codec/task.js';
import type { RobotTask } from '../../drivers/synthesis-robot.js';
import type { JobEnd, JobEntry } from '../lab/room.js';
import { next, type FunctionalState, type Trigger } from './functional-state.js';
import { Glovebox } from './glovebox.js';
import { INTERRUPTED, jobEnd, PowerOff, StopRequest } from './job-end.js';
import type { Durations, Equipment, ProgramContext } from './programs/program.js';
import { clearUp, runProgram } from './programs/programs.js';

/** Spacing of the rows of a job's glovebox log, lab seconds. */
const LOG_EVERY_S = 60;

/** The program that runs, or ran last. */
export interface Run {
  readonly jobId: string;
  readonly templateId: TemplateId;
  readonly task: RobotTask;
  readonly startedLabS: number;
  readonly estimatedS: number;
}

/** Told of one program in this order: Running, (Stopping or Aborting), ended, (Stopped or Aborted). */
export interface WorkcellListener {
  programEnded(entry: JobEntry): void;
  stateChanged(state: FunctionalState): void;
  /** The room could not be told how a program ended. */
  troubled(error: unknown): void;
}

export interface WorkcellOptions extends Equipment {
  /** Lab time. */
  readonly clock: Clock;
  readonly rng: Rng;
  readonly durations: Durations;
}

export class Workcell {
  readonly glovebox: Glovebox;
  private readonly listeners: WorkcellListener[] = [];
  private readonly known = new Set<string>();
  private current: FunctionalState = 'Stopped';
  private run: Run | undefined;
  private controller = new AbortController();
  private finished: Promise<void> = Promise.resolve();
  private readonly turns = new Turns();

  constructor(private readonly options: WorkcellOptions) {
    this.glovebox = new Glovebox(options.rng.split('glovebox'));
  }

  get state(): FunctionalState {
    return this.current;
  }

  /** Absent until the first program. */
  get lastRun(): Run | undefined {
    return this.run;
  }

  get labS(): number {
    return this.options.clock.now() / 1000;
  }

  listen(listener: WorkcellListener): void {
    this.listeners.push(listener);
  }

  /** Remembers earlier jobs; those that ran when the power went are closed as interrupted. */
  async powerUp(): Promise<readonly JobEntry[]> {
    const { room } = this.options;
    for (const { jobId, state } of await room.jobs()) {
      this.known.add(jobId);
      if (state === 'running') await room.endJob(jobId, INTERRUPTED);
    }
    return room.jobs();
  }

  /** Stands still at once and writes nothing: how it looks to the room when the controller dies. */
  async powerOff(): Promise<void> {
    this.controller.abort(new PowerOff());
    await this.finished;
  }

  /**
   * Starts a program unless this job was begun before.
   * @returns `busy` when another program runs or the state is not Stopped: nothing was done
   */
  start(jobId: string, task: RobotTask): Promise<'started' | 'known' | 'busy'> {
    return this.turns.take(() => this.startNow(jobId, task));
  }

  /** @returns false when the state allows no such request */
  request(trigger: 'stop' | 'abort' | 'clear'): boolean {
    if (!next(this.current, trigger)) return false;
    this.move(trigger);
    if (trigger === 'clear') this.move('done');
    else this.controller.abort(new StopRequest(trigger));
    return true;
  }

  private async startNow(jobId: string, task: RobotTask): Promise<'started' | 'known' | 'busy'> {
    if (this.known.has(jobId)) return 'known';
    if (this.current !== 'Stopped' || this.controller.signal.reason instanceof PowerOff) return 'busy';
    const templateId = TEMPLATES[task.kind];
    const begun = await this.options.room.beginJob(jobId, templateId, { ...task });
    this.known.add(jobId);
    if (!begun) return 'known';
    const estimatedS = this.options.durations[task.kind];
    const run = { jobId, templateId, task, startedLabS: this.labS, estimatedS };
    this.run = run;
    this.controller = new AbortController();
    this.move('start');
    this.finished = this.carryOut(run, this.controller.signal);
    return 'started';
  }

  private async carryOut(run: Run, signal: AbortSignal): Promise<void> {
    const context = this.contextOf(run, signal);
    const end = await jobEnd(() => runProgram(run.task, context), signal);
    if (!end) return;
    if (this.current === 'Running') this.move('stop');
    try {
      if (end.state === 'aborted') await clearUp(run.task, context);
      await this.record(run, end);
    } catch (error) {
      this.tell((listener) => {
        listener.troubled(error);
      });
    }
    this.move('done');
  }

  private async record(run: Run, end: JobEnd): Promise<void> {
    const rows = this.glovebox.log(run.startedLabS, this.labS, LOG_EVERY_S);
    const complete = { ...end, table: { columns: LOG_COLUMNS, from: 0, rows } };
    await this.options.room.endJob(run.jobId, complete);
    const { jobId, templateId, task, startedLabS } = run;
    const entry = { jobId, program: templateId, detail: { ...task }, startedLabS, endedLabS: this.labS };
    this.tell((listener) => {
      listener.programEnded({ ...entry, ...complete });
    });
  }

  private contextOf(run: Run, signal: AbortSignal): ProgramContext {
    const { clock, rng } = this.options;
    return {
      ...this.options,
      jobId: run.jobId,
      rng: rng.split(`job/${run.jobId}`),
      durationS: run.estimatedS,
      wait: (seconds) => {
        if (signal.aborted) return Promise.reject(abortReason(signal));
        return clock.sleep(seconds * 1000, signal);
      },
      temperatureK: () => this.glovebox.at(this.labS).temperatureK,
      waterUptakePpm: (openS) => this.glovebox.waterUptakePpm(this.labS - openS, this.labS),
    };
  }

  private move(trigger: Trigger): void {
    const state = next(this.current, trigger);
    if (!state) throw new Error(`a workcell that is ${this.current} cannot ${trigger}`);
    this.current = state;
    this.tell((listener) => {
      listener.stateChanged(state);
    });
  }

  private tell(what: (listener: WorkcellListener) => void): void {
    this.listeners.forEach(what);
  }
}
