/** Which events of the record are alarms: something happened that somebody has to look at, though it is over. */
import type { LabEvent } from '../../record/lab-event.js';
import type { Condition } from '../condition.js';

/** Causes with which a tester stops a cell that has left its limits. */
const LIMIT_CAUSES: readonly string[] = ['limit-voltage', 'limit-current'];

/** @param instruments their ids: what is told of them as an alarm is that they did not confirm their safe state */
export function happeningIn(event: LabEvent, instruments: readonly string[]): Condition | undefined {
  if (event.kind === 'notice') return ofNotice(event, instruments);
  return event.kind === 'experiment.ended' ? ofEnd(event) : undefined;
}

type Of<K extends LabEvent['kind']> = Extract<LabEvent, { kind: K }>;

function ofNotice({ subject, body }: Of<'notice'>, instruments: readonly string[]): Condition | undefined {
  const { level, text } = body;
  if (subject === 'outbox' && level === 'warning') return { definition: 'event-withheld', text };
  // The guard of the disk and the backups say themselves when it is over: they are states.
  if (level !== 'alarm' || subject === 'disk' || subject === 'backup') return undefined;
  if (instruments.includes(subject)) return { definition: 'safe-state-not-reached', source: subject, text };
  // What is left is about the record; one that is not known here is better misnamed than unseen.
  return { definition: 'record-damaged', text };
}

function ofEnd({ subject, body }: Of<'experiment.ended'>): Condition | undefined {
  const { status, failure } = body.outcome.execution;
  if (!failure) return undefined;
  const { cause, category, evidence } = failure;
  const isExcursion = category === 'temperature_excursion';
  // A cell that came to its end was stopped by nobody: what its rows show is about the chamber, which many cells share.
  if (isExcursion && status === 'completed')
    return { definition: 'chamber-off', text: `${subject}: ${evidence}` };
  if (!isExcursion && !LIMIT_CAUSES.includes(cause)) return undefined;
  return { definition: 'cell-over-limit', source: subject, text: `${cause}: ${evidence}` };
}
