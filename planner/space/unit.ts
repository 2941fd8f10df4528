/** Between the natural value of a number and its place on the 0..1 scale of its variable. */

interface Scale {
  readonly min: number;
  readonly max: number;
  readonly scale: 'linear' | 'log';
}

/** A natural value on the 0..1 scale of its variable. */
export function toUnit({ min, max, scale }: Scale, value: number): number {
  if (max === min) return 0;
  return scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
}

/** The inverse of `toUnit`. */
export function fromUnit({ min, max, scale }: Scale, unit: number): number {
  return scale === 'log' ? min * (max / min) ** unit : min + (max - min) * unit;
}
