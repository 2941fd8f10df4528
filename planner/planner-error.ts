/**
 * What the caller can do: `bad-space` and `bad-request` mend the campaign; `exhausted` no new point is left;
 * `numerical` the record holds values the arithmetic cannot use; `deadline`, `aborted` and `crashed` concern the
 * worker: the job may be asked again, fall back to space filling when it happens twice.
 */
export type PlannerFault =
  'bad-space' | 'bad-request' | 'exhausted' | 'numerical' | 'deadline' | 'aborted' | 'crashed';

/** The one error of the planner. `context` holds the values that led to it, as plain JSON. */
export class PlannerError extends Error {
  override readonly name = 'PlannerError';

  constructor(
    readonly fault: PlannerFault,
    message: string,
    readonly context: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
