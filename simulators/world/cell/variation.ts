/** How one cell differs from the next of the same build. */
import type { Rng } from '../../../core/rng.js';
import type { Variation } from './cell-spec.js';

export const NOMINAL: Variation = { qn: 1, qp: 1, bet: 1, sei: 1, crack: 1, r: 1, fill: 1 };

/** Relative standard deviations of a robot-built coin cell (choices, set so that capacities scatter by 1 % and lives at 2C by 9 %, as published). */
const RELATIVE_SD: Variation = {
  qn: 0.007,
  qp: 0.009,
  bet: 0.06,
  sei: 0.12,
  crack: 0.12,
  r: 0.15,
  fill: 0.03,
};

/**
 * Draws the factors of one cell, log-normal with mean 1.
 * @param scale of all standard deviations: 1 robot-built, about 0.7 pouch line, 1.5 by hand, 0 none
 */
export function drawVariation(rng: Rng, scale = 1): Variation {
  const draw = (key: keyof Variation): number => rng.split(key).lognormal(RELATIVE_SD[key] * scale);
  return {
    qn: draw('qn'),
    qp: draw('qp'),
    bet: draw('bet'),
    sei: draw('sei'),
    crack: draw('crack'),
    r: draw('r'),
    fill: draw('fill'),
  };
}
