import type { Rng } from '../../core/rng.js';
import { PlannerError } from '../planner-error.js';
import { JOE_KUO } from './joe-kuo.js';

const BITS = 32;

/** Dimensions with direction numbers. */
export const SOBOL_DIMENSIONS = JOE_KUO.length + 1;

/**
 * Point `index` (from 0) of the Sobol sequence in Gray-code order (Antonov, Saleev 1979), with the direction numbers of
 * Joe and Kuo 2008; every 2^k points from the start hold one in each of 2^k equal intervals of every coordinate. Given
 * `rng`, a random digital shift (exclusive or) makes it random and keeps that.
 * @throws PlannerError `bad-request` beyond `SOBOL_DIMENSIONS`
 */
export function sobolSequence(dimension: number, rng?: Rng): (index: number) => Float64Array {
  if (dimension > SOBOL_DIMENSIONS) {
    throw new PlannerError(
      'bad-request',
      `a Sobol sequence is known for up to ${SOBOL_DIMENSIONS} coordinates, the space has ${dimension}: use random instead`,
    );
  }
  const directions = Array.from({ length: dimension }, (_, k) => directionsOf(k));
  const shifts = directions.map(() => (rng ? Math.floor(rng.uniform() * 2 ** BITS) : 0));
  return (index) => {
    const gray = (index ^ (index >>> 1)) >>> 0;
    return Float64Array.from(directions, (v, k) => {
      let x = shifts[k]!;
      for (let bit = 0; bit < BITS; bit++) if ((gray >>> bit) & 1) x ^= v[bit]!;
      return (x >>> 0) / 2 ** BITS;
    });
  };
}

/** v_1 to v_32 of a coordinate as binary fractions; the first is van der Corput's sequence. */
function directionsOf(coordinate: number): Uint32Array {
  const v = new Uint32Array(BITS);
  if (coordinate === 0) return v.map((_, i) => 2 ** (BITS - 1 - i));
  const [degree = 0, inner = 0, ...m] = JOE_KUO[coordinate - 1]!.split(' ').map(Number);
  for (let i = 0; i < BITS; i++) {
    if (i < degree) v[i] = m[i]! * 2 ** (BITS - 1 - i);
    else {
      let next = v[i - degree]! ^ (v[i - degree]! >>> degree);
      for (let k = 1; k < degree; k++) if ((inner >>> (degree - 1 - k)) & 1) next ^= v[i - k]!;
      v[i] = next;
    }
  }
  return v;
}
