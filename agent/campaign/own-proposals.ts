/**
 * Experiments of people's own beside the planner's: checked against the search space, foretold by the planner, decided on by
 * the same rules, and in the same queue. An edit puts another proposal in the place of one: what was proposed stays what it was.
 */
import { cellsOf } from '../../config/sources.js';
import type { Limits } from '../../drivers/protocol.js';
import type { Told } from '../calibration/foretold.js';
import type { Parameters } from '../record/bodies/campaign.js';
import type { NewEvent } from '../record/lab-event.js';
import { proposalCount, proposalOf } from '../record/proposals.js';
import type { Approvals } from './approvals.js';
import { decide, type Decision } from './decision.js';
import { foretell, type Foretelling, type ForetellingParts } from './foretelling.js';
import { quantitiesToPlan, spent } from './history.js';
import { KeptReasons } from './kept-reasons.js';
import { differences, ownRecipe } from './own-recipe.js';
import { waitingParameters } from './plan-question.js';
import { readHistory } from './read-history.js';
import { entryEvents, whatBecame } from './queue-entry.js';
import { BY_HAND, type ByHand } from './reasons.js';
import { recipeAt } from './search-space.js';
import { searchedSettings } from './searched-settings.js';
import { sharesLeft } from './stock-mixture.js';

export interface OwnProposalsParts extends ForetellingParts {
  readonly approvals: Approvals;
  readonly seed: string;
  readonly limits: Limits;
}

/** Who asks, and why. */
type Asker = Pick<ByHand, 'actor' | 'note'>;

/** One that waits, and the recipe that it has. */
interface Replaced {
  readonly proposal: string;
  readonly before: Parameters;
}

export class OwnProposals {
  private readonly reasons: KeptReasons;

  constructor(private readonly parts: OwnProposalsParts) {
    this.reasons = new KeptReasons(parts.record.db, parts.campaignId);
  }

  /**
   * Puts a recipe into the queue.
   * @returns what became of it, for whoever asked
   * @throws {Error} with everything that speaks against it
   */
  add(actor: string, parameters: Parameters, note: string): Promise<string> {
    return this.propose({ actor, note }, parameters);
  }

  /**
   * Changes settings of a proposal that has not begun: it is refused, and another one waits in its place.
   * @param changes by name; the other settings stay as they are
   * @param queueUid of the queue as it was seen
   * @throws {Error} as `add`; or the queue has changed since, or the proposal is not in it
   */
  async edit(
    actor: string,
    proposal: string,
    changes: Parameters,
    queueUid: string,
    note: string,
  ): Promise<string> {
    const { approvals, record } = this.parts;
    approvals.seen(proposal, queueUid);
    const { parameters: before } = await proposalOf(record.db, proposal);
    return this.propose({ actor, note }, { ...before, ...changes }, { proposal, before });
  }

  private async propose(asker: Asker, given: Parameters, replaced?: Replaced): Promise<string> {
    const { config, approvals, limits, seed, record } = this.parts;
    const waiting = approvals.waiting.filter(({ proposalId }) => proposalId !== replaced?.proposal);
    const told = await this.told();
    if (spent(told.experiments) + waiting.length >= config.budget.experiments)
      throw new Error(
        `the budget of ${config.budget.experiments} experiments is spent, or will be by what waits`,
      );
    const { parameters, snapped } = ownRecipe(config, given, await this.left(told, waiting));
    const byHand = { ...asker, snapped, ...(replaced && { instead: this.instead(replaced, parameters) }) };
    const number = (await proposalCount(record.db)) + 1;
    const parts = { ...this.parts, approvals: { waiting } };
    const said = await foretell(parts, told, parameters, `${seed}/${number}`);
    const decision = decide(said.why, recipeAt(config, parameters), limits, config.approval);
    if (decision.decision === 'refused') throw new Error(decision.reasons.join('; '));
    return this.enter(parameters, byHand, said, this.withoutForetelling(decision, said));
  }

  private async told(): Promise<Told> {
    const { record, campaignId, config } = this.parts;
    const history = await readHistory(record.db, campaignId, quantitiesToPlan(config));
    return { ...history, reasons: await this.reasons.read() };
  }

  /** What the others have not spoken for of each stock solution. */
  private async left({ experiments }: Told, waiting: Approvals['waiting']): Promise<Record<string, number>> {
    const { record, config } = this.parts;
    const used = experiments.map(({ parameters }) => parameters);
    return sharesLeft(config.stocks, [...used, ...(await waitingParameters(record, { waiting }))]);
  }

  /** @throws {Error} it would be what it was */
  private instead({ proposal, before }: Replaced, parameters: Parameters): NonNullable<ByHand['instead']> {
    const changed = differences(before, parameters, searchedSettings(this.parts.config));
    if (changed.length === 0) throw new Error(`${proposal} would stay what it is`);
    return { proposal, changed };
  }

  /** Rules about risk cannot speak for a recipe of which nothing was foretold. */
  private withoutForetelling(decision: Decision, { unforetold }: Foretelling): Decision {
    if (unforetold === undefined || this.parts.config.approval.required !== 'risk') return decision;
    return { ...decision, decision: 'asked', reasons: [...decision.reasons, `not foretold: ${unforetold}`] };
  }

  private enter(
    parameters: Parameters,
    byHand: ByHand,
    { why, notices, unforetold }: Foretelling,
    decision: Decision,
  ): Promise<string> {
    const { approvals, record, campaignId, config } = this.parts;
    return approvals.inTurn(async () => {
      const id = `H${String((await proposalCount(record.db)) + 1).padStart(4, '0')}`;
      const told = { ...byHand, ...(unforetold !== undefined && { unforetold }) };
      const kept = { ...why, reason: BY_HAND, byHand: told };
      const body = { campaignId, parameters, source: cellsOf(config).name, why: kept };
      const made: NewEvent = { kind: 'proposal.made', subject: id, body };
      const entry = { id, campaignId, byHand, decision, ask: approvals.question.bind(approvals) };
      await record.append(...notices, made, ...entryEvents(entry, approvals.waiting));
      return whatBecame(entry);
    });
  }
}
