/** The one stream: everything that happened, append-only. Every table of the record follows from it. */
import type { JobFault, JobState } from '../../drivers/instrument.js';
import type { AccessChange } from '../access/access-list.js';
import type { Asker } from '../access/asker.js';
import type { Role } from '../access/role.js';
import type { Priority } from '../alarms/alarm-state.js';
import type { Effect } from '../experiment/effect.js';
import type { Outcome } from '../experiment/outcome.js';
import type { Recipe } from '../experiment/recipe.js';
import type { Estimate } from '../sources/program-document.js';
import type { Seal } from './series/seal.js';
import type { PromptRow } from './prompts.js';

export type CampaignState = 'running' | 'paused' | 'stopped' | 'completed';

/** Plain values of a search space, by name. */
export type Parameters = Readonly<Record<string, number | string>>;

/** How one command ended. `not-executed`: the instrument never took it. `unknown`: nobody can say. */
export type CommandState = Exclude<JobState, 'unknown' | 'running'> | 'not-executed' | 'unknown';

/** How somebody came in. Absent in events from before logins were known. */
interface Way {
  readonly role?: Role | undefined;
  readonly via?: Asker['via'] | undefined;
  /** Address of the other end. */
  readonly from?: string | undefined;
}

interface Bodies {
  'agent.started': { readonly pid: number };
  'agent.stopped': { readonly reason: string };
  'campaign.opened': {
    readonly name: string;
    readonly seed: string;
    readonly definition: unknown;
  };
  'campaign.state': {
    readonly state: CampaignState;
    readonly reason: string;
    readonly actor: string;
  };
  'proposal.made': {
    readonly campaignId: string;
    readonly parameters: Parameters;
    readonly source: string;
    /** Prediction by kind of uncertainty, feasibility, acquisition, neighbours, hashes, seed: as the planner said it. */
    readonly why: unknown;
  };
  'proposal.decided': {
    readonly decision: 'accepted' | 'refused';
    readonly reasons: readonly string[];
    readonly actor: string;
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
  'command.intended': {
    readonly experimentId: string;
    readonly step: string;
    readonly instrument: string;
    readonly task: unknown;
    readonly effect: Effect;
  };
  'command.acknowledged': Readonly<Record<string, never>>;
  'command.settled': Seal & {
    readonly state: CommandState;
    readonly result?: Readonly<Record<string, unknown>> | undefined;
    readonly fault?: JobFault | undefined;
  };
  /** What the instruments sent in this experiment was given up; its rows of data were not touched. */
  'raw.removed': { readonly reason: string };
  'lease.taken': { readonly experimentId: string };
  'lease.released': { readonly experimentId: string };
  'observation.made': {
    readonly experimentId: string;
    /** Null when `invalid`: there is no number, and `reason` says why. */
    readonly value: number | null;
    readonly standardUncertainty: number | null;
    readonly unit: string;
    readonly quality: 'valid' | 'suspect' | 'invalid';
    readonly reason: string;
    /** Version of the definitions behind the number. */
    readonly definitions: number;
  };
  /** A cell that ages is not worth ageing on: it is ended, and what was seen of it stands. */
  'experiment.cut-short': { readonly reason: string; readonly actor: string };
  'experiment.ended': { readonly outcome: Outcome };
  /** A question to an operator; `subject` is its id. */
  'prompt.raised': Omit<PromptRow, 'id'>;
  /** By an operator, by the `deadline`, or by the `agent` when it settled itself. */
  'prompt.answered': { readonly option: string; readonly actor: string; readonly note: string };
  /** Asked for, and about to be carried out. */
  'operator.acted': Way & {
    readonly verb: string;
    readonly actor: string;
    readonly reason: string;
    readonly transaction?: string | undefined;
    /** What the verb was asked for with. */
    readonly fields?: Readonly<Record<string, unknown>> | undefined;
  };
  /** What came of it; refused for the asker's role it was never acted on. `code` and `message` are empty when `ok`. */
  'operator.answered': Way & {
    readonly verb: string;
    readonly actor: string;
    readonly transaction: string;
    readonly ok: boolean;
    readonly code: string;
    readonly message: string;
  };
  /** A person has taken an instrument, or the lab, over; `subject` is its name, or `lab`. */
  'lock.taken': {
    readonly holder: string;
    readonly note: string;
    /** Host time, ISO 8601, UTC. */
    readonly until: string;
  };
  /** By its holder, an admin, or `time`. */
  'lock.released': { readonly actor: string; readonly note: string };
  /** Who may come in was changed; `subject` is the user or the key. */
  'access.changed': Omit<AccessChange, 'subject'>;
  /** Somebody came in, or not; `subject` is the user, 'console' by a link for nobody in particular, or 'unknown'. */
  'access.tried': { readonly from: string; readonly by: 'password' | 'link'; readonly ok: boolean };
  'maintenance.began': {
    /** By their names in the lab's configuration. */
    readonly instruments: readonly string[];
    readonly reason: string;
    /** Lab time, ISO 8601, UTC. */
    readonly startsAt: string;
    readonly endsAt: string;
  };
  'maintenance.ended': Readonly<Record<string, never>>;
  /** `subject` of every event of an alarm is its id: its definition's name and, after a dot, its source if it has one. */
  'alarm.raised': {
    readonly definition: string;
    readonly source: string;
    readonly priority: Priority;
    readonly latching: boolean;
    readonly text: string;
  };
  'alarm.cleared': Readonly<Record<string, never>>;
  'alarm.acknowledged': { readonly actor: string; readonly note: string };
  'alarm.shelved': {
    readonly actor: string;
    readonly note: string;
    /** Host time, ISO 8601, UTC. */
    readonly until: string;
  };
  /** By an operator, or by `time`. */
  'alarm.unshelved': { readonly actor: string; readonly note: string };
  'alarm.suppressed': { readonly reason: string };
  'alarm.unsuppressed': Readonly<Record<string, never>>;
  /** A message about these alarms was taken over by a route; `subject` is its name. */
  'message.sent': {
    readonly alarms: readonly string[];
    readonly summary: boolean;
    readonly tries: number;
    /** What the route said. */
    readonly answer: string;
  };
  /** A route has failed several times in a row; it is tried again. */
  'message.failed': { readonly tries: number; readonly reason: string };
  notice: { readonly level: 'info' | 'warning' | 'alarm'; readonly text: string };
}

export type EventKind = keyof Bodies;

/** Something that happened. `subject` is what it happened to: an experiment, proposal, job, resource or quantity id. */
export type NewEvent = {
  readonly [K in EventKind]: { readonly kind: K; readonly subject: string; readonly body: Bodies[K] };
}[EventKind];

/** An event as recorded: `seq` counts from 1; `at` host time and `labAt` lab time, ISO 8601, UTC. */
export type LabEvent = NewEvent & {
  readonly seq: number;
  readonly at: string;
  readonly labAt: string;
  readonly previousHash: string;
  readonly hash: string;
};
