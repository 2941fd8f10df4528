/**
 * Proposals that wait for a person, in the order in which they would begin. Pure: events in, queue out, so that a restart
 * finds it as it was. Every change gives the queue another `uid`: who moves something in a queue that is not any more as
 * it was seen is told so.
 */
import type { LabEvent } from '../record/lab-event.js';

export interface Waiting {
  readonly proposalId: string;
  /** Why a person is asked. */
  readonly reasons: readonly string[];
  /** `held`: no deadline applies. `approved`: begins as soon as there is room. */
  readonly state: 'asked' | 'held' | 'approved';
  /** Lab time, ISO 8601. */
  readonly deadlineLabAt: string;
  /** What counts when nobody has decided by then. */
  readonly byDefault: 'approve' | 'reject';
}

export interface ApprovalQueue {
  /** Of the last change. */
  readonly uid: string;
  readonly waiting: readonly Waiting[];
}

export const EMPTY_QUEUE: ApprovalQueue = { uid: '0', waiting: [] };

/** Kinds of events that may change it. */
export const QUEUE_EVENTS = [
  'approval.asked',
  'approval.held',
  'approval.moved',
  'proposal.queued',
  'proposal.decided',
  'experiment.started',
] as const satisfies readonly LabEvent['kind'][];

/** The queue of a campaign after this event. */
export function after(queue: ApprovalQueue, event: LabEvent, campaignId: string): ApprovalQueue {
  if ('campaignId' in event.body && event.body.campaignId !== campaignId) return queue;
  const waiting = changed(queue.waiting, event);
  return waiting === queue.waiting ? queue : { uid: String(event.seq), waiting };
}

function changed(waiting: readonly Waiting[], event: LabEvent): readonly Waiting[] {
  const { subject } = event;
  switch (event.kind) {
    case 'approval.asked': {
      const { reasons, deadlineLabAt, byDefault } = event.body;
      return [...waiting, { proposalId: subject, reasons, deadlineLabAt, byDefault, state: 'asked' }];
    }
    case 'proposal.queued': {
      const { reasons } = event.body;
      const settled = { deadlineLabAt: event.labAt, byDefault: 'approve', state: 'approved' } as const;
      return [...waiting, { proposalId: subject, reasons, ...settled }];
    }
    case 'approval.held':
      return withState(waiting, subject, 'held');
    case 'approval.moved':
      return moved(waiting, subject, event.body.position);
    case 'proposal.decided':
      return event.body.decision === 'accepted'
        ? withState(waiting, subject, 'approved')
        : withoutProposal(waiting, subject);
    case 'experiment.started':
      return withoutProposal(waiting, event.body.proposalId);
    default:
      return waiting;
  }
}

function withState(waiting: readonly Waiting[], id: string, state: Waiting['state']): readonly Waiting[] {
  if (!waiting.some(({ proposalId }) => proposalId === id)) return waiting;
  return waiting.map((each) => (each.proposalId === id ? { ...each, state } : each));
}

function withoutProposal(waiting: readonly Waiting[], id: string): readonly Waiting[] {
  return waiting.some(({ proposalId }) => proposalId === id)
    ? waiting.filter(({ proposalId }) => proposalId !== id)
    : waiting;
}

/** @param position from 1; behind the last means at the end */
function moved(waiting: readonly Waiting[], id: string, position: number): readonly Waiting[] {
  const one = waiting.find(({ proposalId }) => proposalId === id);
  return one ? withoutProposal(waiting, id).toSpliced(position - 1, 0, one) : waiting;
}
