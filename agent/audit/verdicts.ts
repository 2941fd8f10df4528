/** Each experiment's diagnosis beside the fault that truly befell it. Pure. */
import type { Failure } from '../experiment/outcome.js';
import { NOTHING, type Verdict } from './confusion.js';
import type { JournalFact } from './journal.js';

export interface RecordedExperiment {
  readonly id: string;
  readonly status: string;
  readonly failure: Failure | undefined;
}

export interface ExperimentVerdict extends Verdict {
  readonly id: string;
  /** What was said, and what happened, in words. */
  readonly words: string;
}

type Fault = Extract<JournalFact, { kind: 'fault' }>['fault'];

/** A lost link and a lost power supply look alike from outside. */
const ALIKE: Readonly<Record<string, readonly string[]>> = { 'power-loss': ['link-lost'] };

/** Ends that the physics of a cell brings about, with no fault of anything to be journalled. */
const INFERRED = new Set([
  'dead-cell',
  'cell-failed',
  'regulation',
  'limit-voltage',
  'limit-current',
  'refused',
]);

/** Of every experiment that ended of itself: one that still runs or that an operator stopped was not diagnosed. */
export function verdictsOf(
  experiments: readonly RecordedExperiment[],
  journal: readonly JournalFact[],
): ExperimentVerdict[] {
  const faults = faultsByExperiment(journal);
  return experiments
    .filter(({ status, failure }) => status !== 'running' && failure?.attribution !== 'operator')
    .map(({ id, failure }) => ({ id, ...verdict(failure, faults.get(id) ?? []) }));
}

/** Job ids are `<experiment>.<step>`. */
function faultsByExperiment(journal: readonly JournalFact[]): Map<string, Fault[]> {
  const faults = new Map<string, Fault[]>();
  for (const fact of journal) {
    if (fact.kind !== 'fault') continue;
    const id = fact.jobId.slice(0, fact.jobId.indexOf('.'));
    faults.set(id, [...(faults.get(id) ?? []), fact.fault]);
  }
  return faults;
}

/** Of several faults the one that was found counts, or else the first: it brought about the rest. */
function verdict(failure: Failure | undefined, faults: readonly Fault[]): Verdict & { words: string } {
  const happened = faults.map(({ cause, attribution }) => `${cause} (${attribution})`).join(', ');
  const first = faults[0];
  if (!failure) return { truth: first?.cause ?? NOTHING, said: NOTHING, words: `${happened} went unnoticed` };
  const found = faults.find((fault) => isSame(fault, failure));
  if (found) return { truth: found.cause, said: found.cause, words: happened };
  const said = `${failure.cause} (${failure.attribution})`;
  if (!first) {
    const truth = INFERRED.has(failure.cause) ? failure.cause : NOTHING;
    return { truth, said: failure.cause, words: `${failure.cause}, but nothing of the kind happened` };
  }
  const label = failure.cause === first.cause ? said : failure.cause;
  return { truth: first.cause, said: label, words: `${said}, in truth ${happened}` };
}

function isSame({ cause, attribution }: Fault, failure: Failure): boolean {
  const named = cause === failure.cause || ALIKE[cause]?.includes(failure.cause) === true;
  return named && attribution === failure.attribution;
}
