import { WARP } from '../choices.js';
import { moments } from './fit-gp.js';

/** The least and the largest. */
export type Powers = readonly [number, number];

/**
 * A monotone map of values: the power transform of Yeo and Johnson (Biometrika 87 (2000) 954, eq. 2.2) after they were
 * standardised by their middle half. A power below 1 draws in large values, above 1 small ones; 1 leaves them.
 */
export class Warp {
  constructor(
    readonly power: number,
    private readonly offset: number,
    private readonly unit: number,
  ) {}

  at(value: number): number {
    return transformed((value - this.offset) / this.unit, this.power);
  }

  /** The inverse. Beyond the ends of the map, which powers below 0 and above 2 have, it is infinite. */
  from(bent: number): number {
    return this.offset + this.unit * restored(bent, this.power);
  }

  /** Log of the derivative. */
  logSlopeAt(value: number): number {
    return logSlope((value - this.offset) / this.unit, this.power) - Math.log(this.unit);
  }
}

/** Leaves every value as it is. */
export const STRAIGHT = new Warp(1, 0, 1);

/**
 * From each place where a map may have its centre, the one that leaves values most alike to draws of one normal distribution,
 * under a normal prior on its power.
 * @param powers between which to look
 */
export function normalisingWarps(values: readonly number[], powers: Powers = WARP.range): Warp[] {
  return centresOf(values).map(({ offset, unit }) => {
    const standardised = values.map((value) => (value - offset) / unit);
    return new Warp(
      highest((power) => logPosterior(standardised, power), powers),
      offset,
      unit,
    );
  });
}

/** Of a normal distribution: between its quartiles. */
const QUARTILES = 1.349;

/** Of values in ascending order, so many are nearer to the least than the unit. */
const NEAREST = 0.1;

interface Centre {
  readonly offset: number;
  readonly unit: number;
}

/**
 * Where a power may have its centre: the median, in units of the middle half of the values, or the least value, in units of
 * what lies nearest to it. By the mean and the deviation of all, one value of another order of magnitude leaves no power that
 * could tell the others apart.
 */
function centresOf(values: readonly number[]): Centre[] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  const centres = [
    { offset: at(0.5), unit: (at(0.75) - at(0.25)) / QUARTILES },
    { offset: at(0), unit: at(NEAREST) - at(0) },
  ].filter(({ unit }) => unit > 0);
  return centres.length > 0 ? centres : [moments(values)];
}

function transformed(z: number, power: number): number {
  return z < 0 ? -powered(-z, 2 - power) : powered(z, power);
}

/** `((1 + z)^p - 1) / p`, or `ln(1 + z)` at 0. */
function powered(z: number, power: number): number {
  if (power === 1) return z;
  return Math.abs(power) < 1e-9 ? Math.log1p(z) : Math.expm1(power * Math.log1p(z)) / power;
}

function restored(bent: number, power: number): number {
  return bent < 0 ? -unpowered(-bent, 2 - power) : unpowered(bent, power);
}

/** `(1 + p w)^(1/p) - 1`, or `e^w - 1` at 0. */
function unpowered(w: number, power: number): number {
  if (power === 1) return w;
  if (Math.abs(power) < 1e-9) return Math.expm1(w);
  return power * w <= -1 ? Infinity : Math.expm1(Math.log1p(power * w) / power);
}

function logSlope(z: number, power: number): number {
  return (power - 1) * Math.sign(z) * Math.log1p(Math.abs(z));
}

/** Of the power; mean and variance of the normal distribution at their likeliest. */
function logPosterior(standardised: readonly number[], power: number): number {
  const { unit } = moments(standardised.map((z) => transformed(z, power)));
  const slopes = standardised.reduce((sum, z) => sum + logSlope(z, power), 0);
  return slopes - standardised.length * Math.log(unit) - 0.5 * ((power - 1) / WARP.sd) ** 2;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** To a hundredth of a power, which nobody could tell from values. */
const STEPS = 13;

/** Where a function of one hill is highest, by golden sections. */
function highest(f: (x: number) => number, [from, to]: readonly [number, number]): number {
  let [low, high] = [from, to];
  let [a, b] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [atA, atB] = [f(a), f(b)];
  for (let step = 0; step < STEPS; step++) {
    if (atA > atB) {
      [high, b, atB] = [b, a, atA];
      a = high - GOLDEN * (high - low);
      atA = f(a);
    } else {
      [low, a, atA] = [a, b, atB];
      b = low + GOLDEN * (high - low);
      atB = f(b);
    }
  }
  return (low + high) / 2;
}
