import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { closedCovariance, closedShares, readSurvey } from '../../../../agent/analysis/film/composition.js';
import { coverageOf, grownCell, seenOf } from '../../../../bench/analysis/films.js';
import { seededRng } from '../../../../core/rng.js';

const ELEMENTS = ['Li', 'C', 'O', 'F'];
const COLUMNS = ['elementIndex', 'atomicFraction', 'atomicFractionSd'];
const signal = fc.record({
  element: fc.constantFrom(...ELEMENTS),
  value: fc.double({ min: 0.01, max: 1, noNaN: true }),
  sd: fc.double({ min: 1e-4, max: 0.1, noNaN: true }),
});

describe('closed shares', () => {
  it('have a covariance whose rows sum to nothing, since the shares sum to one', () => {
    fc.assert(
      fc.property(fc.array(signal, { minLength: 2, maxLength: 7 }), (signals) => {
        for (let i = 0; i < signals.length; i++) {
          const row = signals.map((_, j) => closedCovariance(signals, i, j));
          expect(row.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 12);
          expect(row[i]).toBeCloseTo(closedShares(signals)[i]!.standardUncertainty ** 2, 12);
        }
      }),
    );
  });

  it('scatter as stated when each signal scatters by itself', () => {
    const rng = seededRng('closure');
    const signals = [0.3, 0.3, 0.2, 0.2].map((value, k) => ({
      element: ELEMENTS[k]!,
      value,
      sd: 0.1 * value,
    }));
    const draws = Array.from({ length: 4000 }, () =>
      closedShares(signals.map((one) => ({ ...one, value: one.value + one.sd * rng.normal() }))).map(
        ({ value }) => value,
      ),
    );
    closedShares(signals).forEach(({ value, standardUncertainty }, k) => {
      const scatter = Math.sqrt(draws.reduce((sum, draw) => sum + (draw[k]! - value) ** 2, 0) / draws.length);
      expect(scatter / standardUncertainty).toBeGreaterThan(0.95);
      expect(scatter / standardUncertainty).toBeLessThan(1.05);
    });
  });
});

describe('a survey', () => {
  const rows = [0.2, 0.3, 0.3, 0.2].map((value, k) => [k, value, 0.1 * value]);

  it('names row and column of what is no share', () => {
    const { ground } = readSurvey({ columns: COLUMNS, rows: rows.with(2, [2, NaN, 0.03]) }, ELEMENTS);
    expect(ground).toEqual({
      quality: 'invalid',
      reason: 'row 2, column atomicFraction: NaN, expected 0 to 1',
    });
  });

  it('is never read into a share that is no number', () => {
    const cell = fc.oneof(fc.double(), fc.integer({ min: -1, max: 5 }));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 6 }), (found) => {
        const { signals, ground } = readSurvey({ columns: COLUMNS, rows: found }, ELEMENTS);
        if (ground.quality === 'invalid') expect(ground.reason).not.toBe('');
        else {
          const numbers = closedShares(signals).flatMap(({ value, standardUncertainty }) => [
            value,
            standardUncertainty,
          ]);
          expect(numbers.every(Number.isFinite)).toBe(true);
        }
      }),
    );
  });
});

describe('films of simulated cells', () => {
  it('lie in their 95 % intervals nine times in ten at least, and these are not twice too wide', () => {
    const cells = ['a', 'b', 'c'].map((seed) => grownCell(seededRng(`film test/${seed}`)));
    const films = Array.from({ length: 150 }, (_, k) => seenOf(cells[k % 3]!, seededRng(`film test/${k}`)));
    for (const { covered, rms } of coverageOf(films)) {
      expect(covered).toBeGreaterThan(0.9);
      expect(rms).toBeGreaterThan(0.5);
    }
  });
});
