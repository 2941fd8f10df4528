/** What the record takes when a person's proposal enters the queue, at its end or in the place of another. Pure. */
import type { NewEvent } from '../record/lab-event.js';
import type { Waiting } from './approval-queue.js';
import type { Decision } from './decision.js';
import { BY_HAND, type ByHand } from './reasons.js';

export interface Entry {
  readonly id: string;
  readonly campaignId: string;
  readonly byHand: ByHand;
  /** Of the rules: `asked` or `accepted`. */
  readonly decision: Decision;
  /** The question to a person, where one has to decide. */
  readonly ask: (id: string, reasons: readonly string[]) => NewEvent;
}

/** @throws {Error} what it replaces does not wait any more */
export function entryEvents(
  { id, campaignId, byHand, decision, ask }: Entry,
  waiting: readonly Waiting[],
): NewEvent[] {
  const reasons = [whose(byHand), ...byHand.snapped, ...decision.reasons];
  const { actor } = decision;
  const entering: NewEvent[] =
    decision.decision === 'asked'
      ? [ask(id, reasons)]
      : [
          { kind: 'proposal.decided', subject: id, body: { decision: 'accepted', reasons: [], actor } },
          { kind: 'proposal.queued', subject: id, body: { campaignId, reasons } },
        ];
  return [...entering, ...replacing(id, byHand, waiting)];
}

/** What became of it, for whoever asked. */
export function whatBecame({ id, byHand: { snapped }, decision }: Entry): string {
  const next =
    decision.decision === 'asked'
      ? `waits for a decision${decision.reasons.length > 0 ? `: ${decision.reasons.join('; ')}` : ''}`
      : 'begins when there is room';
  const steps = snapped.length > 0 ? `; the lab works in steps: ${snapped.join(', ')}` : '';
  return `${id} ${next}${steps}`;
}

function whose({ actor, note, instead }: ByHand): string {
  const why = note === '' ? '' : `: ${note}`;
  const changes = instead ? `, in the place of ${instead.proposal} (${instead.changed.join(', ')})` : '';
  return `${BY_HAND}, ${actor}${changes}${why}`;
}

/** The other one leaves, and the new one has its place, and is held when that was. */
function replacing(id: string, { actor, note, instead }: ByHand, waiting: readonly Waiting[]): NewEvent[] {
  if (!instead) return [];
  const place = waiting.findIndex(({ proposalId }) => proposalId === instead.proposal);
  const other = waiting[place];
  if (!other) throw new Error(`the queue has changed: ${instead.proposal} does not wait any more`);
  const reasons = [
    `${id} was put in its place (${instead.changed.join(', ')})`,
    ...(note === '' ? [] : [note]),
  ];
  return [
    { kind: 'proposal.decided', subject: instead.proposal, body: { decision: 'refused', reasons, actor } },
    { kind: 'approval.moved', subject: id, body: { actor, position: place + 1 } },
    ...(other.state === 'held'
      ? [{ kind: 'approval.held', subject: id, body: { actor, note } } as const]
      : []),
  ];
}
