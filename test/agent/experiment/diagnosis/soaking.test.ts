import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { soakingTimeS } from '../../../../agent/experiment/diagnosis/soaking.js';

describe('the time constant of soaking', () => {
  it('is found again from the share that a rest left soaked', () => {
    const hours = fc.double({ min: 0.5, max: 24, noNaN: true });
    fc.assert(
      fc.property(hours, hours, (restH, constantH) => {
        const soaked = 1 - Math.exp(-restH / constantH);
        fc.pre(soaked > 0.01 && soaked < 0.99);
        expect(soakingTimeS(3600 * restH, soaked) / 3600).toBeCloseTo(constantH, 6);
      }),
    );
  });

  it('stays finite for a cell that takes no charge or more than its design', () => {
    expect(soakingTimeS(3600, 0)).toBeLessThan(3600 * 100);
    expect(soakingTimeS(3600, 1.2)).toBeGreaterThan(0);
  });
});
