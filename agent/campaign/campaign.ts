/**
 * The closed loop: ask for a proposal, decide, carry it out, learn, ask again, with several experiments under way.
 * Everything it knows it reads from the record, so that a campaign goes on where a crash left it.
 */
import { abortReason } from '../../core/clock.js';
import type { CampaignConfig } from '../../config/campaign.js';
import { experimentsOf, observationsOf, type ExperimentRow } from '../record/experiments.js';
import type { LabRecord } from '../record/record.js';
import type { Conduct } from './conduct.js';
import { lossesInARow, spent } from './history.js';
import type { NextExperiment } from './next-experiment.js';

export interface CampaignParts {
  readonly id: string;
  readonly config: CampaignConfig;
  readonly record: LabRecord;
  readonly next: NextExperiment;
  readonly conduct: Conduct;
}

export type CampaignEnd = 'completed' | 'stopped';

export class Campaign {
  private readonly inFlight = new Map<string, Promise<void>>();
  private paused = false;
  private wake: () => void = () => undefined;
  private running = new AbortController();
  /** Failures that a person has seen: starting or resuming says that the lab was looked at. */
  private forgiven = new Set<string>();

  constructor(private readonly parts: CampaignParts) {}

  get id(): string {
    return this.parts.id;
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
      this.wake();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      await this.takeUp();
      await this.loop(signal);
    } finally {
      signal.removeEventListener('abort', onAbort);
      await Promise.allSettled(this.inFlight.values());
    }
    return this.end(signal);
  }

  /** No experiment begins until `resume`; those under way go on. */
  async pause(actor: string, reason: string): Promise<void> {
    this.paused = true;
    await this.say('paused', reason, actor);
  }

  async resume(actor: string): Promise<void> {
    this.paused = false;
    await this.forgive();
    if (this.running.signal.aborted) this.running = new AbortController();
    await this.say('running', 'resumed', actor);
    this.wake();
  }

  /** Brings everything under way to the safe state and begins nothing more until `resume`. */
  async stopAll(actor: string, reason: string): Promise<void> {
    this.paused = true;
    this.running.abort(new Error(`stopped by ${actor}: ${reason}`));
    await Promise.allSettled(this.inFlight.values());
    await this.say('stopped', reason, actor);
  }

  private async takeUp(): Promise<void> {
    const experiments = await this.experiments();
    for (const experiment of experiments) {
      if (experiment.status === 'running') this.launch(experiment);
    }
    await this.forgive();
    await this.parts.conduct.clearAway(experiments, this.running.signal);
  }

  private async forgive(): Promise<void> {
    const ended = (await this.experiments()).filter((experiment) => experiment.status !== 'running');
    this.forgiven = new Set(ended.map((experiment) => experiment.id));
  }

  private async loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const open = await this.fill(signal);
      if (this.inFlight.size === 0 && !open && !this.paused) return;
      await this.nextChange(signal);
    }
  }

  /** Starts what may be started. False when nothing more will ever begin. */
  private async fill(signal: AbortSignal): Promise<boolean> {
    const { budget, stop } = this.parts.config;
    while (!this.paused && this.inFlight.size < budget.inFlight) {
      const experiments = await this.experiments();
      if (spent(experiments) >= budget.experiments) return false;
      const inARow = lossesInARow(experiments.filter(({ id }) => !this.forgiven.has(id)));
      if (inARow >= stop.maxConsecutiveLosses) {
        await this.pause(
          'rules',
          `${inARow} experiments in a row were lost to faults of the lab: look at it, then resume`,
        );
        return true;
      }
      if (await this.hasSucceeded()) return false;
      const begun = await this.parts.next.begin(experiments, signal);
      if (signal.aborted) return false;
      this.launch(begun);
    }
    return true;
  }

  private async hasSucceeded(): Promise<boolean> {
    const { stop, objectives } = this.parts.config;
    const objective = objectives[0]!;
    if (stop.targetValue === undefined) return false;
    const target = stop.targetValue;
    const observations = await observationsOf(this.parts.record.db, this.parts.id);
    return observations.some(
      ({ quantity, value, quality }) =>
        quantity === objective.quantity &&
        quality === 'valid' &&
        value !== null &&
        (objective.direction === 'maximise' ? value >= target : value <= target),
    );
  }

  private launch(experiment: ExperimentRow): void {
    const done = this.parts.conduct.run(experiment, this.running.signal).finally(() => {
      this.inFlight.delete(experiment.id);
      this.wake();
    });
    this.inFlight.set(experiment.id, done);
  }

  /** A fault of our own in one experiment ends the campaign: it is a bug, and going on would hide it. */
  private async nextChange(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const woken = new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    await Promise.race([woken, ...this.inFlight.values()]);
  }

  private async end(signal: AbortSignal): Promise<CampaignEnd> {
    if (signal.aborted) return 'stopped';
    await this.say('completed', 'the budget is spent or the target is met', 'rules');
    return 'completed';
  }

  private experiments(): Promise<ExperimentRow[]> {
    return experimentsOf(this.parts.record.db, this.parts.id);
  }

  private async say(
    state: 'running' | 'paused' | 'stopped' | 'completed',
    reason: string,
    actor: string,
  ): Promise<void> {
    await this.parts.record.append({
      kind: 'campaign.state',
      subject: this.parts.id,
      body: { state, reason, actor },
    });
  }
}
