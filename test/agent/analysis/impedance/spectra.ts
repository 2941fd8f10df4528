/** Spectra of circuits that are known exactly. */
import type { Rows } from '../../../../agent/analysis/series.js';
import type { Rng } from '../../../../core/rng.js';

export const COLUMNS = ['frequencyHz', 'realOhm', 'imaginaryOhm'];

export interface Known {
  readonly ohmicOhm: number;
  readonly inductanceH: number;
  /** Resistance, time constant and exponent of each depressed arc. */
  readonly arcs: readonly (readonly [ohm: number, timeS: number, exponent: number])[];
  readonly warburgOhmPerRootS: number;
}

/** A coin cell whose film (0.5 kHz) and charge transfer (10 Hz) stand well apart. */
export const COIN: Known = {
  ohmicOhm: 5.7,
  inductanceH: 4e-7,
  arcs: [
    [9, 1 / (2 * Math.PI * 500), 0.85],
    [18, 1 / (2 * Math.PI * 10), 0.88],
  ],
  warburgOhmPerRootS: 0.4,
};

/** R + i w L + sum of R / (1 + (i w tau)^a) + s (1 - i) / sqrt(w), from 100 kHz to 10 mHz. */
export function sweep({ ohmicOhm, inductanceH, arcs, warburgOhmPerRootS }: Known): number[][] {
  return Array.from({ length: 43 }, (_, i) => {
    const frequencyHz = 10 ** (5 - i / 6);
    const w = 2 * Math.PI * frequencyHz;
    const tail = warburgOhmPerRootS / Math.sqrt(w);
    let [re, im] = [ohmicOhm + tail, w * inductanceH - tail];
    for (const [resistance, tau, a] of arcs) {
      const size = (w * tau) ** a;
      const [x, y] = [1 + size * Math.cos((a * Math.PI) / 2), size * Math.sin((a * Math.PI) / 2)];
      re += (resistance * x) / (x * x + y * y);
      im -= (resistance * y) / (x * x + y * y);
    }
    return [frequencyHz, re, im];
  });
}

export const table = (rows: readonly (readonly number[])[], columns = COLUMNS): Rows => ({ columns, rows });

/** The same with 0.3 % of modulus and 6 mrad of phase at each point. */
export function noisy(rows: readonly (readonly number[])[], rng: Rng): number[][] {
  return rows.map(([f, re, im]) => {
    const modulus = Math.hypot(re!, im!) * (1 + 0.003 * rng.normal());
    const phase = Math.atan2(im!, re!) + 0.006 * rng.normal();
    return [f!, modulus * Math.cos(phase), modulus * Math.sin(phase)];
  });
}
