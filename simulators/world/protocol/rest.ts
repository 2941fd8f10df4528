/** Open circuit: strides that grow, since what relaxes slows down. */
import { INSTANT_S, type Strides } from './stride.js';

const FIRST_S = 10;
const GROWTH = 1.6;
const LONGEST_S = 6 * 3600;

export function* rest(durationS: number): Strides {
  let wishS = FIRST_S;
  for (let leftS = durationS; leftS > INSTANT_S; wishS = Math.min(LONGEST_S, GROWTH * wishS)) {
    const strideS = Math.min(wishS, leftS);
    yield { durationS: strideS, startA: 0, endA: 0 };
    leftS -= strideS;
  }
  return undefined;
}
