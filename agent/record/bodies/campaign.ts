/** What events say of a campaign: its proposals, what people and rules decided, its experiments, what others know. */
import type { Outcome } from '../../experiment/outcome.js';
import type { Recipe } from '../../experiment/recipe.js';
import type { Estimate } from '../../sources/program-document.js';

export type CampaignState = 'running' | 'paused' | 'stopped' | 'completed';

/** Plain values of a search space, by name. */
export type Parameters = Readonly<Record<string, number | string>>;

/** A row of a table: a recipe and what is known of it. */
export interface KnownRow {
  readonly parameters: Parameters;
  /** By quantity, in its unit, with standard uncertainties where the table states them. */
  readonly results: Readonly<Record<string, { readonly value: number; readonly sd?: number }>>;
}

export interface CampaignBodies {
  'campaign.opened': {
    readonly name: string;
    readonly seed: string;
    readonly definition: unknown;
  };
  'campaign.state': {
    readonly state: CampaignState;
    readonly reason: string;
    readonly actor: string;
    /** Of a pause that holds the steps of what is under way, too. */
    readonly after?: 'step';
    /** What a person has to do before it can go on. */
    readonly needs?: 'refill';
  };
  'proposal.made': {
    readonly campaignId: string;
    readonly parameters: Parameters;
    readonly source: string;
    /** Prediction by kind of uncertainty, feasibility, acquisition, neighbours, hashes, seed, as the planner said it; whose it is. */
    readonly why: unknown;
  };
  'proposal.decided': {
    readonly decision: 'accepted' | 'refused';
    readonly reasons: readonly string[];
    readonly actor: string;
  };
  /** A person's proposal that the rules allow waits for its turn. */
  'proposal.queued': {
    readonly campaignId: string;
    /** Whose it is, and why. */
    readonly reasons: readonly string[];
  };
  /** A person is asked whether the proposal may be carried out; `proposal.decided` is the answer. */
  'approval.asked': {
    readonly campaignId: string;
    readonly reasons: readonly string[];
    /** Lab time, ISO 8601, UTC. */
    readonly deadlineLabAt: string;
    readonly byDefault: 'approve' | 'reject';
  };
  /** No deadline applies any more. */
  'approval.held': { readonly actor: string; readonly note: string };
  /** To another place, from 1, in the order in which proposals begin. */
  'approval.moved': { readonly actor: string; readonly position: number };
  'experiment.started': {
    readonly campaignId: string;
    readonly proposalId: string;
    readonly recipe: Recipe;
    /** 1 for the first try of a proposal. */
    readonly attempt: number;
  };
  /** A cell that ages is not worth ageing on: it is ended, and what was seen of it stands. */
  'experiment.cut-short': { readonly reason: string; readonly actor: string };
  'experiment.ended': { readonly outcome: Outcome };
  /** Rows of a table were read as what a source knows; `subject` is the source's name. */
  'source.read': {
    readonly campaignId: string;
    readonly file: string;
    readonly fidelity: 'high' | 'low';
    readonly rows: number;
    /** How many do not count, and why, as phrases. */
    readonly leftOut: readonly string[];
    /** Of the rows that count, in the campaign's words. */
    readonly rowsSha256: string;
    /** Those rows: what was foretold from them can be foretold again without their file. Earlier versions kept none. */
    readonly known?: readonly KnownRow[];
  };
  /** A program is to estimate what a proposed recipe would do; `subject` is the proposal. */
  'estimate.asked': {
    readonly campaignId: string;
    readonly source: string;
    readonly parameters: Parameters;
    /** SHA-256 of all that the answer depends on: the same question is never computed twice. */
    readonly question: string;
  };
  'estimate.answered': {
    /** None when the program understood and could not say; `reason` is then its own. */
    readonly estimates: readonly Estimate[];
    readonly reason: string;
    /** True when the record knew the answer. */
    readonly known: boolean;
    /** Real time, s. */
    readonly durationS: number;
  };
  'estimate.failed': { readonly reason: string };
}
