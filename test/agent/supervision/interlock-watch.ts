/** What may never be, in the plainest words: who has what, what was approved, and whether anything may begin. */
import type { Asker } from '../../../agent/access/asker.js';
import { ROLES, type Role } from '../../../agent/access/role.js';
import type { LabEvent } from '../../../agent/record/lab-event.js';
import type { OperatorAnswer } from '../../../agent/supervision/contract/requests.js';

export interface AskedFor {
  readonly verb: string;
  readonly asker: Asker;
  readonly transaction: string;
  readonly isLate: boolean;
  readonly isKept: boolean;
  readonly proposal: string;
  readonly target: string;
  readonly forS: number;
}

interface State {
  readonly isHeld: boolean;
  readonly approved: ReadonlySet<string>;
  readonly claims: readonly { readonly who: string; readonly target: string; readonly untilMs: number }[];
}

/** Written down once more, by hand. */
const NEEDED: Readonly<Record<string, Role>> = {
  ...{ pause: 'operator', resume: 'operator', stop_all: 'operator', lock: 'operator', unlock: 'operator' },
  ...{ approve: 'scientist', reject: 'scientist', hold: 'scientist', move: 'scientist', break_lock: 'admin' },
  ...{ add: 'scientist', edit: 'scientist' },
};

/** After one of these what was approved is so no more. */
const TAKES_BACK: readonly string[] = ['reject', 'hold', 'edit'];

function without(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  return new Set([...set].filter((each) => each !== one));
}

export class InterlockWatch {
  /** Every state that may not be, as a sentence. */
  readonly forbidden: string[] = [];
  /** Things that began, for a test to see that it tested something. */
  readonly counts = { started: 0, begun: 0, done: 0, refused: 0 };
  private state: State = { isHeld: false, approved: new Set(), claims: [] };
  private readonly acted = new Set<string>();

  constructor(private readonly now: () => number) {}

  /** A job is about to start there. */
  starting(instrument: string, jobId: string): void {
    this.counts.started += 1;
    const claim = this.state.claims.find(
      ({ target, untilMs }) => untilMs > this.now() && (target === 'lab' || target === instrument),
    );
    if (claim) this.forbidden.push(`${jobId} starts on ${instrument}, which ${claim.who} has`);
  }

  see(event: LabEvent): void {
    if (event.kind === 'operator.acted') {
      const { transaction = '' } = event.body;
      if (this.acted.has(transaction)) this.forbidden.push(`${transaction} is done twice`);
      this.acted.add(transaction);
    }
    if (event.kind !== 'experiment.started') return;
    this.counts.begun += 1;
    const { proposalId } = event.body;
    if (this.state.isHeld) this.forbidden.push(`${event.subject} begins in a campaign that is held`);
    if (!this.state.approved.has(proposalId)) this.forbidden.push(`${proposalId} begins unapproved`);
  }

  /** What is forbidden ends with the wish, what is allowed begins with the answer: in between both may be. */
  async during(asked: AskedFor, ask: () => Promise<OperatorAnswer>): Promise<void> {
    const before = this.state;
    const mayAsk = ROLES.indexOf(asked.asker.role) >= ROLES.indexOf(NEEDED[asked.verb]!);
    this.state = { ...before, ...(mayAsk ? this.loosened(asked) : {}), ...this.approvedBy(asked, mayAsk) };
    const wasActed = this.acted.has(asked.transaction);
    const answer = await ask();
    if (!answer.ok) {
      // What began meanwhile was seen in the loosened state.
      this.state = before;
      this.counts.refused += 1;
      return;
    }
    this.counts.done += 1;
    if (wasActed) {
      this.state = before;
      return;
    }
    if (!mayAsk) this.forbidden.push(`${asked.verb} is done for ${asked.asker.role}`);
    if (asked.isLate || asked.isKept) this.forbidden.push(`${asked.verb} is done though late or kept`);
    this.state = this.tightened(asked);
  }

  private loosened({ verb, target, asker }: AskedFor): Partial<State> {
    if (verb === 'resume') return { isHeld: false };
    const isGone = ({ who, target: other }: State['claims'][number]): boolean =>
      other === target && (verb === 'break_lock' || (verb === 'unlock' && who === asker.name));
    return { claims: this.state.claims.filter((claim) => !isGone(claim)) };
  }

  private approvedBy({ verb, proposal }: AskedFor, mayAsk: boolean): Partial<State> {
    const { approved } = this.state;
    return verb === 'approve' && mayAsk ? { approved: new Set([...approved, proposal]) } : {};
  }

  private tightened({ verb, asker, target, forS, proposal }: AskedFor): State {
    const { state } = this;
    if (verb === 'pause' || verb === 'stop_all') return { ...state, isHeld: true };
    if (TAKES_BACK.includes(verb)) return { ...state, approved: without(state.approved, proposal) };
    if (verb !== 'lock') return state;
    const others = state.claims.filter((claim) => claim.target !== target);
    const claim = { who: asker.name, target, untilMs: this.now() + 1000 * forS };
    return { ...state, claims: [...others, claim] };
  }
}
