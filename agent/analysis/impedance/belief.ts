/** What is known of parameters before they are measured. */

/** A mean and a standard deviation. */
export interface Expected {
  readonly mean: number;
  readonly sd: number;
}

/** One parameter, or the difference of two, is normal. Parameters are given by their places. */
export interface Belief extends Expected {
  readonly of: number;
  readonly minus?: number;
}

/** The distance of parameters from a belief, in its standard deviations. */
export function strain({ of, minus, mean, sd }: Belief, parameters: Float64Array): number {
  return (parameters[of]! - (minus === undefined ? 0 : parameters[minus]!) - mean) / sd;
}

/** The likeliest parameters where each belief settles its own `of`, the one it is relative to before it. */
export function centre(beliefs: readonly Belief[], size: number): Float64Array {
  const parameters = new Float64Array(size);
  for (const { of, minus, mean } of beliefs) {
    parameters[of] = mean + (minus === undefined ? 0 : parameters[minus]!);
  }
  return parameters;
}
