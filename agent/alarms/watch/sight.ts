/** What the agent sees of its lab and of itself in one look, and which of it is a condition for an alarm. */
import type { LinkState } from '../../../drivers/instrument.js';
import type { HeldUp } from '../../campaign/hold.js';
import type { DiskSight } from '../../operations/disk-guard.js';
import type { Condition } from '../condition.js';

export interface Sight {
  readonly instruments: readonly { readonly id: string; readonly link: LinkState }[];
  readonly broker: LinkState;
  readonly disk: DiskSight;
  /** Since the newest backup that was verified, or since the agent began to look if there is none, s. */
  readonly backupAgeS: number;
  /** Why the latest attempt failed, if it did. */
  readonly backupFailure: string | undefined;
  /** Why no experiment begins until somebody resumes the campaign, if the rules have paused it. */
  readonly held: HeldUp | undefined;
  /** Open ones, by id. */
  readonly questions: ReadonlyMap<string, string>;
  /** How long the present proposal has taken, and may take, s. */
  readonly planning: { readonly forS: number; readonly deadlineS: number };
  /** Why the record cannot be written, if it cannot. */
  readonly unwritable: string | undefined;
  /** Routes to people that take nothing, by name, with the reason. */
  readonly failingRoutes: ReadonlyMap<string, string>;
}

const BACKUP_OVERDUE_S = 3 * 3600;
/** Of the deadline. */
const LATE_SHARE = 0.5;

export function conditionsIn(sight: Sight): Condition[] {
  return [...inTheLab(sight), ...ofTheRecord(sight), ...ofTheAgent(sight)];
}

function inTheLab({ instruments, held, questions }: Sight): Condition[] {
  const lost = instruments.filter(({ link }) => link !== 'up');
  return [
    ...lost.map(({ id: source, link }): Condition => {
      return { definition: 'instrument-unreachable', source, text: `the link to ${source} is ${link}` };
    }),
    ...[...questions].map(([source, text]): Condition => ({ definition: 'question-waiting', source, text })),
    ...(held ? [heldBy(held)] : []),
  ];
}

function heldBy({ reason: text, needs }: HeldUp): Condition {
  return { definition: needs === 'refill' ? 'shelf-short' : 'campaign-held', text };
}

function ofTheRecord({ disk, backupAgeS, backupFailure, unwritable }: Sight): Condition[] {
  const conditions: Condition[] = [];
  if (disk.level === 'critical') conditions.push({ definition: 'disk-full', text: disk.why });
  if (disk.level === 'low') conditions.push({ definition: 'disk-low', text: disk.why });
  if (unwritable !== undefined) conditions.push({ definition: 'record-unwritable', text: unwritable });
  if (backupFailure !== undefined) conditions.push({ definition: 'backup-failed', text: backupFailure });
  if (backupAgeS > BACKUP_OVERDUE_S) {
    const text = `no backup was verified for ${(backupAgeS / 3600).toFixed(1)} h`;
    conditions.push({ definition: 'backup-overdue', text });
  }
  return conditions;
}

function ofTheAgent({ broker, planning, failingRoutes }: Sight): Condition[] {
  const { forS, deadlineS } = planning;
  const conditions = [...failingRoutes].map(([source, text]): Condition => ({
    definition: 'messages-failing',
    source,
    text,
  }));
  if (broker !== 'up')
    conditions.push({ definition: 'broker-away', text: `the link to the broker is ${broker}` });
  if (forS > LATE_SHARE * deadlineS) {
    const text = `the planner has worked on one proposal for more than ${LATE_SHARE * deadlineS} s of ${deadlineS} s`;
    conditions.push({ definition: 'planner-late', text });
  }
  return conditions;
}
