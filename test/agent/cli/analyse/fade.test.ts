import { describe, expect, it } from '@jest/globals';
import { summarise } from '../../../../agent/analysis/analyse.js';
import type { Cycle } from '../../../../agent/analysis/cycling/cycle.js';
import { ORDINARY_INSTRUMENTS } from '../../../../agent/analysis/instrument-budget.js';
import { fadeOf, fadeText } from '../../../../agent/cli/analyse/fade.js';
import { constantCurrentCycles, recording, table } from '../../analysis/records.js';

function cyclesWith(capacitiesAs: readonly number[]): readonly Cycle[] {
  const capacity = (n: number): number => capacitiesAs[n - 1]!;
  const plan = { cycles: capacitiesAs.length, currentA: 2e-3, chargeAs: capacity, dischargeAs: capacity };
  return summarise(table(constantCurrentCycles(plan)), { recording, ended: true }).cycles;
}

describe('how a cell fades', () => {
  it('is nothing to speak of in three cycles', () => {
    expect(fadeOf(cyclesWith([10, 9, 8]), ORDINARY_INSTRUMENTS)).toBeUndefined();
  });

  it('says when 80 % were reached, or that they were not', () => {
    const long = fadeOf(cyclesWith([10, 9.9, 9.8, 9.7]), ORDINARY_INSTRUMENTS);
    expect(long?.life).toEqual({ state: 'not-yet', cycles: 4 });
    const short = fadeOf(cyclesWith([10, 10, 10, 9, 7, 6]), ORDINARY_INSTRUMENTS);
    expect(short?.life).toMatchObject({ state: 'reached', cycles: expect.closeTo(4.5, 1) });
  });

  it('is told in sentences, with why there is no knee', () => {
    const fade = fadeOf(cyclesWith([10, 9.9, 9.8, 9.7]), ORDINARY_INSTRUMENTS)!;
    expect(fadeText(fade).join('\n')).toMatch(/not reached after 4 cycles\n.*knee: none, 4 usable cycles/);
    expect(fadeText(fade).join('\n')).toMatch(/slippage from cycle 1 to 4: end of charge .* ± .* mA\.h/);
  });
});
