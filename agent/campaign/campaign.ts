/**
 * The closed loop: ask for a proposal, decide, carry it out, learn, ask again, with several experiments under way.
 * Everything it knows it reads from the record, so that a campaign goes on where a crash left it.
 */
import { abortReason } from '../../core/clock.js';
import type { CampaignConfig } from '../../config/campaign.js';
import { experimentsOf, type ExperimentRow } from '../record/experiments.js';
import type { LabRecord } from '../record/record.js';
import type { SynthesisRobot } from '../../drivers/synthesis-robot.js';
import type { Approvals } from './approvals.js';
import { Beginnings } from './beginnings.js';
import { Bell } from './bell.js';
import type { Gate, PauseAfter } from './closures.js';
import { COMPLETED, nothingTo } from './completed.js';
import type { Conduct } from './conduct.js';
import { Hold, type Imposed } from './hold.js';
import type { NextExperiment } from './next-experiment.js';
import type { OwnProposals } from './own-proposals.js';
import type { Prompts } from './prompts.js';
import { refill, type Supply } from './refilling.js';
import { StopRules } from './stop-rules.js';
import { Tidying } from './tidying.js';
import { UnderWay } from './under-way.js';
import { TRY_AGAIN } from './whereabouts-question.js';

export interface CampaignParts {
  readonly id: string;
  readonly config: CampaignConfig;
  readonly record: LabRecord;
  readonly next: NextExperiment;
  readonly conduct: Conduct;
  readonly prompts: Prompts;
  readonly approvals: Approvals;
  readonly own: OwnProposals;
  readonly robot: SynthesisRobot;
  /** Closed while a pause holds the steps of what is under way, too. */
  readonly steps: Pick<Gate, 'close' | 'open'>;
  /** What a person said before this start and nobody has taken back. */
  readonly held: Imposed | undefined;
}

export type CampaignEnd = 'completed' | 'stopped';

export class Campaign {
  private readonly bell = new Bell();
  private readonly inFlight: UnderWay;
  private readonly hold: Hold;
  private readonly tidying: Tidying;
  private readonly rules: StopRules;
  private readonly beginnings: Beginnings;
  private isCompleted = false;

  constructor(private readonly parts: CampaignParts) {
    this.hold = new Hold(parts.steps);
    this.rules = new StopRules(parts.config, parts.record);
    this.tidying = new Tidying(parts.conduct, this.experiments.bind(this));
    const ring = this.bell.ring.bind(this.bell);
    this.inFlight = new UnderWay(parts.conduct, ring);
    const { hold, rules, tidying, inFlight } = this;
    const impose = this.impose.bind(this);
    this.beginnings = new Beginnings({ ...parts, hold, rules, tidying, inFlight, impose });
    parts.prompts.onAnswer((_, option) => {
      if (option === TRY_AGAIN) this.tidying.request();
      ring();
    });
    parts.approvals.onChange(ring);
    if (parts.held) this.put(parts.held);
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

  /** Experiments of people's own. */
  get own(): OwnProposals {
    return this.parts.own;
  }

  get isPaused(): boolean {
    return this.hold.isOn;
  }

  /** Who paused or stopped it, whether or not that could be recorded; undefined while it may go on. */
  get heldBy(): string | undefined {
    return this.hold.by;
  }

  get underWay(): number {
    return this.inFlight.count;
  }

  /** Resolves when the budget is spent, a stop rule applies, or `signal` ends it (in-flight work is made safe first). */
  async run(signal: AbortSignal): Promise<CampaignEnd> {
    const onAbort = (): void => {
      this.inFlight.abort(abortReason(signal));
      this.bell.ring();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    try {
      await this.takeUp();
      await this.loop(signal);
    } catch (error) {
      // Nobody is left to lead the other experiments, and some may wait for what the broken one holds.
      this.inFlight.abort(error as Error);
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
      await this.inFlight.settled();
    }
    return this.end(signal);
  }

  /**
   * No experiment begins until `resume`, nor, after `step`, a step of those under way; what runs at the instruments goes on.
   * @throws {Error} the campaign has completed
   */
  async pause(actor: string, reason: string, after: PauseAfter = 'experiment'): Promise<void> {
    if (this.isCompleted) throw nothingTo('pause');
    await this.impose({ state: 'paused', reason, actor, ...(after === 'step' && { after }) });
  }

  /**
   * After a stop that came when the campaign had completed, it is completed as before.
   * @throws {Error} the campaign has completed, and nobody has stopped it since
   */
  async resume(actor: string): Promise<void> {
    if (this.isCompleted && !this.isPaused) throw nothingTo('resume');
    this.rules.forgive(await this.experiments());
    this.tidying.request();
    this.inFlight.renew();
    this.hold.lift();
    const said = this.say(this.isCompleted ? COMPLETED : { state: 'running', reason: 'resumed', actor });
    // It goes on whether or not that finds room, as it is held whether or not.
    this.bell.ring();
    await said;
  }

  /**
   * What a person put onto the robot's shelf; a campaign that waited for it goes on.
   * @returns what is on the shelf now
   * @throws {RefillRefused} the robot was not told, or may not have been
   */
  async refill(actor: string, supply: Supply): Promise<string> {
    const told = await refill(this.parts.robot, supply);
    if (this.hold.needsRefill) await this.resume(actor);
    return told;
  }

  /** Brings everything under way to the safe state and begins nothing more until `resume`. */
  async stopAll(actor: string, reason: string): Promise<void> {
    const said = this.impose({ state: 'stopped', reason, actor });
    // Safe first, also when the record cannot take that it was asked for.
    await Promise.allSettled([said, this.inFlight.settled(), this.tidying.settled()]);
    await said;
  }

  /** Holding first: it works even when its event finds no room. */
  private impose(imposed: Imposed): Promise<void> {
    this.put(imposed);
    return this.say(imposed);
  }

  private put(imposed: Imposed): void {
    const { state, reason, actor } = imposed;
    this.hold.impose(imposed);
    if (state === 'stopped') this.inFlight.abort(new Error(`stopped by ${actor}: ${reason}`));
  }

  private async takeUp(): Promise<void> {
    const experiments = await this.experiments();
    this.rules.forgive(experiments);
    await this.parts.conduct.takeOver(experiments);
    await this.parts.prompts.load();
    await this.parts.approvals.load();
    for (const experiment of experiments) {
      if (experiment.status === 'running') this.inFlight.launch(experiment);
    }
  }

  private async loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (!this.isPaused) await this.tidying.tidy(this.inFlight.signal);
      const open = await this.beginnings.fill(signal);
      if (this.inFlight.fault) throw this.inFlight.fault;
      if (this.inFlight.count === 0 && !open && !this.isPaused) return;
      await this.bell.next();
    }
  }

  private async end(signal: AbortSignal): Promise<CampaignEnd> {
    if (signal.aborted) return 'stopped';
    this.isCompleted = true;
    await this.say(COMPLETED);
    return 'completed';
  }

  private experiments(): Promise<ExperimentRow[]> {
    return experimentsOf(this.parts.record.db, this.parts.id);
  }

  private async say(body: Imposed): Promise<void> {
    await this.parts.record.append({ kind: 'campaign.state', subject: this.parts.id, body });
  }
}
