import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRng } from '../../../core/rng.js';
import { assemblyDefects } from '../../../simulators/faults/assembly-defects.js';
import { faultRates, type FaultRates } from '../../../simulators/faults/catalogue.js';
import { FaultChance } from '../../../simulators/faults/fault-chance.js';
import { occurrences } from '../../../simulators/faults/occurrences.js';
import { withZigzag } from '../../../simulators/faults/soft-short-noise.js';

const DAY_S = 86_400;

describe('chance', () => {
  it('strikes at its rate, more often where circumstances are worse', () => {
    const chance = new FaultChance(faultRates(1, { leak: 0.1 }));
    const rng = seededRng('leaks');
    const strikes = (exposure: number): number =>
      Array.from({ length: 3000 }, () => chance.strikes('leak', rng, exposure)).filter(Boolean).length;
    // Within 4 sd of the binomial.
    expect(Math.abs(strikes(1) - 300)).toBeLessThan(66);
    expect(Math.abs(strikes(3) - 900)).toBeLessThan(101);
    expect(strikes(0)).toBe(0);
  });

  it('strikes when it is ordered to, as often as ordered, and changes no later luck', () => {
    const draw = (ordered: number): boolean[] => {
      const chance = new FaultChance(faultRates(1, { leak: 0.2 }));
      if (ordered > 0) chance.order('leak', ordered);
      const rng = seededRng('order');
      return Array.from({ length: 50 }, () => chance.strikes('leak', rng));
    };
    expect(draw(3).slice(0, 3)).toEqual([true, true, true]);
    expect(draw(3).slice(3)).toEqual(draw(0).slice(3));
  });
});

describe('occurrences in lab time', () => {
  const rng = seededRng('occurrences');
  const times = (fromS: number, toS: number): number[] =>
    occurrences(rng, 0.5, fromS, toS).map(({ atS }) => atS);

  it('come as often as their rate says', () => {
    // 1000 expected, sd 32.
    expect(Math.abs(times(0, 2000 * DAY_S).length - 1000)).toBeLessThan(128);
    expect(occurrences(rng, 0, 0, 1e9)).toEqual([]);
  });

  it('are the same however the time is cut into stretches', () => {
    const end = 40 * DAY_S;
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: end, noNaN: true }), { maxLength: 6 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), end];
        const pieces = edges.slice(1).flatMap((to, k) => times(edges[k]!, to));
        expect(pieces).toEqual(times(0, end));
      }),
    );
  });
});

describe('what goes wrong when a cell is built', () => {
  const build = { overhangMm: 0.5, viscosityPaS: 2.9e-3 };
  const cells = (rates: Partial<FaultRates>, count = 400) => {
    const chance = new FaultChance(faultRates(0, rates));
    return Array.from({ length: count }, (_, k) =>
      assemblyDefects(build, chance, seededRng('cells').split(`cell-${k}`)),
    );
  };

  it('stays within the ranges of each defect', () => {
    const all = Object.fromEntries(Object.keys(faultRates()).map((name) => [name, 1]));
    for (const { defects, waterPpm } of cells({ ...all, 'hard-short': 0 })) {
      expect(defects.shortOhm).toBeGreaterThanOrEqual(1e4);
      expect(defects.shortOhm).toBeLessThanOrEqual(1e6);
      expect(defects.leakPerDay).toBeGreaterThanOrEqual(0.005);
      expect(defects.leakPerDay).toBeLessThanOrEqual(0.1);
      expect(defects.wettingFactor).toBeGreaterThanOrEqual(3);
      expect([0.6, 0.75, 1.35, 1.6]).toContain(defects.cathodeShare);
      expect(waterPpm).toBeGreaterThanOrEqual(1500);
      const { fromAgeS = 0, untilAgeS = Infinity } = defects.contact ?? {};
      expect(untilAgeS).toBeGreaterThan(fromAgeS);
    }
  });

  it('is journalled at once when it is there at once, and by what it does when that comes later', () => {
    const causes = (rates: Partial<FaultRates>) =>
      cells(rates, 1).flatMap(({ faults }) => faults.map(({ cause }) => cause));
    expect(causes({ 'soft-short': 1, leak: 1, 'electrode-mix-up': 1 })).toEqual([
      'soft-short',
      'leak',
      'electrode-mix-up',
    ]);
    expect(causes({ 'contact-loss': 1, 'incomplete-wetting': 1, gassing: 1 })).toEqual([]);
  });

  it('is one short only: a hard one leaves nothing for a soft one to do', () => {
    for (const { defects, faults } of cells({ 'hard-short': 1, 'soft-short': 1 })) {
      expect(defects.shortOhm).toBeLessThan(1);
      expect(faults.map(({ cause }) => cause)).toEqual(['hard-short']);
    }
  });

  it('depends on its own rate alone: another one changes nothing about it', () => {
    const leaks = (rates: Partial<FaultRates>): unknown[] =>
      cells({ leak: 0.1, ...rates }).map(({ defects }) => defects.leakPerDay);
    expect(leaks({ 'soft-short': 1, 'contact-loss': 0.3, gassing: 0.5 })).toEqual(leaks({}));
  });

  it('is a hard short three times as often where the anode barely covers', () => {
    const chance = new FaultChance(faultRates(0, { 'hard-short': 0.1 }));
    const shorts = (overhangMm: number): number =>
      Array.from({ length: 2000 }, (_, k) =>
        assemblyDefects({ ...build, overhangMm }, chance, seededRng(`short-${k}`)),
      ).filter(({ defects }) => defects.shortOhm !== undefined).length;
    expect(Math.abs(shorts(0.45) - 200)).toBeLessThan(54);
    expect(Math.abs(shorts(0.2) - 600)).toBeLessThan(82);
  });
});

describe('the voltage of a soft short', () => {
  const noisy = (currentA: number, shortOhm: number): number[] => {
    const rng = seededRng('zigzag');
    const row = [0, 1, 1, 3.8, currentA, 298];
    return Array.from({ length: 500 }, () => withZigzag(row, shortOhm, rng)[3]! - 3.8);
  };

  it('dips on charge, by more the lower the resistance, and never by more than 20 mV', () => {
    const mean = (ohm: number): number => noisy(0.001, ohm).reduce((sum, dip) => sum + dip, 0) / 500;
    expect(mean(1e4)).toBeLessThan(mean(1e5));
    expect(mean(1e5)).toBeLessThan(mean(1e6));
    expect(Math.min(...noisy(0.001, 1e4))).toBeGreaterThanOrEqual(-0.02001);
  });

  it('is steady at rest and on discharge', () => {
    expect(new Set([...noisy(0, 1e4), ...noisy(-0.001, 1e4)])).toEqual(new Set([0]));
  });
});
