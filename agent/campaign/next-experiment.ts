/** Which experiment comes next: a repetition that is due, or a new proposal that the rules accept. */
import type { CampaignConfig } from '../../config/campaign.js';
import type { Limits } from '../../drivers/protocol.js';
import type { PlanRequest, Proposal } from '../../planner/planner.js';
import type { Recipe } from '../experiment/recipe.js';
import { experimentOf, type ExperimentRow } from '../record/experiments.js';
import type { NewEvent } from '../record/lab-event.js';
import { parametersOf, unwantedParameters } from '../record/proposals.js';
import type { LabRecord } from '../record/record.js';
import { nameMark } from '../record/backup/restoration.js';
import type { Approvals } from './approvals.js';
import { decide } from './decision.js';
import { planRequest, spent, toRepeat, type History, type Undecided } from './history.js';
import { recipeAt } from './search-space.js';

export interface Planner {
  propose(
    request: PlanRequest,
    options: { deadlineMs: number; signal: AbortSignal },
  ): Promise<readonly Proposal[]>;
}

export interface NextExperimentParts {
  readonly campaignId: string;
  readonly config: CampaignConfig;
  readonly seed: string;
  readonly limits: Limits;
  readonly record: LabRecord;
  readonly planner: Planner;
  readonly approvals: Approvals;
}

/** Refusals in a row after which the rules and the planner cannot agree. */
const MAX_REFUSALS = 20;

export class NextExperiment {
  constructor(private readonly parts: NextExperimentParts) {}

  /**
   * Decides and records; nothing has moved when this resolves. Undefined: first a person has to decide on those that wait.
   * @param history all of the campaign so far
   * @param signal nothing begins any more once it is aborted
   * @throws the signal's reason, or a `PlannerError` because of it; {Error} when the rules refuse everything that the planner finds
   */
  async begin(history: History, signal: AbortSignal): Promise<ExperimentRow | undefined> {
    const again = toRepeat(this.parts.config, history.experiments)[0];
    if (again) return this.start(again.proposalId, again.recipe, again.attempt + 1, signal);
    const { approved } = this.parts.approvals;
    if (approved) return this.startApproved(approved.proposalId, signal);
    for (let refusals = 0; refusals < MAX_REFUSALS;) {
      if (!this.mayPropose(history)) return undefined;
      const begun = await this.tryOne(history, signal);
      if (typeof begun === 'object') return begun;
      if (begun === 'refused') refusals += 1;
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

  private async startApproved(proposalId: string, signal: AbortSignal): Promise<ExperimentRow> {
    const parameters = await parametersOf(this.parts.record.db, proposalId);
    return this.start(proposalId, recipeAt(this.parts.config, parameters), 1, signal);
  }

  private async undecided(): Promise<Undecided> {
    const { record, campaignId, approvals } = this.parts;
    const waiting = approvals.waiting.map(({ proposalId }) => parametersOf(record.db, proposalId));
    return {
      waiting: await Promise.all(waiting),
      unwanted: await unwantedParameters(record.db, campaignId),
    };
  }

  private async tryOne(history: History, signal: AbortSignal): Promise<ExperimentRow | 'refused' | 'asked'> {
    const { record, planner, config, seed, limits } = this.parts;
    const number = (await this.count('proposals')) + 1;
    const request = planRequest(config, history, `${seed}/${number}`, await this.undecided());
    const [proposal] = await planner.propose(request, {
      deadlineMs: config.planner.deadlineS * 1000,
      signal,
    });
    if (!proposal) throw new Error('the planner answered without a proposal');
    const id = `P${pad(number)}`;
    const recipe = recipeAt(config, proposal.parameters);
    const { decision, reasons, actor } = decide(proposal, recipe, limits, config.approval);
    const made = this.made(id, proposal);
    if (decision === 'asked') {
      signal.throwIfAborted();
      await this.parts.approvals.ask(id, reasons, made);
      return 'asked';
    }
    const decided: NewEvent[] = [
      made,
      { kind: 'proposal.decided', subject: id, body: { decision, reasons, actor } },
    ];
    if (decision === 'accepted') return this.start(id, recipe, 1, signal, decided);
    await record.append(...decided);
    return 'refused';
  }

  private made(id: string, proposal: Proposal): NewEvent {
    const { parameters, ...why } = proposal;
    const source = this.parts.config.sources[0]!.name;
    return {
      kind: 'proposal.made',
      subject: id,
      body: { campaignId: this.parts.campaignId, parameters, source, why },
    };
  }

  /** The decision and the beginning are one transaction: an accepted proposal is never left without its experiment. */
  private async start(
    proposalId: string,
    recipe: Recipe,
    attempt: number,
    signal: AbortSignal,
    decided: readonly NewEvent[] = [],
  ): Promise<ExperimentRow> {
    const { record, campaignId } = this.parts;
    const id = `E${pad((await this.count('experiments')) + 1)}${await nameMark(record.db)}`;
    signal.throwIfAborted();
    await record.append(...decided, {
      kind: 'experiment.started',
      subject: id,
      body: { campaignId, proposalId, recipe, attempt },
    });
    return experimentOf(record.db, id);
  }

  private async count(table: 'proposals' | 'experiments'): Promise<number> {
    const [row] = await this.parts.record.db(table).count<{ n: number }[]>({ n: '*' });
    return row?.n ?? 0;
  }
}

function pad(number: number): string {
  return String(number).padStart(4, '0');
}
