/** How an experiment ended, on three axes that never stand for each other. */

/** Categories of deviation as BattINFO's `test.schema.json` names them. */
export type FailureCategory =
  | 'power_outage'
  | 'equipment_failure'
  | 'temperature_excursion'
  | 'software_error'
  | 'operator_intervention'
  | 'premature_termination'
  | 'communication_loss'
  | 'parameter_drift'
  | 'setpoint_deviation'
  | 'calibration_issue'
  | 'out_of_tolerance'
  | 'dimensional'
  | 'other';

/** Who is to blame. Only `recipe` faults teach the planner anything about recipes. */
export type Attribution = 'recipe' | 'machine' | 'measurement' | 'operator' | 'unknown';

export type Stage = 'formulation' | 'assembly' | 'formation' | 'cycling' | 'characterisation';

export interface Failure {
  readonly stage: Stage;
  readonly category: FailureCategory;
  readonly attribution: Attribution;
  /** Short name of the cause, e.g. `insoluble`, `hard-short`. */
  readonly cause: string;
  /** What was seen, as a sentence with numbers and units. */
  readonly evidence: string;
  /** The command in which it showed. */
  readonly jobId?: string;
}

export interface Outcome {
  readonly execution: { readonly status: 'completed' | 'failed' | 'aborted'; readonly failure?: Failure };
  readonly validity: { readonly status: 'valid' | 'suspect' | 'invalid'; readonly reason?: string };
  /** The objectives' values are observations of their own; this says whether there are any. */
  readonly result: {
    readonly status: 'observed' | 'none';
    /** Quantities of which a limit is known: the true value lies above or below what was observed. */
    readonly censored?: Readonly<Record<string, 'above' | 'below'>>;
  };
}

/** On which side of what was observed the true value lies; undefined for a quantity that was measured to its end. */
export function limitOf(outcome: Outcome | undefined, quantity: string): 'above' | 'below' | undefined {
  return outcome?.result.censored?.[quantity];
}

export function failed(failure: Failure): Outcome {
  return {
    execution: { status: 'failed', failure },
    validity: { status: 'invalid', reason: failure.evidence },
    result: { status: 'none' },
  };
}

export function aborted(stage: Stage, reason: string): Outcome {
  const failure: Failure = {
    stage,
    category: 'operator_intervention',
    attribution: 'operator',
    cause: 'stopped',
    evidence: reason,
  };
  return {
    execution: { status: 'aborted', failure },
    validity: { status: 'invalid', reason },
    result: { status: 'none' },
  };
}
