/**
 * What people decide about proposals: approve, reject, hold, move. Each is an event with who and why; nobody has to be
 * there: after its deadline, in lab time, the campaign's default counts.
 */
import type { CampaignConfig } from '../../config/campaign.js';
import type { Clock } from '../../core/clock.js';
import { eventOf, type EventRow } from '../record/event-row.js';
import type { NewEvent } from '../record/lab-event.js';
import type { LabRecord } from '../record/record.js';
import { after, EMPTY_QUEUE, QUEUE_EVENTS, type ApprovalQueue, type Waiting } from './approval-queue.js';
import { Deadlines } from './deadlines.js';

export interface ApprovalsParts {
  readonly campaignId: string;
  readonly record: LabRecord;
  /** Lab time. */
  readonly lab: Clock;
  readonly approval: Pick<CampaignConfig['approval'], 'answerWithinS' | 'default'>;
  readonly onTrouble: (error: Error) => void;
}

/** In the place of an operator's name. */
const DEADLINE = 'deadline';

export class Approvals {
  private queue: ApprovalQueue = EMPTY_QUEUE;
  private turn: Promise<void> = Promise.resolve();
  private readonly deadlines: Deadlines;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly parts: ApprovalsParts) {
    const { record, lab, onTrouble } = parts;
    this.deadlines = new Deadlines({ record, lab, act: this.expire.bind(this), onTrouble });
    record.onEvent((event) => {
      const before = this.queue;
      this.queue = after(before, event, parts.campaignId);
      if (this.queue !== before) for (const listener of this.listeners) listener();
    });
  }

  /** Takes up what the record holds; a deadline that passed meanwhile applies at once. */
  async load(): Promise<void> {
    const rows = await this.parts.record.db<EventRow>('events').whereIn('kind', QUEUE_EVENTS).orderBy('seq');
    const { campaignId } = this.parts;
    this.queue = rows.map(eventOf).reduce((queue, event) => after(queue, event, campaignId), EMPTY_QUEUE);
    for (const { proposalId, deadlineLabAt } of this.queue.waiting)
      this.deadlines.set(proposalId, deadlineLabAt);
  }

  get uid(): string {
    return this.queue.uid;
  }

  get waiting(): readonly Waiting[] {
    return this.queue.waiting;
  }

  /** The first that may begin. */
  get approved(): Waiting | undefined {
    return this.waiting.find(({ state }) => state === 'approved');
  }

  /** Told of every change. */
  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** Records the proposal (`events`) and that a person is asked about it. */
  async ask(proposalId: string, reasons: readonly string[], events: readonly NewEvent[]): Promise<void> {
    const { record, lab, approval, campaignId } = this.parts;
    const deadlineLabAt = new Date(lab.now() + 1000 * approval.answerWithinS).toISOString();
    const body = { campaignId, reasons, deadlineLabAt, byDefault: approval.default };
    await record.append(...events, { kind: 'approval.asked', subject: proposalId, body });
    this.deadlines.set(proposalId, deadlineLabAt);
  }

  /** @throws {Error} it does not wait for a decision */
  approve(actor: string, proposalId: string, reason: string): Promise<void> {
    return this.decide(actor, proposalId, 'accepted', reason);
  }

  /** The planner is told that it is not wanted, which is no failure of it. @throws {Error} as `approve` */
  async reject(actor: string, proposalId: string, reason: string): Promise<void> {
    if (reason === '')
      throw new Error('a rejection needs a reason: whoever reads the record will ask for it');
    await this.decide(actor, proposalId, 'refused', reason);
  }

  /** No deadline applies until somebody decides. @throws {Error} as `approve` */
  hold(actor: string, proposalId: string, note: string): Promise<void> {
    return this.inTurn(async () => {
      this.undecided(proposalId);
      await this.append({ kind: 'approval.held', subject: proposalId, body: { actor, note } });
    });
  }

  /**
   * @param position from 1, in the order in which proposals begin
   * @param queueUid of the queue as it was seen
   * @throws {Error} the queue has changed since, or the proposal is not in it
   */
  move(actor: string, proposalId: string, position: number, queueUid: string): Promise<void> {
    return this.inTurn(async () => {
      if (queueUid !== this.uid)
        throw new Error(
          `the queue has changed since it was ${queueUid} (now ${this.uid}): look again, then move`,
        );
      if (!this.waiting.some((each) => each.proposalId === proposalId)) throw this.unknown(proposalId);
      await this.append({ kind: 'approval.moved', subject: proposalId, body: { actor, position } });
    });
  }

  /** Deadlines apply no more until the next start. */
  stop(): void {
    this.deadlines.stop();
  }

  private decide(
    actor: string,
    proposalId: string,
    decision: 'accepted' | 'refused',
    reason: string,
  ): Promise<void> {
    return this.inTurn(async () => {
      this.undecided(proposalId);
      const body = { decision, reasons: reason === '' ? [] : [reason], actor };
      await this.append({ kind: 'proposal.decided', subject: proposalId, body });
    });
  }

  private undecided(proposalId: string): Waiting {
    const waiting = this.waiting.find((each) => each.proposalId === proposalId);
    if (!waiting) throw this.unknown(proposalId);
    if (waiting.state === 'approved') throw new Error(`${proposalId} is approved already`);
    return waiting;
  }

  private unknown(proposalId: string): Error {
    const open = this.waiting.map((each) => each.proposalId).join(', ') || 'none';
    return new Error(`'${proposalId}' does not wait for a decision (waiting: ${open})`);
  }

  private async expire(id: string): Promise<void> {
    const asked = this.waiting.find(({ proposalId, state }) => proposalId === id && state === 'asked');
    if (asked) await this[asked.byDefault](DEADLINE, id, 'nobody decided in time');
  }

  private append(event: NewEvent): Promise<unknown> {
    return this.parts.record.append(event);
  }

  /** One after the other: each decision is held against the queue as the one before left it. */
  private inTurn(act: () => Promise<void>): Promise<void> {
    const done = this.turn.then(act);
    this.turn = done.catch(() => undefined);
    return done;
  }
}
