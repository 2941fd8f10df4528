import { describe, expect, it } from '@jest/globals';
import {
  DASH,
  duration,
  number,
  phrase,
  plain,
  recipe,
  title,
  unit,
  withSd,
} from '../../dashboard/data/format.js';

describe('numbers as people read them', () => {
  it('shows what was never received as a dash, never as a zero', () => {
    expect([number(undefined), number(null), number(NaN), withSd(null, 1), duration(undefined)]).toEqual(
      Array<string>(5).fill(DASH),
    );
    expect(number(0)).toBe('0');
  });

  it.each([
    [94.6312, 0.52, '94.6 ± 0.5'],
    [94.6312, 0.12, '94.63 ± 0.12'],
    [1234.5, 12, '1235 ± 12'],
    [0.12345, 0.0031, '0.123 ± 0.003'],
  ])('%d with the standard uncertainty %d reads %s', (value, sd, text) => {
    expect(withSd(value, sd)).toBe(text);
  });

  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [3600, '1 h'],
    [93_700, '1 d 2 h'],
    [31 * 86_400 + 60, '31 d'],
  ])('%d s is %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });

  it('prints round numbers without zeros that mean nothing, and units without brackets', () => {
    expect(plain(0.30000000000000004)).toBe('0.3');
    expect([unit('[ppm]'), unit('Ohm.cm2'), unit('1')]).toEqual(['ppm', 'Ω cm²', '']);
    expect(unit('ug/cm2')).toBe('µg/cm²');
    expect(title('capacity_retention')).toBe('Capacity retention');
    expect(title('dc_resistance')).toBe('DC resistance');
  });

  it('prints the units behind numbers in what the agent says, and leaves its words alone', () => {
    expect(phrase('expected 20 to 55 Cel, got 90 Cel; at most 45 Ohm.cm2 wanted')).toBe(
      'expected 20 to 55 °C, got 90 °C; at most 45 Ω cm² wanted',
    );
    expect(phrase('salt.LiPF6 needs 2 mL. Cel is no number')).toBe('salt.LiPF6 needs 2 mL. Cel is no number');
  });

  it('says a recipe by what is in it', () => {
    expect(
      recipe({
        'solvent.EC': 0.3,
        'additive.VC': 0,
        'salt.LiPF6': 1.1,
        'formation.cRate': 0.2,
        'formation.temperature': 45,
      }),
    ).toBe('EC 0.3 · LiPF6 1.1 · formation C-rate 0.2 · formation temperature 45 °C');
  });
});
