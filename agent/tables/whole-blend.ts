/** Shares of a blend, printed to a few places, brought to a sum of 1. */

export interface ShareBounds {
  readonly min: number;
  readonly max: number;
  /** Of a component that is present. */
  readonly least?: number;
}

/** What arithmetic alone may leave between a share and its bound. */
const ROUNDING = 1e-9;

/**
 * What the shares miss of 1 is spread over them in proportion. One that keeps its bounds as it is printed goes no further
 * than the bound, and the others take the rest.
 * @param held shares that stay, by their places
 */
export function wholeBlend(
  shares: readonly number[],
  bounds: readonly (ShareBounds | undefined)[],
  held: ReadonlyMap<number, number> = new Map(),
): number[] {
  const free = shares.filter((_, k) => !held.has(k));
  const sum = total(free) / (1 - total([...held.values()]));
  if (held.size > 0 && !(sum > 0)) return wholeBlend(shares, []);
  const whole = shares.map((share, k) => held.get(k) ?? share / sum);
  const passing = whole.flatMap((value, k): [number, number][] => {
    const end = held.has(k) ? undefined : passedEnd(shares[k]!, value, bounds[k]);
    return end === undefined ? [] : [[k, end]];
  });
  return passing.length === 0 ? whole : wholeBlend(shares, bounds, new Map([...held, ...passing]));
}

/** The bound that lies between a share as it is printed and what it would be. */
function passedEnd(
  printed: number,
  value: number,
  { min, max, least = min }: ShareBounds = { min: 0, max: 1 },
): number | undefined {
  const low = printed > 0 ? Math.max(min, least) : min;
  if (printed < low || printed > max) return undefined;
  if (value > max + ROUNDING) return max;
  return value < low - ROUNDING ? low : undefined;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
