import { describe, expect, it } from '@jest/globals';
import { convert, isSameUnit, unitCode, unitInWords } from '../../config/convert.js';

describe('units as people write them', () => {
  it.each([
    ['ohm', 'Ohm'],
    ['kΩ', 'kOhm'],
    ['mAh', 'mA.h'],
    ['°C', 'Cel'],
    ['µg/cm²', 'ug/cm2'],
    ['%', '%'],
    ['OHM', 'Ohm'],
    ['MΩ', 'MOhm'],
    ['mohm', 'mOhm'],
    ['M', 'mol/L'],
    ['hours', 'h'],
  ])('%s is %s', (text, code) => {
    expect(unitCode(text)).toBe(code);
  });

  it('that are none are not guessed', () => {
    expect(unitCode('ohm.cm2')).toBeUndefined();
    expect(unitCode('furlong')).toBeUndefined();
  });

  it('are not guessed where a capital letter would be another prefix or another unit', () => {
    for (const text of ['MV', 'NM', 'MAh', 'm']) expect(unitCode(text)).toBeUndefined();
  });

  it.each([
    ['°C', 'Cel'],
    ['C', 'Cel'],
    ['wt.%', '%'],
    ['Mol/L', 'mol/L'],
    ['mol l-1', 'M'],
    ['MOhm', 'MΩ'],
    ['mS/cm', 'ms/cm'],
  ])('%s and %s are the same', (one, other) => {
    expect(isSameUnit(one, other)).toBe(true);
  });

  it.each([
    ['m', 'mol/L'],
    ['mohm', 'MOhm'],
    ['mV', 'MV'],
    ['g/L', '%'],
  ])('%s and %s are not the same', (one, other) => {
    expect(isSameUnit(one, other)).toBe(false);
  });

  it('say what they are where they are easily taken for others', () => {
    expect(unitInWords('m', 'mol/L')).toBe('m, which is molal, mol/kg (molar is M)');
    expect(unitInWords('m', 'nm')).toBe('m');
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
