import { describe, expect, it } from '@jest/globals';
import { impedanceFigures } from '../../../agent/analysis/impedance/impedance-figures.js';
import { ORDINARY_INSTRUMENTS } from '../../../agent/analysis/instrument-budget.js';
import { seededRng } from '../../../core/rng.js';

const COLUMNS = ['frequencyHz', 'realOhm', 'imaginaryOhm'];

interface Circuit {
  readonly ohmicOhm: number;
  readonly inductanceH: number;
  /** Resistance, time constant and exponent of each depressed arc. */
  readonly arcs: readonly (readonly [number, number, number])[];
  readonly warburgOhmPerRootS: number;
}

const COIN: Circuit = {
  ohmicOhm: 5.7,
  inductanceH: 4e-7,
  arcs: [
    [9, 1 / (2 * Math.PI * 500), 0.85],
    [18, 1 / (2 * Math.PI * 10), 0.88],
  ],
  warburgOhmPerRootS: 0.4,
};

/** R + i w L + sum of R / (1 + (i w tau)^a) + s (1 - i) / sqrt(w), from 100 kHz to 10 mHz. */
function sweep({ ohmicOhm, inductanceH, arcs, warburgOhmPerRootS }: Circuit): number[][] {
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

function read(rows: readonly (readonly number[])[], columns = COLUMNS) {
  const [ohmic, polarisation] = impedanceFigures({ columns, rows }, ORDINARY_INSTRUMENTS);
  return { ohmic: ohmic!, polarisation: polarisation! };
}

describe('the impedance of a cell', () => {
  it('has its ohmic resistance where the spectrum crosses the real axis', () => {
    const { ohmic } = read(sweep(COIN));
    expect(ohmic.quality).toBe('valid');
    expect(Math.abs(ohmic.value! / 5.7 - 1)).toBeLessThan(0.015);
  });

  it('is carried on to the real axis along the arc when the sweep ends before it', () => {
    const { ohmic } = read(sweep({ ...COIN, inductanceH: 0 }));
    expect(ohmic.quality).toBe('valid');
    expect(Math.abs(ohmic.value! / 5.7 - 1)).toBeLessThan(0.01);
  });

  it('has its polarisation between there and the valley before diffusion', () => {
    const { polarisation } = read(sweep(COIN));
    expect(Math.abs(polarisation.value! - 27)).toBeLessThan(2 * polarisation.standardUncertainty!);
    expect(polarisation.standardUncertainty).toBeLessThan(2);
  });

  it('leaves a long diffusion tail out of the polarisation', () => {
    const { polarisation } = read(sweep({ ...COIN, warburgOhmPerRootS: 3 }));
    expect(polarisation.detail.frequencyHz).toBeGreaterThan(0.1);
    expect(polarisation.detail.frequencyHz).toBeLessThan(5);
    expect(Math.abs(polarisation.value! - 27)).toBeLessThan(3);
  });

  it('is the same in whatever order the points come', () => {
    expect(read(sweep(COIN).reverse())).toEqual(read(sweep(COIN)));
  });

  it('is stated with an uncertainty that covers the scatter of the instrument', () => {
    const rng = seededRng('impedance');
    const found = Array.from(
      { length: 200 },
      () => read(sweep(COIN).map((point) => noisy(point, rng))).ohmic,
    );
    const values = found.map(({ value }) => value!);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const sd = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
    const stated =
      found.reduce((sum, { standardUncertainty }) => sum + standardUncertainty!, 0) / found.length;
    expect(stated).toBeGreaterThan(0.7 * sd);
    expect(stated).toBeLessThan(3 * sd);
  });

  it.each([
    ['has too few points', sweep(COIN).slice(0, 5), COLUMNS, 'at least 6'],
    ['holds a NaN', sweep(COIN).with(7, [1, NaN, 0]), COLUMNS, 'row 7'],
    ['holds a frequency of zero', sweep(COIN).with(0, [0, 1, 1]), COLUMNS, 'row 0'],
    ['lacks a column', sweep(COIN), ['frequencyHz', 'realOhm', 'phase'], 'expected columns'],
    ['is inductive throughout', sweep(COIN).map(([f, re]) => [f!, re!, 1]), COLUMNS, 'no capacitive point'],
    ['meets the axis below zero', sweep({ ...COIN, ohmicOhm: -9 }), COLUMNS, 'at or below 0'],
  ])('gives no value when it %s', (_, rows, columns, reason) => {
    const { ohmic, polarisation } = read(rows, columns);
    expect([ohmic.value, polarisation.value]).toEqual([null, null]);
    expect(ohmic.reason).toContain(reason);
  });
});

/** One point with 0.3 % of modulus and 6 mrad of phase. */
function noisy([f, re, im]: readonly number[], rng: { normal(): number }): number[] {
  const modulus = Math.hypot(re!, im!) * (1 + 0.003 * rng.normal());
  const phase = Math.atan2(im!, re!) + 0.006 * rng.normal();
  return [f!, modulus * Math.cos(phase), modulus * Math.sin(phase)];
}
