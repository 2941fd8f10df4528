/** Which experiment comes next: a repetition that is due, one that a person approved, or a new proposal that the rules accept. */
import { cellsOf } from '../../config/sources.js';
import type { Limits } from '../../drivers/protocol.js';
import type { Proposal } from '../../planner/proposal.js';
import type { PlanRequest } from '../../planner/request.js';
import { nameMark } from '../record/backup/restoration.js';
import { experimentOf, type ExperimentRow } from '../record/experiments.js';
import type { NewEvent } from '../record/lab-event.js';
import { proposalCount, proposalOf } from '../record/proposals.js';
import type { Approvals } from './approvals.js';
import { decide } from './decision.js';
import { spent, toRepeat, type History } from './history.js';
import { KeptReasons } from './kept-reasons.js';
import { planQuestion, type QuestionParts } from './plan-question.js';
import { recipeAt } from './search-space.js';
import type { Shelf } from './shelf.js';

export interface Planner {
  propose(
    request: PlanRequest,
    options: { deadlineMs: number; signal: AbortSignal },
  ): Promise<readonly Proposal[]>;
}

export interface NextExperimentParts extends QuestionParts {
  readonly approvals: Approvals;
  readonly seed: string;
  readonly limits: Limits;
  readonly planner: Planner;
  readonly shelf: Pick<Shelf, 'shortage'>;
}

/** Nothing was begun, and why: somebody has to refill. */
export interface Lacking {
  readonly lacking: string;
}

/** `look-again`: a program was asked, and what it said may change what comes next. `wait`: a person has to decide first. */
export type Begun = ExperimentRow | Lacking | 'look-again' | 'wait';

type Try = Pick<ExperimentRow, 'proposalId' | 'recipe' | 'attempt'>;

/** Refusals in a row after which the rules and the planner cannot agree. */
const MAX_REFUSALS = 20;

export class NextExperiment {
  private readonly reasons: KeptReasons;

  constructor(private readonly parts: NextExperimentParts) {
    this.reasons = new KeptReasons(parts.record.db, parts.campaignId);
  }

  /**
   * Decides and records; nothing has moved when this resolves.
   * @param history all of the campaign so far
   * @param signal nothing begins any more once it is aborted
   * @throws the signal's reason, or a `PlannerError` because of it; {Error} when the rules refuse everything that the planner finds
   */
  async begin(history: History, signal: AbortSignal): Promise<Begun> {
    const { programs, approvals, config } = this.parts;
    if (await programs?.settle(signal)) return 'look-again';
    const again = toRepeat(config, history.experiments)[0];
    if (again) return this.start({ ...again, attempt: again.attempt + 1 }, history, signal);
    const { approved } = approvals;
    if (approved) return this.startApproved(approved.proposalId, history, signal);
    for (let refusals = 0; refusals < MAX_REFUSALS;) {
      if (!this.mayPropose(history)) return 'wait';
      const tried = await this.tryOne(history, signal);
      if (tried === 'refused') refusals += 1;
      else if (tried !== 'asked') return tried;
    }
    throw new Error(
      `the rules refused ${MAX_REFUSALS} proposals in a row: compare the search space with the limits`,
    );
  }

  /** As many as may be under way may wait for a person, and none that the budget would not pay for. */
  private mayPropose({ experiments }: History): boolean {
    const { budget } = this.parts.config;
    const waiting = this.parts.approvals.waiting.length;
    return waiting < budget.inFlight && spent(experiments) + waiting < budget.experiments;
  }

  private async startApproved(proposalId: string, history: History, signal: AbortSignal): Promise<Begun> {
    const { record, config, approvals } = this.parts;
    const { parameters } = await proposalOf(record.db, proposalId);
    const recipe = recipeAt(config, parameters);
    return this.start({ proposalId, recipe, attempt: 1 }, history, signal, (event) =>
      approvals.begin(proposalId, event, signal),
    );
  }

  private async tryOne(history: History, signal: AbortSignal): Promise<Begun | 'refused' | 'asked'> {
    const { record, config, limits, programs, approvals } = this.parts;
    const { id, proposal, notices } = await this.propose(history, signal);
    const { parameters, source } = proposal;
    const made = this.made(id, proposal);
    if (source !== undefined && programs?.has(source)) {
      const body = { decision: 'accepted', reasons: [], actor: 'rules' } as const;
      const decided: NewEvent[] = [made, { kind: 'proposal.decided', subject: id, body }];
      await programs.ask(source, { id, parameters }, decided, signal);
      return 'look-again';
    }
    const recipe = recipeAt(config, parameters);
    const { decision, reasons, actor } = decide(proposal, recipe, limits, config.approval);
    if (decision === 'asked') {
      signal.throwIfAborted();
      await record.append(...notices, made, approvals.question(id, reasons));
      return 'asked';
    }
    const body = { decision, reasons, actor };
    const decided: NewEvent[] = [...notices, made, { kind: 'proposal.decided', subject: id, body }];
    if (decision === 'accepted')
      return this.start({ proposalId: id, recipe, attempt: 1 }, history, signal, (event) =>
        this.append(...decided, event),
      );
    await this.append(...decided);
    return 'refused';
  }

  private async propose(
    history: History,
    signal: AbortSignal,
  ): Promise<{ readonly id: string; readonly proposal: Proposal; readonly notices: readonly NewEvent[] }> {
    const { planner, config, seed } = this.parts;
    const number = (await proposalCount(this.parts.record.db)) + 1;
    const told = { ...history, reasons: await this.reasons.read() };
    const { request, notices } = await planQuestion(this.parts, told, `${seed}/${number}`);
    const deadlineMs = config.planner.deadlineS * 1000;
    const [proposal] = await planner.propose(request, { deadlineMs, signal });
    if (!proposal) throw new Error('the planner answered without a proposal');
    return { id: `P${pad(number)}`, proposal, notices };
  }

  private made(id: string, proposal: Proposal): NewEvent {
    const { parameters, ...why } = proposal;
    const source = proposal.source ?? cellsOf(this.parts.config).name;
    const body = { campaignId: this.parts.campaignId, parameters, source, why };
    return { kind: 'proposal.made', subject: id, body };
  }

  /**
   * The decision and the beginning are one transaction: an accepted proposal is never left without its experiment. It is
   * also what reserves stock, so one that cannot be supplied is not even decided.
   */
  private async start(
    { proposalId, recipe, attempt }: Try,
    { experiments }: History,
    signal: AbortSignal,
    record: (beginning: NewEvent) => Promise<boolean> = (event) => this.append(event),
  ): Promise<ExperimentRow | Lacking | 'look-again'> {
    const { campaignId, shelf } = this.parts;
    const { db } = this.parts.record;
    const lacking = await shelf.shortage(recipe, experiments);
    if (lacking !== undefined) return { lacking };
    const [row] = await db('experiments').count<{ n: number }[]>({ n: '*' });
    const id = `E${pad((row?.n ?? 0) + 1)}${await nameMark(db)}`;
    signal.throwIfAborted();
    const body = { campaignId, proposalId, recipe, attempt };
    const isBegun = await record({ kind: 'experiment.started', subject: id, body });
    return isBegun ? experimentOf(db, id) : 'look-again';
  }

  private async append(...events: readonly NewEvent[]): Promise<true> {
    await this.parts.record.append(...events);
    return true;
  }
}

function pad(number: number): string {
  return String(number).padStart(4, '0');
}
