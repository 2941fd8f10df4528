import type { ResourceLimits } from 'node:worker_threads';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../core/clock.js';
import { Turns } from '../core/turns.js';
import type { DesignAnswer, DesignRequest } from './design/request.js';
import type { ExpertActivity } from './experts/expert-client.js';
import type { AnswerOf, RequestOf, TaskName } from './job.js';
import { fromJobError } from './job.js';
import { PlannerError } from './planner-error.js';
import type { Proposal } from './proposal.js';
import type { PlanRequest } from './request.js';
import { abortion, aborted, answerOf } from './thread-answer.js';

export interface PlannerClientOptions {
  /** The compiled worker; `worker.js` beside this file by default. */
  readonly workerUrl?: URL;
  /** Node flags for the thread. */
  readonly execArgv?: readonly string[];
  readonly resourceLimits?: ResourceLimits;
}

export interface JobOptions {
  /** Milliseconds of the clock: for a proposal from the start of its job, for a design from when it is asked for. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
}

/** What the thread is at, for people who watch. */
export interface PlannerActivity {
  readonly planning: boolean;
  /** Jobs that ended, well or not. */
  readonly plans: number;
  /** How long the latest of them took, s of the clock; null before the first. */
  readonly lastPlanS: number | null;
  /** Of the generative model, where the campaign asks for one: what it is at, and how many findings it speaks from. */
  readonly generativeState?: ExpertActivity['state'];
  readonly generativeRows?: number;
}

/** Who makes proposals for a campaign. */
export interface PlanService {
  propose(request: PlanRequest, options: JobOptions): Promise<Proposal[]>;
  design(request: DesignRequest, options: JobOptions): Promise<DesignAnswer>;
  readonly activity: PlannerActivity;
  close(): Promise<void>;
}

/**
 * Enough for a few thousand rows; beyond it the thread ends instead of the whole agent. A small young generation
 * costs no time here (250 rows: 4.6 s either way) and saves 25 MB.
 */
const RESOURCE_LIMITS: ResourceLimits = {
  maxOldGenerationSizeMb: 1024,
  maxYoungGenerationSizeMb: 8,
  stackSizeMb: 8,
};

/**
 * The planner in one long-lived worker thread, so that a fit never holds up the instruments. Jobs run one after the
 * other. A job that overruns or is aborted costs the thread, because arithmetic cannot be interrupted otherwise; the next
 * job starts a new one. Nothing is lost by that: the worker keeps no state between jobs.
 */
export class PlannerClient implements PlanService {
  private worker: Worker | undefined;
  private readonly turns = new Turns();
  private jobCount = 0;
  private closed = false;
  private latest: PlannerActivity = { planning: false, plans: 0, lastPlanS: null };

  constructor(
    private readonly clock: Clock,
    private readonly options: PlannerClientOptions = {},
  ) {}

  /**
   * Proposes the next experiments.
   * @throws PlannerError the planner's own, or `deadline`, `aborted` or `crashed` with what happened as the cause.
   */
  propose(request: PlanRequest, options: JobOptions): Promise<Proposal[]> {
    return this.ask('plan', request, options);
  }

  /**
   * Recipes for targets. Somebody waits for them: at the deadline they are given up, whether their turn has come or not.
   * @throws PlannerError as `propose`
   */
  async design(request: DesignRequest, { deadlineMs, signal }: JobOptions): Promise<DesignAnswer> {
    const [late, done] = [new AbortController(), new AbortController()];
    const stop = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
    try {
      return await Promise.race([
        this.ask('design', request, { deadlineMs, signal: stop }),
        this.givenUp(deadlineMs, late, done.signal),
      ]);
    } finally {
      done.abort();
    }
  }

  get activity(): PlannerActivity {
    return this.latest;
  }

  /** Ends the thread; a job under way rejects with `crashed`, later ones with `aborted`. */
  async close(): Promise<void> {
    this.closed = true;
    await this.stop();
  }

  private ask<T extends TaskName>(task: T, request: RequestOf<T>, options: JobOptions): Promise<AnswerOf<T>> {
    return this.turns.take(() => this.run(task, request, options));
  }

  private async run<T extends TaskName>(
    task: T,
    request: RequestOf<T>,
    { deadlineMs, signal }: JobOptions,
  ): Promise<AnswerOf<T>> {
    if (this.closed) throw new PlannerError('aborted', 'the planner client is closed: make a new one');
    if (signal?.aborted) throw aborted(signal);
    const worker = (this.worker ??= this.start());
    const id = ++this.jobCount;
    const done = new AbortController();
    const startedMs = this.clock.monotonic();
    this.latest = { ...this.latest, planning: true };
    try {
      const reply = answerOf<T>(worker, id, done.signal);
      worker.postMessage({ id, task, request });
      const answer = await Promise.race([
        reply,
        this.overrun(id, deadlineMs, done.signal),
        ...(signal ? [abortion(signal, done.signal)] : []),
      ]);
      if ('answer' in answer) return answer.answer;
      throw fromJobError(answer.error);
    } catch (error) {
      const own = error instanceof PlannerError ? error.fault : 'crashed';
      if (own === 'deadline' || own === 'aborted' || own === 'crashed') await this.stop();
      throw error;
    } finally {
      done.abort();
      const lastPlanS = (this.clock.monotonic() - startedMs) / 1000;
      this.latest = { planning: false, plans: this.latest.plans + 1, lastPlanS };
    }
  }

  private start(): Worker {
    const { workerUrl, execArgv, resourceLimits } = this.options;
    const worker = new Worker(workerUrl ?? new URL('./worker.js', import.meta.url), {
      resourceLimits: { ...RESOURCE_LIMITS, ...resourceLimits },
      ...(execArgv && { execArgv: [...execArgv] }),
    });
    const forget = (): void => {
      if (this.worker === worker) this.worker = undefined;
    };
    // Also heard when the thread dies between two jobs; the next job then starts a new one.
    worker.on('error', forget);
    worker.on('exit', forget);
    return worker;
  }

  private async stop(): Promise<void> {
    const worker = this.worker;
    this.worker = undefined;
    await worker?.terminate();
  }

  private async givenUp(deadlineMs: number, late: AbortController, done: AbortSignal): Promise<never> {
    await this.clock.sleep(deadlineMs, done);
    const message = `the design was not done ${deadlineMs} ms after it was asked for: ask for less, or again when the planner has less to do`;
    const error = new PlannerError('deadline', message, { deadlineMs });
    late.abort(error);
    throw error;
  }

  private async overrun(id: number, deadlineMs: number, done: AbortSignal): Promise<never> {
    await this.clock.sleep(deadlineMs, done);
    throw new PlannerError(
      'deadline',
      `planning job ${id} was not finished after ${deadlineMs} ms: its thread was ended, the next job starts a new one`,
      { id, deadlineMs },
    );
  }
}
