/** How much of the time each instrument had power, and how much of it it worked. Pure, from the lab's journal. */
import type { FactOf, JournalFact } from './journal.js';

export interface Uptime {
  readonly instrument: string;
  /** Share of the time with power, 0 to 1. */
  readonly up: number;
  /** How often it lost its power. */
  readonly losses: number;
  /** Share of the time a program ran, over all its places (channels), 0 to 1. */
  readonly busy: number;
}

/** Lab time, ms since the epoch. */
export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

type PowerFact = FactOf<'instrument.started' | 'instrument.lost'>;

/** @param places how many programs an instrument can carry out at a time; 1 where it is not named */
export function uptimeOf(
  journal: readonly JournalFact[],
  { fromMs, toMs }: Period,
  places: Readonly<Record<string, number>>,
): Uptime[] {
  const busyMs = busyMsOf(journal, toMs);
  const wholeMs = Math.max(1, toMs - fromMs);
  return [...byInstrument(journal)].map(([instrument, facts]) => ({
    instrument,
    up: 1 - downMsOf(facts, toMs) / wholeMs,
    losses: facts.filter(({ kind }) => kind === 'instrument.lost').length,
    busy: (busyMs.get(instrument) ?? 0) / wholeMs / (places[instrument] ?? 1),
  }));
}

function byInstrument(journal: readonly JournalFact[]): Map<string, PowerFact[]> {
  const facts = new Map<string, PowerFact[]>();
  for (const fact of journal) {
    if (fact.kind !== 'instrument.started' && fact.kind !== 'instrument.lost') continue;
    const own = facts.get(fact.instrument) ?? [];
    own.push(fact);
    facts.set(fact.instrument, own);
  }
  return facts;
}

/**
 * Losses of single instruments. The whole lab is switched off in time that stands still, or it died under an agent: since
 * when it was off then, its journal cannot tell.
 */
function downMsOf(facts: readonly PowerFact[], toMs: number): number {
  let downMs = 0;
  let lostMs: number | undefined;
  for (const { kind, labMs } of facts) {
    if (kind === 'instrument.lost') lostMs ??= labMs;
    else if (lostMs !== undefined) {
      downMs += labMs - lostMs;
      lostMs = undefined;
    }
  }
  return downMs + (lostMs === undefined ? 0 : toMs - lostMs);
}

function busyMsOf(journal: readonly JournalFact[], toMs: number): Map<string, number> {
  const running = new Map<string, FactOf<'program.started'>>();
  const busyMs = new Map<string, number>();
  const add = ({ instrument, labMs }: FactOf<'program.started'>, endMs: number): void => {
    busyMs.set(instrument, (busyMs.get(instrument) ?? 0) + endMs - labMs);
  };
  for (const fact of journal) {
    if (fact.kind === 'program.started') running.set(fact.jobId, fact);
    if (fact.kind !== 'program.ended') continue;
    const started = running.get(fact.jobId);
    if (started) add(started, fact.labMs);
    running.delete(fact.jobId);
  }
  for (const started of running.values()) add(started, toMs);
  return busyMs;
}
