import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kneeOf } from '../../../../agent/analysis/cycling/knee.js';
import { seededRng } from '../../../../core/rng.js';
import { aFade } from './a-fade.js';

const NOISE_AS = 0.05;

/** Two lines that meet at `knee`, with noise. */
function bent(knee: number, seed: string) {
  const rng = seededRng(seed);
  return aFade(200, (n) => 18 - 0.002 * n - 0.012 * Math.max(0, n - knee) + NOISE_AS * rng.normal());
}

describe('the knee of a fade', () => {
  it('is found where two lines meet, within its uncertainty (N 30)', () => {
    const z = Array.from({ length: 30 }, (_, k) => {
      const truth = 60 + 3 * k;
      const knee = kneeOf(bent(truth, `knee/${k}`));
      return knee.state === 'found' ? (knee.cycle - truth) / knee.standardUncertainty : Infinity;
    });
    const rms = Math.sqrt(z.reduce((sum, one) => sum + one * one, 0) / z.length);
    // Of 30 standard normal draws it lies within these in 99.9 %.
    expect(rms).toBeGreaterThan(0.6);
    expect(rms).toBeLessThan(1.45);
  });

  it('has the slopes of both lines', () => {
    expect(kneeOf(bent(100, 'slopes'))).toMatchObject({
      state: 'found',
      slopeBeforeAs: expect.closeTo(-0.002, 3),
      slopeAfterAs: expect.closeTo(-0.014, 3),
    });
  });

  const rng = seededRng('none');
  it.each([
    ['a straight fade', (n: number) => 18 - 0.01 * n + NOISE_AS * rng.normal(), 'one straight line'],
    ['a fade that slows down', (n: number) => 18 - 0.1 * Math.sqrt(n) + NOISE_AS * rng.normal(), 'steeper'],
    ['a fade without noise', (n: number) => 18 - 0.01 * n, 'one straight line'],
    ['no fade', () => 18, 'one straight line'],
    ['a growing capacity', (n: number) => 18 + 1e-5 * n * n, 'steeper'],
  ])('is not found in %s, and why', (_, course, reason) => {
    expect(kneeOf(aFade(300, course))).toEqual({ state: 'none', reason: expect.stringContaining(reason) });
  });

  it('is not looked for in a few cycles', () => {
    expect(kneeOf(aFade(10, () => 18))).toMatchObject({
      state: 'none',
      reason: expect.stringContaining('10 usable'),
    });
  });

  it('is finite or none whatever the capacities are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: 1e-9, max: 1e9 }), { maxLength: 60 }),
        (capacities) => {
          const knee = kneeOf(aFade(capacities.length, (n) => capacities[n - 1]!));
          if (knee.state === 'none') expect(knee.reason).not.toBe('');
          else expect([knee.cycle, knee.standardUncertainty].every(Number.isFinite)).toBe(true);
        },
      ),
    );
  });
});
