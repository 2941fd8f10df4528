/** How fast a cell soaks, read off its first charge. */

/** Least and most that is taken for soaked: a first charge is known to some per cent. */
const LEAST = 0.01;
const MOST = 0.99;

/**
 * Time constant of soaking, s: what is dry soaks at a constant rate (first order, as the impedance of resting cells
 * shows: Weydanz et al. 2018, J. Power Sources 380, 126), and only what is soaked takes part in the first charge.
 * @param restS before the first charge
 * @param firstChargeShare first charge over the designed one, 1
 */
export function soakingTimeS(restS: number, firstChargeShare: number): number {
  const soaked = Math.min(MOST, Math.max(LEAST, firstChargeShare));
  return -restS / Math.log(1 - soaked);
}
