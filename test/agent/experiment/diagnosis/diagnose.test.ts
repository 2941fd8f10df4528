import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diagnose } from '../../../../agent/experiment/diagnosis/diagnose.js';
import { RULES } from '../../../../agent/experiment/diagnosis/rules.js';
import { SIGNS, type SignName, type Signs } from '../../../../agent/experiment/diagnosis/sign-names.js';
import { TRUE_CAUSES } from '../../../../simulators/lab/room.js';
import { RECIPE } from '../../a-record.js';

const SOUND: Signs = {
  freshDecayPerH: 1e-6,
  freshDecayErrorPerH: 2e-6,
  firstChargeShare: 0.99,
  formedShare: 0.99,
  firstEfficiency: 0.886,
  secondEfficiency: 0.998,
  formationGrowth: 0.001,
  seriesJumpOhm: 0.1,
  resistanceGrowth: 0.0024,
  ohmicOhm: 6.5,
  chargePolarisationV: 0.12,
  imideShare: 0,
  carbonatePropylene: 0,
  nonFiniteRows: 0,
  gapIntervals: 1,
  stepsMissing: 0,
  frozenRows: 0,
  offCurrentRows: 0,
  temperatureOffK: 0.3,
};

const causeOf = (changes: Signs) => diagnose({ ...SOUND, ...changes }, RECIPE, 'cycling', 'E1.age')?.cause;

describe('a diagnosis', () => {
  it('finds nothing wrong with a sound cell, nor where nothing could be read', () => {
    expect(diagnose(SOUND, RECIPE, 'cycling', 'j')).toBeUndefined();
    expect(diagnose({}, RECIPE, 'formation', 'j')).toBeUndefined();
  });

  it.each([
    ['soft-short', { freshDecayPerH: 0.1, secondEfficiency: 0.93, firstEfficiency: 0.8 }],
    ['leak', { freshDecayPerH: 6e-5 }],
    ['electrode-mix-up', { firstChargeShare: 1.33 }],
    ['electrode-mix-up', { firstChargeShare: 0.6, formedShare: 0.58 }],
    ['incomplete-wetting', { firstChargeShare: 0.7, formationGrowth: 0.25 }],
    ['incomplete-wetting', { firstChargeShare: 0.25, formationGrowth: -0.01 }],
    ['exfoliation', { firstEfficiency: 0.3, carbonatePropylene: 0.5 }],
    ['gassing', { firstEfficiency: 0.6, secondEfficiency: 0.7 }],
    ['gassing', { firstChargeShare: 1.75, firstEfficiency: 0.1 }],
    ['gassing', { firstChargeShare: 1.33, firstEfficiency: 0.07, secondEfficiency: 0.5 }],
    [undefined, { firstChargeShare: 0.85, formationGrowth: 0.15 }],
    [undefined, { freshDecayPerH: 6e-5, freshDecayErrorPerH: 5e-5 }],
    ['collector-corrosion', { imideShare: 1, resistanceGrowth: 0.02 }],
    ['lithium-plating', { chargePolarisationV: 0.33 }],
    ['contact-loss', { seriesJumpOhm: 20 }],
    ['contact-loss', { ohmicOhm: 60 }],
    ['temperature-excursion', { temperatureOffK: 8 }],
    ['channel-fault', { nonFiniteRows: 40 }],
    ['channel-fault', { gapIntervals: 30 }],
    ['channel-fault', { frozenRows: 60 }],
    ['channel-fault', { offCurrentRows: 60 }],
    ['channel-fault', { stepsMissing: 2 }],
  ] as const)('says %s of %o', (cause, changes) => {
    expect(causeOf(changes)).toBe(cause);
  });

  it('blames a short rest on the recipe, and a cell that soaks more slowly than electrolytes do on the machine', () => {
    const blamed = (restS: number, firstChargeShare: number) => {
      const signs = { ...SOUND, firstChargeShare, formationGrowth: 0.4 };
      return diagnose(signs, { ...RECIPE, restS }, 'formation', 'j')?.attribution;
    };
    expect(blamed(3600, 0.5)).toBe('recipe');
    expect(blamed(3600, 0.1)).toBe('machine');
    expect(blamed(12 * 3600, 0.6)).toBe('machine');
  });

  it('states what was seen, its unit, the limit and where the phenomenon is described', () => {
    const failure = diagnose({ ...SOUND, temperatureOffK: 8.25 }, RECIPE, 'cycling', 'E1.age');
    expect(failure).toMatchObject({ stage: 'cycling', attribution: 'machine', jobId: 'E1.age' });
    expect(failure?.evidence).toContain('8.25 K, a sign if over 2');
    expect(failure?.evidence).toMatch(/\(.+\)$/);
  });

  it('never gives way to a sign that could not be read: leaving one out invents no cause of that sign', () => {
    const names = Object.keys(SOUND) as SignName[];
    fc.assert(
      fc.property(fc.subarray(names), (left) => {
        const some = Object.fromEntries(left.map((name) => [name, SOUND[name]]));
        expect(diagnose(some, RECIPE, 'cycling', 'j')).toBeUndefined();
      }),
    );
  });
});

describe('the rules', () => {
  it('name causes in the words of the laboratory', () => {
    const known: readonly string[] = TRUE_CAUSES;
    expect(RULES.filter(({ kind }) => !known.includes(kind.cause))).toEqual([]);
  });

  it('read signs that exist, on one side of a limit, and say where they come from', () => {
    for (const { clues, source } of RULES) {
      expect(source).not.toBe('');
      for (const { sign, over, under, spread, weight } of clues) {
        expect(SIGNS).toHaveProperty(sign);
        expect([over, under].filter((limit) => limit !== undefined)).toHaveLength(1);
        expect(Math.min(spread, weight)).toBeGreaterThan(0);
      }
    }
  });
});
