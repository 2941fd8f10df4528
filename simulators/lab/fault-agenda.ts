/** Which faults come when, as far as the lab itself brings them about: those of the schedule, and losses of power. */
import { labTimeMs } from '../../config/lab-time.js';
import type { Clock } from '../../core/clock.js';
import type { Rng } from '../../core/rng.js';
import type { Injection } from '../faults/injection.js';
import { occurrences } from '../faults/occurrences.js';
import type { StruckBy } from './journal.js';
import type { LabMember, LabSpec } from './lab-spec.js';

export interface Due {
  /** Lab time, ms since the epoch. */
  readonly atMs: number;
  readonly member: LabMember;
  readonly injection: Injection;
  readonly by: StruckBy;
}

/** What loses its power by chance. A broker is a computer's matter. */
const POWERED = ['robot', 'tester', 'station'] as const satisfies readonly LabMember[];

export interface Agenda {
  readonly spec: Pick<LabSpec, 'faults' | 'schedule'>;
  /** Lab time at which the lab first started, ms since the epoch. */
  readonly originMs: number;
  /** Each member has a stream of its own. */
  readonly rng: Rng;
}

/** Everything due in `(fromMs, toMs]`, in order: the same for the same seed, whoever asks for which stretch. */
export function dueIn(agenda: Agenda, fromMs: number, toMs: number): Due[] {
  return [...scheduled(agenda), ...powerLosses(agenda, fromMs, toMs)]
    .filter(({ atMs }) => atMs > fromMs && atMs <= toMs)
    .sort((a, b) => a.atMs - b.atMs);
}

function scheduled({ spec, originMs }: Agenda): Due[] {
  return spec.schedule.map(({ at, member, injection }) => ({
    atMs: labTimeMs(at, originMs),
    member,
    injection,
    by: 'schedule',
  }));
}

function powerLosses({ spec, originMs, rng }: Agenda, fromMs: number, toMs: number): Due[] {
  const perDay = spec.faults['power-loss'] / POWERED.length;
  const [fromS, toS] = [fromMs, toMs].map((ms) => (ms - originMs) / 1000) as [number, number];
  return POWERED.flatMap((member) =>
    occurrences(rng.split(member).split('power'), perDay, fromS, toS + 1).map(({ atS }) => ({
      atMs: originMs + Math.floor(1000 * atS),
      member,
      injection: { fault: 'power-loss' as const },
      by: 'chance' as const,
    })),
  );
}

const AHEAD_MS = 86_400_000;

/**
 * Strikes what comes due, until `off`.
 * @param clock lab time
 * @param fromMs what was due until then has been
 */
export async function keepAgenda(
  agenda: Agenda,
  clock: Clock,
  { fromMs, off }: { readonly fromMs: number; readonly off: AbortSignal },
  strike: (due: Due) => void,
): Promise<void> {
  for (let doneMs = fromMs; !off.aborted; doneMs += AHEAD_MS) {
    for (const due of dueIn(agenda, doneMs, doneMs + AHEAD_MS)) {
      await clock.sleep(due.atMs - clock.now(), off);
      strike(due);
    }
    await clock.sleep(doneMs + AHEAD_MS - clock.now(), off);
  }
}
