import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../../core/rng.js';
import { cellMassKg } from '../../../../simulators/world/measurement/cell-mass.js';
import { filmMass } from '../../../../simulators/world/measurement/film-mass.js';
import {
  drawStationErrors,
  measuredGas,
  measuredMass,
  measuredMicrobalance,
} from '../../../../simulators/world/measurement/station-errors.js';
import { electrolyte, makeCell } from '../cells.js';
import { runReference } from '../../../../bench/physics/reference-campaign.js';

const plain = makeCell();
runReference(plain, { cycles: 1 });
const withVc = makeCell(electrolyte({ VC: 2 }));
runReference(withVc, { cycles: 1 });

/** Values of many stations, each measuring once. */
function many(measure: (seed: number) => number): number[] {
  return Array.from({ length: 2000 }, (_, seed) => measure(seed));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sd(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

describe('the film on a microbalance', () => {
  it('weighs 56 to 72 g per mole of electrons, between lithium fluoride and lithium ethylene dicarbonate', () => {
    for (const cell of [plain, withVc]) {
      const { arealKgPerM2, electronsMolPerM2 } = filmMass(cell);
      expect(arealKgPerM2 / electronsMolPerM2).toBeGreaterThan(0.056);
      expect(arealKgPerM2 / electronsMolPerM2).toBeLessThan(0.072);
    }
  });

  it('is felt too light where it is soft, within the stated uncertainty but to one side', () => {
    const felt = (cell: typeof plain) =>
      mean(
        many((seed) => {
          const rng = seededRng(seed);
          return measuredMicrobalance(cell, drawStationErrors(rng), rng)!.arealMassKgPerM2;
        }),
      ) / filmMass(cell).arealKgPerM2;
    expect(felt(plain)).toBeCloseTo(1, 2);
    expect(felt(withVc)).toBeLessThan(0.99);
    expect(felt(withVc)).toBeGreaterThan(0.88);
  });

  it('is not there before the first charge', () => {
    const rng = seededRng(1);
    expect(measuredMicrobalance(makeCell(), drawStationErrors(rng), rng)).toBeUndefined();
  });
});

describe('the stated uncertainty', () => {
  it('of gas is the scatter between stations', () => {
    const gas = many((seed) => {
      const rng = seededRng(seed);
      return measuredGas(plain, drawStationErrors(rng), rng).amountMol;
    });
    const rng = seededRng('one');
    const { amountSdMol } = measuredGas(plain, drawStationErrors(rng), rng);
    expect(mean(gas) / plain.state.gasMol).toBeCloseTo(1, 2);
    expect(sd(gas) / amountSdMol).toBeGreaterThan(0.7);
    expect(sd(gas) / amountSdMol).toBeLessThan(1.1);
  });
});

describe('the mass of a cell', () => {
  it('reads in steps of 0.1 mg', () => {
    const rng = seededRng('mass');
    const { massKg } = measuredMass(plain, drawStationErrors(rng), rng);
    expect(massKg * 1e7 - Math.round(massKg * 1e7)).toBeCloseTo(0, 6);
    expect(Math.abs(massKg - cellMassKg(plain.spec))).toBeLessThan(6e-7);
  });

  it('is a few grams, different from cell to cell, and falls only where there is a leak', () => {
    const leaky = makeCell(electrolyte(), { defects: { leakPerDay: 0.02 } });
    const tight = makeCell();
    for (const cell of [leaky, tight]) cell.step(0, 86_400);
    expect(cellMassKg(leaky.spec)).toBeGreaterThan(3e-3);
    expect(cellMassKg(leaky.spec)).not.toBe(cellMassKg({ ...leaky.spec, seed: 'another' }));
    expect(cellMassKg(leaky.spec) - cellMassKg(leaky.spec, leaky.state.electrolyteM3)).toBeGreaterThan(1e-6);
    expect(cellMassKg(tight.spec, tight.state.electrolyteM3)).toBe(cellMassKg(tight.spec));
  });
});
