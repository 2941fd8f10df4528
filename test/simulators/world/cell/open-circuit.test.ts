import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  CYCLED_NMC811,
  cycledNmc811Potential,
  fullGraphitePotential,
  GRAPHITE,
  graphitePotential,
  nmc811Potential,
  PRISTINE_NMC811,
  pristineNmc811Potential,
} from '../../../../simulators/world/cell/open-circuit.js';
import { describeGolden } from '../golden.js';

describe('open-circuit potentials', () => {
  it.each([
    [0.1, 0.40652],
    [0.5, 0.13309],
    [0.9, 0.09202],
  ])('of graphite at %f agree with PyBaMM', (x, volts) => {
    expect(Math.abs(graphitePotential(x) - volts)).toBeLessThan(1e-5);
  });

  it.each([
    [0.3, 4.20539],
    [0.5, 3.97196],
    [0.9, 3.5682],
  ])('of NMC811 at %f agree with PyBaMM', (y, volts) => {
    expect(Math.abs(nmc811Potential(y) - volts)).toBeLessThan(1e-5);
  });

  it.each([
    ['graphite', GRAPHITE, fullGraphitePotential],
    ['pristine NMC811', PRISTINE_NMC811, pristineNmc811Potential],
    ['cycled NMC811', CYCLED_NMC811, cycledNmc811Potential],
  ])('of %s are tabulated to 0.1 mV', (_name, table, exact) => {
    fc.assert(
      fc.property(fc.double({ min: 0.005, max: 1, noNaN: true }), (s) => {
        expect(Math.abs(table.at(s) - exact(s))).toBeLessThan(1e-4);
      }),
    );
  });

  it('stay finite and falling beyond the ends of the tables', () => {
    for (const table of [GRAPHITE, PRISTINE_NMC811, CYCLED_NMC811]) {
      expect(table.at(-0.05)).toBeGreaterThan(table.at(0));
      expect(table.at(1.2)).toBeLessThan(table.at(1));
      expect(Number.isFinite(table.at(1.2))).toBe(true);
    }
  });
});

describeGolden('the default LG M50 state', ({ esoh_chen2020_analytic: esoh }) => {
  it('has the open-circuit voltage of the published curves', () => {
    const volts = nmc811Potential(17038 / 63104) - graphitePotential(29866 / 33133);
    expect(Math.abs(volts - esoh.ocv_default)).toBeLessThan(1e-6);
  });
});
