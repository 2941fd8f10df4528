import type { Clock } from '../../core/clock.js';
import type { Proposal } from '../proposal.js';
import type { PlanRequest } from '../request.js';
import type { Parameters } from '../space/space.js';
import type { ThreadPlace } from './expert-thread.js';
import { ExpertThread } from './expert-thread.js';
import type { Answer, FromThread, Silence, ThreadOptions } from './messages.js';

/** What the second expert is at, for people who watch. */
export interface ExpertActivity {
  readonly state: 'waiting' | 'learning' | 'ready' | 'failed';
  /** Of the training under way or the last one. */
  readonly step: number;
  readonly steps: number;
  /** Findings that the model which speaks learned from; 0 before the first. */
  readonly rows: number;
}

export interface ExpertClientOptions {
  readonly learning: ThreadOptions;
  readonly place?: ThreadPlace;
  /** One line for people. */
  readonly onNotice: (text: string) => void;
}

/** Real time: a training that takes longer is ended and what it learned is used. */
const LEARN_WITHIN_MS = 600_000;
/** Deaths in a row after which the expert is left alone until the agent starts again. */
const MOST_DEATHS = 3;

/**
 * The second expert as the agent has it. It learns in a thread of its own, one training at a time, and the newest
 * findings wait for the end of it; a thread that dies is replaced and goes on from what was kept.
 */
export class ExpertClient {
  private thread: ExpertThread | undefined;
  private next: PlanRequest | undefined;
  private learning: Promise<void> | undefined;
  private deaths = 0;
  private learned = '';
  private latest: ExpertActivity = { state: 'waiting', step: 0, steps: 0, rows: 0 };

  constructor(
    private readonly clock: Clock,
    private readonly options: ExpertClientOptions,
  ) {}

  get activity(): ExpertActivity {
    return this.latest;
  }

  /** Begins to learn what is new in the findings of a request; resolves when nothing is left to learn. */
  learn(request: PlanRequest): Promise<void> {
    this.next = request;
    this.learning ??= this.learnAll().finally(() => {
      this.learning = undefined;
    });
    return this.learning;
  }

  /** Recipes that go with more than was found; silence at once while nothing was learned. */
  async draw(request: PlanRequest, withinMs: number): Promise<readonly Parameters[] | Silence> {
    if (!this.thread || this.latest.rows === 0) return { silent: this.whyUnheard() };
    const answer = await this.thread.ask({ kind: 'draw', request }, withinMs);
    return 'candidates' in answer ? answer.candidates : silence(answer);
  }

  /** The proposals with the opinion of the model that drew last. */
  async judge(
    request: PlanRequest,
    proposals: readonly Proposal[],
    withinMs: number,
  ): Promise<readonly Proposal[] | Silence> {
    if (!this.thread) return { silent: 'its thread ended' };
    const answer = await this.thread.ask({ kind: 'judge', request, proposals }, withinMs);
    return 'proposals' in answer ? answer.proposals : silence(answer);
  }

  async close(): Promise<void> {
    this.deaths = MOST_DEATHS;
    await this.thread?.close();
  }

  private async learnAll(): Promise<void> {
    while (this.next && this.deaths < MOST_DEATHS) {
      const wanted: PlanRequest = this.next;
      this.next = undefined;
      const key = JSON.stringify(wanted.findings);
      if (key !== this.learned && (await this.learnOnce(wanted))) this.learned = key;
    }
  }

  private whyUnheard(): string {
    const { state, step, steps } = this.latest;
    if (state === 'learning') {
      const far = steps === 0 ? '' : `, step ${step} of ${steps}`;
      return `it is learning for the first time${far}`;
    }
    return state === 'failed' ? 'it could not learn' : 'it has not begun to learn';
  }

  private async learnOnce(request: PlanRequest): Promise<boolean> {
    this.latest = { ...this.latest, state: 'learning', step: 0 };
    const thread = (this.thread ??= this.start());
    const answer = await thread.ask({ kind: 'learn', request, deadlineMs: LEARN_WITHIN_MS });
    if ('learned' in answer) {
      this.deaths = 0;
      this.latest = { ...this.latest, state: 'ready', rows: answer.learned };
      return true;
    }
    if (this.deaths < MOST_DEATHS) this.failed(silence(answer).silent, thread, request);
    return false;
  }

  private start(): ExpertThread {
    const { learning, place = {} } = this.options;
    return new ExpertThread(this.clock, learning, place, this.hear.bind(this));
  }

  private hear(message: Exclude<FromThread, { id: number }>): void {
    if ('notice' in message) this.options.onNotice(message.notice);
    else this.latest = { ...this.latest, ...message.progress };
  }

  /** A thread that died is replaced at once; one that refused to learn will refuse the same rows again. */
  private failed(reason: string, thread: ExpertThread, request: PlanRequest): void {
    const died = thread.ended !== undefined;
    this.deaths++;
    if (died) {
      this.thread = undefined;
      this.next ??= request;
    }
    const isLast = this.deaths === MOST_DEATHS;
    this.latest = { ...this.latest, state: 'failed', ...(died && { rows: 0 }) };
    const then = isLast ? 'it is left alone until the next start' : 'it is tried again';
    this.options.onNotice(
      `the generative model could not learn (${reason}); the Gaussian process plans alone, ${then}`,
    );
  }
}

function silence(answer: Answer): Silence {
  return 'silent' in answer ? answer : { silent: 'it answered something else' };
}
