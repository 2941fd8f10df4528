/** Rows of a campaign's record, as the pure functions over it read them. */
import type { Attribution, Outcome } from '../../../agent/experiment/outcome.js';
import { failed } from '../../../agent/experiment/outcome.js';
import type { ExperimentRow, ObservationRow } from '../../../agent/record/experiments.js';
import { RECIPE } from '../a-record.js';

/** `Attribution`: failed, and whose fault it was; `completed with`: the measurement went through all the same. */
export type End =
  'running' | 'completed' | 'aborted' | Attribution | `completed with ${'recipe' | 'machine'}`;

const COMPLETED: Outcome = {
  execution: { status: 'completed' },
  validity: { status: 'valid' },
  result: { status: 'observed' },
};

/** The n-th experiment, counted from 1; it ended later than those before it. */
export function aRow(number: number, end: End, proposalId = `P${number}`): ExperimentRow {
  return {
    id: `E${number}`,
    proposalId,
    recipe: RECIPE,
    attempt: 1,
    step: null,
    startedLabAt: `2026-01-01T00:00:0${number}.000Z`,
    endedLabAt: end === 'running' ? null : `2026-01-02T00:00:0${number}.000Z`,
    parameters: { 'additive.VC': number },
    ...endOf(end),
  };
}

function endOf(end: End): Pick<ExperimentRow, 'status' | 'outcome'> {
  if (end === 'running') return { status: 'running', outcome: undefined };
  if (end === 'completed') return { status: 'completed', outcome: COMPLETED };
  if (end.startsWith('completed with '))
    return completedWith(end.slice('completed with '.length) as Attribution);
  const attribution = end === 'aborted' ? 'operator' : (end as Attribution);
  const failure = { stage: 'formation', category: 'other', attribution, cause: 'x', evidence: 'x' } as const;
  const outcome = failed(failure);
  return end === 'aborted'
    ? { status: 'aborted', outcome: { ...outcome, execution: { status: 'aborted', failure } } }
    : { status: 'failed', outcome };
}

function completedWith(attribution: Attribution): Pick<ExperimentRow, 'status' | 'outcome'> {
  const failure = { stage: 'formation', category: 'other', attribution, cause: 'x', evidence: 'x' } as const;
  const execution = { status: 'completed', failure } as const;
  return { status: 'completed', outcome: { ...COMPLETED, execution } };
}

/** One that was ended early: of its retention a limit is known. */
export function aCutRow(number: number): ExperimentRow {
  const outcome: Outcome = {
    ...COMPLETED,
    result: { status: 'observed', censored: { capacity_retention: 'below' } },
  };
  return { ...aRow(number, 'completed'), outcome };
}

export function anObservation(experimentId: string, value: number | null): ObservationRow {
  const quality = value === null ? 'invalid' : 'valid';
  const standardUncertainty = value === null ? null : 0.5;
  return {
    ...{ experimentId, quantity: 'capacity_retention', value, standardUncertainty },
    ...{ unit: '%', quality, reason: '' },
  };
}
