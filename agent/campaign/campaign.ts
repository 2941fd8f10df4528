/**
 * The closed loop: ask for a proposal, decide, carry it out, learn, ask again, with several experiments under way.
 * Everything it knows it reads from the record, so that a campaign goes on where a crash left it.
 */
import { abortReason } from '../../core/clock.js';
import type { CampaignConfig } from '../../config/campaign.js';
import { experimentsOf, type ExperimentRow } from '../record/experiments.js';
import type { CampaignState } from '../record/lab-event.js';
import type { LabRecord } from '../record/record.js';
import type { Approvals } from './approvals.js';
import { Bell } from './bell.js';
import type { Gate, PauseAfter } from './closures.js';
import type { Conduct } from './conduct.js';
import { heardByMany, unlessCutShort } from './cutting-short.js';
import type { History } from './history.js';
import type { NextExperiment } from './next-experiment.js';
import type { Prompts } from './prompts.js';
import { readHistory } from './read-history.js';
import { StopRules } from './stop-rules.js';
import { Tidying } from './tidying.js';
import { TRY_AGAIN } from './whereabouts-question.js';

export interface CampaignParts {
  readonly id: string;
  readonly config: CampaignConfig;
  readonly record: LabRecord;
  readonly next: NextExperiment;
  readonly conduct: Conduct;
  readonly prompts: Prompts;
  readonly approvals: Approvals;
  /** Closed while a pause holds the steps of what is under way, too. */
  readonly steps: Pick<Gate, 'close' | 'open'>;
}

export type CampaignEnd = 'completed' | 'stopped';

export class Campaign {
  private readonly inFlight = new Map<string, Promise<void>>();
  private paused = false;
  private readonly bell = new Bell();
  private running = heardByMany();
  /** Ends the search for the next experiment, not those under way. */
  private beginning = new AbortController();
  private readonly tidying: Tidying;
  /** Faults of our own end the campaign: they are bugs, and going on would hide them. */
  private readonly faults: Error[] = [];
  private readonly rules: StopRules;

  constructor(private readonly parts: CampaignParts) {
    this.rules = new StopRules(parts.config, parts.record);
    this.tidying = new Tidying(parts.conduct, this.experiments.bind(this));
    const ring = this.bell.ring.bind(this.bell);
    parts.prompts.onAnswer((_, option) => {
      if (option === TRY_AGAIN) this.tidying.request();
      ring();
    });
    parts.approvals.onChange(ring);
  }

  get id(): string {
    return this.parts.id;
  }

  /** The questions that its operators are asked. */
  get prompts(): Prompts {
    return this.parts.prompts;
  }

  get approvals(): Approvals {
    return this.parts.approvals;
  }

  get isPaused(): boolean {
    return this.paused;
  }

  get underWay(): number {
    return this.inFlight.size;
  }

  /** Resolves when the budget is spent, a stop rule applies, or `signal` ends it (in-flight work is made safe first). */
  async run(signal: AbortSignal): Promise<CampaignEnd> {
    const onAbort = (): void => {
      this.running.abort(abortReason(signal));
      this.bell.ring();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    try {
      await this.takeUp();
      await this.loop(signal);
    } catch (error) {
      // Nobody is left to lead the other experiments, and some may wait for what the broken one holds.
      this.running.abort(error);
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
      await Promise.allSettled(this.inFlight.values());
    }
    return this.end(signal);
  }

  /** No experiment begins until `resume`, nor, after `step`, a step of those under way; what runs at the instruments goes on. */
  async pause(actor: string, reason: string, after: PauseAfter = 'experiment'): Promise<void> {
    this.hold(reason);
    if (after === 'step') this.parts.steps.close();
    await this.say('paused', reason, actor);
  }

  async resume(actor: string): Promise<void> {
    this.rules.forgive(await this.experiments());
    this.beginning = new AbortController();
    this.tidying.request();
    if (this.running.signal.aborted) this.running = heardByMany();
    this.paused = false;
    this.parts.steps.open();
    await this.say('running', 'resumed', actor);
    this.bell.ring();
  }

  /** Brings everything under way to the safe state and begins nothing more until `resume`. */
  async stopAll(actor: string, reason: string): Promise<void> {
    this.hold(reason);
    this.running.abort(new Error(`stopped by ${actor}: ${reason}`));
    await Promise.allSettled([...this.inFlight.values(), this.tidying.settled()]);
    await this.say('stopped', reason, actor);
  }

  private hold(reason: string): void {
    this.paused = true;
    this.beginning.abort(new Error(reason));
  }

  private async takeUp(): Promise<void> {
    const experiments = await this.experiments();
    this.rules.forgive(experiments);
    await this.parts.conduct.barLeftovers(experiments);
    await this.parts.prompts.load();
    await this.parts.approvals.load();
    for (const experiment of experiments) {
      if (experiment.status === 'running') this.launch(experiment);
    }
  }

  private async loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (!this.paused) await this.tidying.tidy(this.running.signal);
      const open = await this.fill(signal);
      if (this.faults[0]) throw this.faults[0];
      if (this.inFlight.size === 0 && !open && !this.paused) return;
      await this.nextChange(signal);
    }
  }

  private async nextChange({ aborted }: AbortSignal): Promise<void> {
    if (!aborted) await this.bell.next(this.inFlight.values());
  }

  /** Starts what may be started. False when nothing more will ever begin. */
  private async fill(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted && !this.paused && this.inFlight.size < this.parts.config.budget.inFlight) {
      await this.tidying.tidy(this.running.signal);
      const history = await readHistory(this.parts.record.db, this.id, this.parts.config);
      if (this.rules.isOver(history)) return false;
      const objection = await this.rules.objection(history.experiments);
      if (objection !== undefined) await this.pause('rules', objection);
      else if (await this.beginNext(history, signal)) return true;
    }
    return true;
  }

  /** @returns whether nothing can begin before a person has decided */
  private async beginNext(history: History, signal: AbortSignal): Promise<boolean> {
    const halt = AbortSignal.any([signal, this.beginning.signal]);
    const begun = await unlessCutShort(this.parts.next.begin(history, halt), halt);
    if (begun === 'wait') return true;
    if (begun === undefined || begun === 'look-again') return false;
    if ('lacking' in begun) await this.pause('rules', begun.lacking);
    else this.launch(begun);
    return false;
  }

  private launch(experiment: ExperimentRow): void {
    const done = this.parts.conduct
      .run(experiment, this.running.signal)
      .catch((cause: unknown) => {
        this.faults.push(new Error(`${experiment.id} cannot go on: ${String(cause)}`, { cause }));
      })
      .finally(() => {
        this.inFlight.delete(experiment.id);
        this.bell.ring();
      });
    this.inFlight.set(experiment.id, done);
  }

  private async end(signal: AbortSignal): Promise<CampaignEnd> {
    if (signal.aborted) return 'stopped';
    await this.say('completed', 'the budget is spent or the target is met', 'rules');
    return 'completed';
  }

  private experiments(): Promise<ExperimentRow[]> {
    return experimentsOf(this.parts.record.db, this.parts.id);
  }

  private async say(state: CampaignState, reason: string, actor: string): Promise<void> {
    await this.parts.record.append({
      kind: 'campaign.state',
      subject: this.parts.id,
      body: { state, reason, actor },
    });
  }
}
