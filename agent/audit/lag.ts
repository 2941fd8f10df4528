/**
 * How late things were in lab time. A lab that is simulated fast can outrun its instruments or the agent; by these
 * figures one sees that it did not. Pure, from the lab's journal and the record.
 */
import type { JournalFact } from './journal.js';

export interface Lag {
  readonly count: number;
  /** Lab seconds. */
  readonly medianS: number;
  readonly p99S: number;
  readonly maxS: number;
}

export interface Lags {
  /** A cycling program: lab time from its start to its end, less the time its steps took. */
  readonly tester: Lag;
  /** From the end of any program to its end being recorded. */
  readonly agent: Lag;
}

/** When the record settled a command, lab time in ms since the epoch. */
export interface SettledAt {
  readonly jobId: string;
  readonly labMs: number;
}

export function lagsOf(journal: readonly JournalFact[], settled: readonly SettledAt[]): Lags {
  const recordedMs = new Map(settled.map(({ jobId, labMs }) => [jobId, labMs]));
  const startedMs = new Map<string, number>();
  const tester: number[] = [];
  const agent: number[] = [];
  for (const fact of journal) {
    if (fact.kind === 'program.started') startedMs.set(fact.jobId, fact.labMs);
    if (fact.kind !== 'program.ended') continue;
    const { jobId, labMs, end } = fact;
    const testTimeS = end.result?.['testTimeS'];
    const start = startedMs.get(jobId);
    if (end.state === 'completed' && typeof testTimeS === 'number' && start !== undefined)
      tester.push((labMs - start) / 1000 - testTimeS);
    const recorded = recordedMs.get(jobId);
    if (recorded !== undefined) agent.push((recorded - labMs) / 1000);
  }
  return { tester: lagOf(tester), agent: lagOf(agent) };
}

function lagOf(valuesS: number[]): Lag {
  const sorted = valuesS.sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * (sorted.length - 1))] ?? 0;
  return { count: sorted.length, medianS: at(0.5), p99S: at(0.99), maxS: at(1) };
}
