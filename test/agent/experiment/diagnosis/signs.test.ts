import { describe, expect, it } from '@jest/globals';
import { imideShare } from '../../../../agent/experiment/diagnosis/imide.js';
import { programOf } from '../../../../agent/experiment/diagnosis/program.js';
import { readRecords } from '../../../../agent/experiment/diagnosis/reading.js';
import { signsOf } from '../../../../agent/experiment/diagnosis/signs.js';
import { ageingProtocol, NO_LIMITS } from '../../../../agent/experiment/protocols.js';
import { RECIPE } from '../../a-record.js';

const withSalts = (saltsMolPerL: Readonly<Record<string, number>>, additives = {}) => ({
  ...RECIPE,
  formulation: { ...RECIPE.formulation, saltsMolPerL, additives },
});

describe('the signs of a cell', () => {
  it('are numbers only, whatever the records hold', () => {
    const nothing = { columns: [], from: 0, rows: [] };
    const nonsense = { columns: ['testTimeS', 'voltageV'], from: 0, rows: [[0, NaN], [1]] as number[][] };
    for (const table of [nothing, nonsense]) {
      const signs = signsOf(
        readRecords({ formation: table, ageing: table, impedance: table }, RECIPE),
        RECIPE,
      );
      expect(Object.values(signs).every(Number.isFinite)).toBe(true);
    }
  });

  it('say nothing of a cell before there is a record', () => {
    expect(signsOf({}, RECIPE)).toEqual({ chargePolarisationV: 0, seriesJumpOhm: 0 });
  });
});

describe('the program of a protocol', () => {
  it('numbers the steps as the tester does, those of a loop once', () => {
    const program = programOf(ageingProtocol(RECIPE, NO_LIMITS));
    expect([...program.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(program.get(2)).toEqual({ currentA: expect.closeTo(4.8e-3, 9), temperatureK: 313.15 });
    expect(program.get(3)).toEqual({ voltageV: 4.2, temperatureK: 313.15 });
    expect(program.get(6)?.temperatureK).toBe(298.15);
  });
});

describe('the share of imide salts', () => {
  it('is nothing without them, all without a salt that passivates, and less with each', () => {
    expect(imideShare(withSalts({ LiPF6: 1 }))).toBe(0);
    expect(imideShare(withSalts({ LiTFSI: 1 }))).toBe(1);
    const some = imideShare(withSalts({ LiTFSI: 1, LiPF6: 0.2 }));
    const more = imideShare(withSalts({ LiTFSI: 1, LiPF6: 0.2 }, { LiPO2F2: 0.01 }));
    expect(more).toBeLessThan(some);
    expect(some).toBeLessThan(1);
  });
});
