/** Lines for people about events that speak for themselves; none for the kinds that are not worth one. */
import type { EventKind, LabEvent } from '../record/lab-event.js';
import { rowsInWords } from '../sources/tables.js';

type Of<K extends EventKind> = Extract<LabEvent, { kind: K }>;

type Lines = { readonly [K in EventKind]?: (event: Of<K>) => string | undefined };

const LINES: Lines = {
  'proposal.decided': ({ subject, body: { decision, reasons } }) =>
    decision === 'refused' ? `${subject} refused: ${reasons.join('; ')}` : undefined,
  'campaign.state': ({ body: { state, actor, reason } }) => `campaign ${state} by ${actor}${because(reason)}`,
  'prompt.raised': ({ subject, body: { question, options, defaultOption, deadlineLabAt } }) =>
    `QUESTION ${subject}: ${question} (${Object.keys(options).join(' | ')}; ${defaultOption} from ${deadlineLabAt} lab time on)`,
  'prompt.answered': ({ subject, body: { option, actor, note } }) =>
    `${subject} answered ${option} by ${actor}${because(note)}`,
  'operator.acted': ({ body: { actor, verb, reason } }) => `${actor} asked for ${verb}${because(reason)}`,
  'operator.answered': ({ body: { ok, verb, actor, message } }) =>
    ok ? undefined : `${verb} of ${actor} was refused: ${message}`,
  'proposal.queued': ({ subject, body: { reasons } }) =>
    `${subject} waits for its turn: ${reasons.join('; ')}`,
  'approval.asked': ({ subject, body: { reasons, byDefault, deadlineLabAt } }) =>
    `${subject} waits for a person (${reasons.join('; ')}); ${byDefault} from ${deadlineLabAt} lab time on`,
  'approval.held': ({ subject, body: { actor, note } }) => `${subject} held by ${actor}${because(note)}`,
  'lock.taken': ({ subject, body: { holder, until, note } }) =>
    `${subject} locked by ${holder} until ${until}${because(note)}`,
  'lock.released': ({ subject, body: { actor, note } }) => `${subject} unlocked by ${actor}${because(note)}`,
  'access.changed': ({ subject, body: { what, by } }) => `${what.replace('-', ' ')}: ${subject}, by ${by}`,
  'access.tried': ({ subject, body: { ok, from } }) => (ok ? `${subject} signed in from ${from}` : undefined),
  'maintenance.began': ({ body: { instruments, endsAt, reason } }) =>
    `maintenance of ${instruments.join(', ')} until ${endsAt}${because(reason)}`,
  'maintenance.ended': ({ subject }) => `maintenance window ${subject} is over`,
  'alarm.acknowledged': ({ subject, body: { actor, note } }) =>
    `alarm ${subject} acknowledged by ${actor}${because(note)}`,
  'alarm.shelved': ({ subject, body: { actor, until, note } }) =>
    `alarm ${subject} shelved by ${actor} until ${until}${because(note)}`,
  'alarm.unshelved': ({ subject, body: { actor, note } }) =>
    `alarm ${subject} unshelved by ${actor}${because(note)}`,
  'message.failed': ({ subject, body: { reason } }) => `route ${subject} takes no messages${because(reason)}`,
  'raw.removed': ({ subject, body: { reason } }) => `${subject}: raw payloads removed (${reason})`,
  'experiment.cut-short': ({ subject, body: { actor, reason } }) =>
    `${subject} is ended early by ${actor}${because(reason)}`,
  'source.read': ({ subject, body }) => rowsInWords(subject, body),
};

/** Not everybody gives a reason. */
function because(reason: string): string {
  return reason === '' ? '' : `: ${reason}`;
}

export function lineOf(event: LabEvent): string | undefined {
  return (LINES[event.kind] as ((event: LabEvent) => string | undefined) | undefined)?.(event);
}
