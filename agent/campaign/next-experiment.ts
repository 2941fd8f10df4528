/** Which experiment comes next: a repetition that is due, or a new proposal that the rules accept. */
import type { CampaignConfig } from '../../config/campaign.js';
import { cellsOf } from '../../config/sources.js';
import type { Limits } from '../../drivers/protocol.js';
import type { PlanRequest, Proposal } from '../../planner/planner.js';
import type { Recipe } from '../experiment/recipe.js';
import { foretoldBefore } from '../calibration/foretold.js';
import { verdictsOf, wideningNotices, wideningOf } from '../calibration/verdicts.js';
import { experimentOf, reasonsOf, type ExperimentRow } from '../record/experiments.js';
import type { NewEvent } from '../record/lab-event.js';
import type { LabRecord } from '../record/record.js';
import { nameMark } from '../record/backup/restoration.js';
import { NOTHING_ELSEWHERE, together, type Elsewhere } from '../sources/elsewhere.js';
import type { Programs } from '../sources/programs.js';
import { decide, type Decision } from './decision.js';
import { planRequest, toRepeat, type History } from './history.js';
import { reasonsFrom } from './reasons.js';
import { recipeAt } from './search-space.js';

export interface Planner {
  propose(
    request: PlanRequest,
    options: { deadlineMs: number; signal: AbortSignal },
  ): Promise<readonly Proposal[]>;
}

/** Nothing was begun, and why: somebody has to refill. */
export interface Lacking {
  readonly lacking: string;
}

export interface NextExperimentParts {
  readonly campaignId: string;
  readonly config: CampaignConfig;
  readonly seed: string;
  readonly limits: Limits;
  readonly record: LabRecord;
  readonly planner: Planner;
  /** What tables know. Absent: nothing. */
  readonly tables?: Elsewhere;
  /** Absent: nobody but the lab is asked. */
  readonly programs?: Programs;
  readonly shelf: {
    shortage(recipe: Recipe, experiments: readonly ExperimentRow[]): Promise<string | undefined>;
  };
}

/** Refusals in a row after which the rules and the planner cannot agree. */
const MAX_REFUSALS = 20;

export class NextExperiment {
  constructor(private readonly parts: NextExperimentParts) {}

  /**
   * Decides and records; nothing has moved when this resolves.
   * @param history all of the campaign so far
   * @returns undefined when a program was asked instead: what it said may change what comes next
   * @param signal nothing begins any more once it is aborted
   * @throws the signal's reason, or a `PlannerError` because of it; {Error} when the rules refuse everything that the planner finds
   */
  async begin(history: History, signal: AbortSignal): Promise<ExperimentRow | Lacking | undefined> {
    if (await this.parts.programs?.settle(signal)) return undefined;
    const again = toRepeat(this.parts.config, history.experiments)[0];
    if (again) return this.start(again.proposalId, again.recipe, again.attempt + 1, history, signal);
    for (let refusals = 0; refusals < MAX_REFUSALS; refusals++) {
      const tried = await this.tryOne(history, signal);
      if (tried === 'asked') return undefined;
      if (tried !== 'refused') return tried;
    }
    throw new Error(
      `the rules refused ${MAX_REFUSALS} proposals in a row: compare the search space with the limits`,
    );
  }

  private async tryOne(
    history: History,
    signal: AbortSignal,
  ): Promise<ExperimentRow | Lacking | 'refused' | 'asked'> {
    const { record, planner, config, seed, limits, programs, campaignId } = this.parts;
    const number = (await this.count('proposals')) + 1;
    const reasons = await reasonsOf(record.db, campaignId);
    const verdicts = verdictsOf(config, foretoldBefore(config, { ...history, reasons }));
    const beside = { elsewhere: this.elsewhere(), widening: wideningOf(verdicts) };
    const request = planRequest(config, history, `${seed}/${number}`, beside);
    const [proposal] = await planner.propose(request, {
      deadlineMs: config.planner.deadlineS * 1000,
      signal,
    });
    if (!proposal) throw new Error('the planner answered without a proposal');
    const id = `P${pad(number)}`;
    const { parameters, source } = proposal;
    if (source !== undefined && programs?.has(source)) {
      const decided = this.decided(id, proposal, { decision: 'accepted', reasons: [], actor: 'rules' });
      await programs.ask(source, { id, parameters }, decided, signal);
      return 'asked';
    }
    const recipe = recipeAt(config, parameters);
    const decision = decide(proposal, recipe, limits, config.approval);
    const latest = reasonsFrom([...reasons.values()].at(-1) ?? {});
    const decided = [
      ...wideningNotices(verdicts, latest.widening ?? {}),
      ...this.decided(id, proposal, decision),
    ];
    if (decision.decision === 'accepted') return this.start(id, recipe, 1, history, signal, decided);
    await record.append(...decided);
    return 'refused';
  }

  private elsewhere(): Elsewhere {
    const { tables = NOTHING_ELSEWHERE, programs } = this.parts;
    return together([tables, ...(programs ? [programs.elsewhere()] : [])]);
  }

  private decided(id: string, proposal: Proposal, decision: Decision): NewEvent[] {
    return [this.made(id, proposal), { kind: 'proposal.decided', subject: id, body: decision }];
  }

  private made(id: string, proposal: Proposal): NewEvent {
    const { parameters, ...why } = proposal;
    const source = proposal.source ?? cellsOf(this.parts.config).name;
    return {
      kind: 'proposal.made',
      subject: id,
      body: { campaignId: this.parts.campaignId, parameters, source, why },
    };
  }

  /**
   * The decision and the beginning are one transaction: an accepted proposal is never left without its experiment. It is
   * also what reserves stock, so one that cannot be supplied is not even decided.
   */
  private async start(
    proposalId: string,
    recipe: Recipe,
    attempt: number,
    { experiments }: History,
    signal: AbortSignal,
    decided: readonly NewEvent[] = [],
  ): Promise<ExperimentRow | Lacking> {
    const { record, campaignId, shelf } = this.parts;
    const lacking = await shelf.shortage(recipe, experiments);
    if (lacking !== undefined) return { lacking };
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
