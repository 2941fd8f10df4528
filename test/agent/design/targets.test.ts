import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { askables } from '../../../agent/design/askable.js';
import { parseTargets, targetInWords } from '../../../agent/design/targets.js';

const results = [
  { name: 'capacity_retention', unit: '%', value: 94 },
  { name: 'capacity_retention', unit: '%', value: 97 },
  { name: 'film_resistance', unit: 'Ohm', value: 5 },
  { name: 'film_thickness', unit: 'nm', value: 40 },
  { name: 'dc_resistance', unit: 'Ohm', value: 35 },
  { name: 'fluorine_fraction', unit: '%', value: 3 },
  { name: 'score', value: 0.7 },
];
const askable = askables(results);
const parse = (...texts: string[]): unknown => parseTargets(texts, askable);

describe('targets', () => {
  it.each([
    ['capacity_retention >= 95 %', { name: 'capacity_retention', unit: '%', min: 95 }],
    ['retention>=0.95', { name: 'capacity_retention', unit: '%', min: 95 }],
    ['Retention ≥ 95', { name: 'capacity_retention', unit: '%', min: 95 }],
    ['film.resistance <= 6000 mOhm', { name: 'film_resistance', unit: 'Ohm', max: 6 }],
    ['film_resistance <= 1 MOhm', { name: 'film_resistance', unit: 'Ohm', max: 1e6 }],
    ['thickness < 4e-2 um', { name: 'film_thickness', unit: 'nm', max: 40 }],
    ['film.F <= 2 %', { name: 'fluorine_fraction', unit: '%', max: 2 }],
    ['R_film <= 6', { name: 'film_resistance', unit: 'Ohm', max: 6 }],
    ['score>=.9', { name: 'score', unit: undefined, min: 0.9 }],
  ])('%s is understood', (text, target) => {
    expect(parse(text)).toEqual([target]);
  });

  it('of one quantity become one range', () => {
    expect(parse('thickness>=30', 'thickness<=45 nm', 'thickness>=35')).toEqual([
      { name: 'film_thickness', unit: 'nm', min: 35, max: 45 },
    ]);
  });

  it.each([
    ['retention', 'expected a quantity, >= or <=, a number and a unit'],
    ['resistance <= 5', 'this may be film_resistance (Ohm), dc_resistance (Ohm)'],
    ['film.LiF >= 0.2', 'there are capacity_retention (%), film_resistance (Ohm), film_thickness (nm)'],
    ['film.B >= 0.2', 'there are capacity_retention (%)'],
    ['film_thicknes <= 40', 'did you mean film_thickness?'],
    ['retenton >= 95', 'did you mean capacity_retention?'],
    ['film_resistance <= 30 ohm.cm2', 'no record knows the area of an electrode: say it of the whole cell'],
    ['film_thickness <= 30 Ohm', 'film_thickness is measured in nm: "Ohm" cannot be converted into that'],
    ['score>=1e400', '"score>=1e400": expected a finite number, found 1e400'],
    ['score >= 5 nm', 'the table says nothing of units'],
  ])('%s is refused with what helps', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  it('that contradict each other are refused, all mistakes at once', () => {
    expect(() => parse('retention >= 97', 'retention <= 96', 'colour >= 1')).toThrow(
      /"colour".*\ncapacity_retention cannot be at least 97 % and at most 96 %/s,
    );
    expect(() => parse()).toThrow('expected a target');
  });

  it('are refused with the reason while nothing was measured', () => {
    expect(() => parseTargets(['retention >= 95 %'], [])).toThrow('"retention": nothing was measured yet');
  });

  it('in words are understood again as what they were', () => {
    const bound = fc.integer({ min: 2, max: 500 }).map((k) => k / 4);
    fc.assert(
      fc.property(bound, fc.boolean(), (value, isLeast) => {
        const target = { name: 'film_thickness', unit: 'nm', ...(isLeast ? { min: value } : { max: value }) };
        expect(parse(targetInWords(target))).toEqual([target]);
      }),
    );
  });
});

describe('what can be asked', () => {
  it('is every quantity with its unit and the range seen', () => {
    expect(askable[0]).toEqual({ name: 'capacity_retention', unit: '%', count: 2, least: 94, largest: 97 });
    expect(askable.map(({ name }) => name)).toHaveLength(6);
  });
});
