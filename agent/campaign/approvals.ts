/**
 * What people decide about proposals: approve, reject, hold, move. Each is an event with who and why; nobody has to be
 * there: after its deadline, in lab time, the campaign's default counts.
 */
import type { CampaignConfig } from '../../config/campaign.js';
import type { Clock } from '../../core/clock.js';
import { Turns } from '../../core/turns.js';
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
  private readonly turns = new Turns();
  private readonly deadlines: Deadlines;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly parts: ApprovalsParts) {
    const { record, lab, onTrouble } = parts;
    this.deadlines = new Deadlines({ record, lab, act: this.expire.bind(this), onTrouble });
    record.onEvent((event) => {
      if (event.kind === 'approval.asked') this.deadlines.set(event.subject, event.body.deadlineLabAt);
      this.become(after(this.queue, event, parts.campaignId));
    });
  }

  /** Takes up what the record holds; a deadline that passed meanwhile applies at once. */
  async load(): Promise<void> {
    const rows = await this.parts.record.db<EventRow>('events').whereIn('kind', QUEUE_EVENTS).orderBy('seq');
    const { campaignId } = this.parts;
    this.become(rows.map(eventOf).reduce((queue, event) => after(queue, event, campaignId), EMPTY_QUEUE));
    for (const { proposalId, deadlineLabAt } of this.queue.waiting)
      this.deadlines.set(proposalId, deadlineLabAt);
  }

  private become(queue: ApprovalQueue): void {
    if (queue === this.queue) return;
    this.queue = queue;
    for (const listener of this.listeners) listener();
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

  /** That a person is asked about a proposal, as the record takes it. */
  question(proposalId: string, reasons: readonly string[]): NewEvent {
    const { lab, approval, campaignId } = this.parts;
    const deadlineLabAt = new Date(lab.now() + 1000 * approval.answerWithinS).toISOString();
    const body = { campaignId, reasons, deadlineLabAt, byDefault: approval.default };
    return { kind: 'approval.asked', subject: proposalId, body };
  }

  /**
   * Records that one begins, unless somebody has taken back meanwhile that it may.
   * @returns whether it does
   * @throws the signal's reason: nothing begins once it is aborted
   */
  begin(proposalId: string, beginning: NewEvent, signal: AbortSignal): Promise<boolean> {
    return this.inTurn(async () => {
      signal.throwIfAborted();
      const entry = this.waiting.find((each) => each.proposalId === proposalId);
      if (entry?.state === 'approved') await this.append(beginning);
      return entry?.state === 'approved';
    });
  }

  /** @throws {Error} it does not wait for a decision */
  approve(actor: string, proposalId: string, reason: string): Promise<void> {
    return this.decide(actor, proposalId, 'accepted', reason);
  }

  /**
   * The planner is told that it is not wanted, which is no failure of it.
   * @throws {Error} it is not in the queue, or there is no reason
   */
  async reject(actor: string, proposalId: string, reason: string): Promise<void> {
    if (reason === '')
      throw new Error('a rejection needs a reason: whoever reads the record will ask for it');
    await this.decide(actor, proposalId, 'refused', reason);
  }

  /** No deadline applies until somebody decides. @throws {Error} it is not in the queue */
  hold(actor: string, proposalId: string, note: string): Promise<void> {
    return this.inTurn(async () => {
      this.entryOf(proposalId);
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
      this.seen(proposalId, queueUid);
      await this.append({ kind: 'approval.moved', subject: proposalId, body: { actor, position } });
    });
  }

  /**
   * One of the queue, as whoever asks has seen it.
   * @throws {Error} the queue has changed since, or the proposal is not in it
   */
  seen(proposalId: string, queueUid: string): Waiting {
    if (queueUid === this.uid) return this.entryOf(proposalId);
    throw new Error(`the queue has changed since it was ${queueUid} (now ${this.uid}): look again first`);
  }

  /** One after the other: each change is held against the queue as the one before left it. */
  inTurn<T>(act: () => Promise<T>): Promise<T> {
    return this.turns.take(act);
  }

  /** To be called every few seconds: finds the deadlines that have passed. */
  look(): void {
    this.deadlines.look();
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
      const { state } = this.entryOf(proposalId);
      if (state === 'approved' && decision === 'accepted')
        throw new Error(`${proposalId} is approved already`);
      const body = { decision, reasons: reason === '' ? [] : [reason], actor };
      await this.append({ kind: 'proposal.decided', subject: proposalId, body });
    });
  }

  private entryOf(proposalId: string): Waiting {
    const found = this.waiting.find((each) => each.proposalId === proposalId);
    if (found) return found;
    const open = this.waiting.map((each) => each.proposalId).join(', ') || 'none';
    throw new Error(`'${proposalId}' does not wait for a decision (waiting: ${open})`);
  }

  private async expire(id: string): Promise<void> {
    const asked = this.waiting.find(({ proposalId, state }) => proposalId === id && state === 'asked');
    if (asked) await this[asked.byDefault](DEADLINE, id, 'nobody decided in time');
  }

  private append(event: NewEvent): Promise<unknown> {
    return this.parts.record.append(event);
  }
}
