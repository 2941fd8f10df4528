import { describe, expect, it } from '@jest/globals';
import { convert, unitCode } from '../../config/convert.js';

describe('units as people write them', () => {
  it.each([
    ['ohm', 'Ohm'],
    ['kΩ', 'kOhm'],
    ['mAh', 'mA.h'],
    ['°C', 'Cel'],
    ['µg/cm²', 'ug/cm2'],
    ['%', '%'],
    ['NM', 'nm'],
  ])('%s is %s', (text, code) => {
    expect(unitCode(text)).toBe(code);
  });

  it('that are none are not guessed', () => {
    expect(unitCode('ohm.cm2')).toBeUndefined();
    expect(unitCode('furlong')).toBeUndefined();
  });

  it.each([
    [30, 'mOhm', 'Ohm', 0.03],
    [0.95, '1', '%', 95],
    [2, 'd', 'h', 48],
    [0.1, 'um', 'nm', 100],
    [5, 'mg/m2', 'ug/cm2', 0.5],
    [25, 'Cel', 'Cel', 25],
  ])('%d %s in %s is turned into the other', (value, from, to, expected) => {
    expect(convert(value, from, to)).toBeCloseTo(expected, 9);
  });

  it('of another kind cannot be converted', () => {
    expect(convert(1, 'nm', 'Ohm')).toBeUndefined();
  });
});
