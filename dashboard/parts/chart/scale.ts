/** From values to places on a drawing, and round numbers between. */

export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
  /** Place of a value, 0 at `min` and 1 at `max`. */
  at(value: number): number;
  /** The value at such a place. */
  from(place: number): number;
}

/** Below, numbers have no room for steps between them. */
const TINY = 1e-200;
const STEPS = [1, 2, 2.5, 5, 10];

/**
 * Round ends around all finite values, at most `most` ticks. Values that are all the same get room on both sides; none at
 * all gives 0 to 1.
 */
export function scaleOf(values: readonly number[], most = 6): Scale {
  const finite = values.filter(Number.isFinite);
  const [low, high] = finite.length === 0 ? [0, 1] : [Math.min(...finite), Math.max(...finite)];
  const size = Math.max(Math.abs(low), Math.abs(high));
  const isFlat = high - low <= Math.max(TINY, 1e-9 * size);
  const span = isFlat ? (size > TINY ? size : 1) : high - low;
  const rough = span / Math.max(1, most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * STEPS.find((candidate) => candidate * power >= rough)!;
  const min = Math.floor((isFlat ? low - span / 2 : low) / step) * step;
  const max = Math.ceil((isFlat ? high + span / 2 : high) / step) * step;
  const count = Math.round((max - min) / step);
  const ticks = Array.from({ length: count + 1 }, (_, k) => Number((min + k * step).toPrecision(12)));
  return {
    min,
    max,
    ticks,
    at: (value) => (value - min) / (max - min),
    from: (place) => min + place * (max - min),
  };
}

/** The same ticks between ends that are not round. */
export function between(min: number, max: number, { ticks }: Scale): Scale {
  const span = max - min || 1;
  return {
    ...{ min, max, ticks: ticks.filter((tick) => tick >= min && tick <= max) },
    at: (value) => (value - min) / span,
    from: (place) => min + place * span,
  };
}
