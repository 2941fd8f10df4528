import { describe, expect, it } from '@jest/globals';
import { channelCount, instrumentLimits, instrumentsOf } from '../../config/lab.js';
import { INGREDIENTS, stockKg } from '../../config/lab-simulation.js';
import { parseLab } from '../../config/load.js';
import { readPassword } from '../../config/password.js';
import { siUnit, toSi, UNIT_CODES } from '../../config/units.js';
import { edited, LAB_FILE, labText } from './example-files.js';

const lab = parseLab(labText, LAB_FILE);

describe('a lab', () => {
  it('gives its instruments by role and its channels in all', () => {
    expect(instrumentsOf(lab, 'cycler').map(([name]) => name)).toEqual(['cycler']);
    expect(channelCount(lab)).toBe(8);
  });

  it('limits an instrument to the narrower of its own and the lab bounds, in SI', () => {
    const own =
      'channels: 8\n    limits: { minVoltageV: 2.5, maxVoltageV: 5, maxCurrentA: 0.01, maxTemperatureCel: 80 }';
    const narrow = parseLab(edited(labText, 'channels: 8', own), LAB_FILE);
    expect(instrumentLimits(narrow, narrow.instruments.cycler!)).toEqual({
      minVoltageV: 2.5,
      maxVoltageV: 4.6,
      maxCurrentA: 0.01,
      maxTemperatureK: 338.15,
    });
  });

  it('has every ingredient on the shelf, in kilograms', () => {
    const stock = stockKg(lab.simulation!);
    expect(Object.keys(stock).sort()).toEqual([...INGREDIENTS].sort());
    expect(stock.LiBOB).toBeCloseTo(0.05, 12);
    expect(stock.EC).toBeCloseTo(0.2, 12);
  });

  it('takes a seed written as a number for the same seed in text', () => {
    expect(lab.simulation?.seed).toBe('1');
  });
});

describe('a password', () => {
  it('stands in the configuration, in a file, or nowhere', async () => {
    expect(await readPassword({ password: 'a' }, '/')).toBe('a');
    expect(await readPassword({}, '/')).toBeUndefined();
    const folder = new URL('.', import.meta.url).pathname;
    expect(await readPassword({ passwordFile: 'lab.test.ts' }, folder)).toMatch(/^import/);
  });

  it('that cannot be read names the file', async () => {
    await expect(readPassword({ passwordFile: 'none' }, '/nowhere')).rejects.toThrow('/nowhere/none');
  });
});

describe('units', () => {
  it.each([
    [25, 'Cel', 298.15, 'K'],
    [0.1, '/h', 0.1 / 3600, '/s'],
    [2, '%', 0.02, '1'],
    [1, 'mol/L', 1000, 'mol/m3'],
    [12, 'h', 43_200, 's'],
    [4.3, 'mA.h', 15.48, 'A.s'],
  ] as const)('%d %s is %d %s', (value, unit, si, code) => {
    expect(toSi(value, unit)).toBeCloseTo(si, 10);
    expect(siUnit(unit)).toBe(code);
    expect(UNIT_CODES).toContain(unit);
  });
});
