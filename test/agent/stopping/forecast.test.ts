import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { courseOf, type Course } from '../../../agent/stopping/course.js';
import { forecastEnd } from '../../../agent/stopping/forecast.js';
import { trendAt } from '../../../agent/stopping/trend.js';
import { verdictOn } from '../../../agent/stopping/verdict.js';
import type { Cycle } from '../../../agent/analysis/cycling/cycle.js';
import { seededRng, type Rng } from '../../../core/rng.js';

const END = 97;

/** Loses `atEnd` percent by the end along a power of age, measured with `noise`. */
function course(atEnd: number, exponent: number, rng?: Rng, noise = 0.02): Course {
  return Array.from({ length: END }, (_, k) => ({
    age: k + 1,
    lost: atEnd * ((k + 1) / END) ** exponent + (rng ? noise * rng.normal() : 0),
  }));
}

const until = (whole: Course, age: number): Course => whole.slice(0, age);
const EARLIER = [5, 6, 7, 8, 9].map((atEnd) => course(atEnd, 0.8));

describe('the course of a cell', () => {
  it('is what was lost since the third cycle, of cycles that can be used', () => {
    const cycle = (number: number, dischargeCapacityAs: number, quality = 'valid') =>
      ({ cycle: number, dischargeCapacityAs, quality, complete: true }) as Cycle;
    const cycles = [
      cycle(1, 12),
      cycle(3, 10),
      cycle(4, 9),
      cycle(5, 1, 'invalid'),
      cycle(6, 8),
      cycle(9, 1),
    ];
    expect(courseOf(cycles, 6)).toEqual([
      { age: 1, lost: expect.closeTo(10) },
      { age: 3, lost: expect.closeTo(20) },
    ]);
    expect(courseOf(cycles.slice(0, 1), 6)).toEqual([]);
  });

  it('shows its exponent, and none while nothing is lost', () => {
    expect(trendAt(course(8, 0.7), 40)!.exponent).toBeCloseTo(0.7);
    expect(trendAt(course(-1, 0.7), 40)).toBeUndefined();
    expect(trendAt(course(0.1, 0.7), 40)).toBeUndefined();
  });
});

describe('a forecast', () => {
  it('goes on as the cell goes, in the company of cells that did', () => {
    const forecast = forecastEnd(until(course(10, 0.8), 40), EARLIER, END)!;
    expect(forecast.median).toBeCloseTo(90, 0);
    expect(forecast.cells).toBe(5);
  });

  it('is surer the older the cell and the more cells were aged before', () => {
    const sdAt = (age: number, cells: number): number =>
      forecastEnd(until(course(10, 0.8), age), EARLIER.slice(0, cells), END)!.sd;
    expect(sdAt(60, 5)).toBeLessThan(sdAt(30, 5));
    expect(sdAt(30, 5)).toBeLessThan(sdAt(30, 1));
  });

  it('learns from cells that died late that cells die late', () => {
    const knee = course(4, 0.8).map(({ age, lost }) => ({
      age,
      lost: lost + (age > 60 ? (age - 60) / 4 : 0),
    }));
    const before = forecastEnd(until(course(4, 0.8), 40), EARLIER, END)!;
    const after = forecastEnd(until(course(4, 0.8), 40), [knee, knee, knee, knee], END)!;
    expect(after.median).toBeLessThan(before.median - 1);
  });

  it('is kept by nine of ten cells of the same kind, or a few more: 400 cells, seed 1', () => {
    const rng = seededRng(1);
    const cell = (): Course => course(4 + 8 * rng.uniform(), 0.8 + 0.15 * rng.normal(), rng);
    const earlier = Array.from({ length: 15 }, cell);
    const judged = Array.from({ length: 400 }, cell).flatMap((whole) => {
      const forecast = forecastEnd(until(whole, 40), earlier, END);
      return forecast ? [forecast.chanceAbove(100 - whole.at(-1)!.lost)] : [];
    });
    const inside = judged.filter((above) => above > 0.05 && above < 0.95).length / judged.length;
    expect(judged.length).toBeGreaterThan(380);
    expect(inside).toBeGreaterThan(0.87);
    expect(inside).toBeLessThan(0.995);
  });

  it('is a probability that falls the more is asked for', () => {
    const positive = (max: number): fc.Arbitrary<number> => fc.double({ min: 0.2, max, noNaN: true });
    fc.assert(
      fc.property(
        positive(40),
        positive(3),
        fc.integer({ min: 10, max: END - 1 }),
        (atEnd, exponent, age) => {
          const forecast = forecastEnd(until(course(atEnd, exponent), age), EARLIER, END);
          if (!forecast) return;
          const chances = [101, 100, 99, 95, 90, 70, 0].map(forecast.chanceAbove);
          expect(chances[0]).toBe(0);
          expect(chances.every((p) => p >= 0 && p <= 1)).toBe(true);
          expect([...chances].sort((a, b) => a - b)).toEqual(chances);
        },
      ),
    );
  });

  it('is none at the end, and none of a cell that has lost nothing', () => {
    expect(forecastEnd(course(10, 0.8), EARLIER, END)).toBeUndefined();
    expect(forecastEnd([], EARLIER, END)).toBeUndefined();
  });
});

describe('a verdict', () => {
  const bad = forecastEnd(until(course(20, 0.8), 50), EARLIER, END)!;
  const standing = { incumbent: 95, spread: 3 };

  it('is hopeless where the best is out of reach, with numbers and units', () => {
    const verdict = verdictOn(bad, standing, 0.05);
    expect(verdict.hopeless).toBe(true);
    expect(verdict.reason).toMatch(
      /^80\.09 ± 1\.52 % expected at the end \(from 5 earlier cells\), best so far 95\.00 %/,
    );
  });

  it.each([
    ['the cell may still be the best', bad, { incumbent: 79, spread: 3 }],
    ['the forecast is less sure than results differ anyway', bad, { incumbent: 95, spread: 0.1 }],
    [
      'too few cells were aged to the end',
      forecastEnd(until(course(20, 0.8), 50), EARLIER.slice(0, 3), END)!,
      standing,
    ],
  ])('is not hopeless while %s', (_why, forecast, against) => {
    expect(verdictOn(forecast, against, 0.05).hopeless).toBe(false);
  });
});
