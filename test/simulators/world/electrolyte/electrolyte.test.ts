import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Formulation } from '../../../../drivers/synthesis-robot.js';
import { electrolyteProperties } from '../../../../simulators/world/electrolyte/electrolyte.js';
import { SALTS } from '../../../../simulators/world/electrolyte/ingredients.js';
import { solubility } from '../../../../simulators/world/electrolyte/solubility.js';
import { anyFormulation } from '../arbitraries.js';
import { electrolyte } from '../cells.js';
import { describeGolden } from '../golden.js';

const ROOM_K = 298.15;

function mix(
  solvents: Record<string, number>,
  saltsMolPerL: Record<string, number> = { LiPF6: 1 },
): Formulation {
  return { solvents, saltsMolPerL, additives: {} };
}

function milliSiemensPerCm(formulation: Formulation, temperatureK = ROOM_K): number {
  return electrolyteProperties(formulation, temperatureK).conductivitySPerM * 10;
}

const USUAL = { EC: 0.3, EMC: 0.7 };

describe('an electrolyte', () => {
  it.each([
    ['EC:EMC 3:7', USUAL, 9.1, 0.9],
    ['EC:DMC 1:1', { EC: 0.5, DMC: 0.5 }, 11.8, 1],
    ['EC:DEC 1:1', { EC: 0.5, DEC: 0.5 }, 7.9, 0.8],
    ['PC', { PC: 1 }, 5.8, 0.6],
  ])('of 1 M LiPF6 in %s conducts as measured', (_name, solvents, expected, within) => {
    expect(Math.abs(milliSiemensPerCm(mix(solvents)) - expected)).toBeLessThan(within);
  });

  it('conducts best between 0.85 and 1.15 mol/L', () => {
    const amounts = Array.from({ length: 100 }, (_, i) => 0.5 + i / 100);
    const best = amounts.reduce((a, b) =>
      milliSiemensPerCm(mix(USUAL, { LiPF6: b })) > milliSiemensPerCm(mix(USUAL, { LiPF6: a })) ? b : a,
    );
    expect(best).toBeGreaterThan(0.85);
    expect(best).toBeLessThan(1.15);
  });

  it('keeps about half of its conductivity at -10 Cel', () => {
    const ratio = milliSiemensPerCm(mix(USUAL), 263.15) / milliSiemensPerCm(mix(USUAL));
    expect(ratio).toBeGreaterThan(0.35);
    expect(ratio).toBeLessThan(0.55);
  });

  it('has the viscosity and density of the usual 1 M carbonate electrolyte', () => {
    const properties = electrolyteProperties(mix(USUAL), ROOM_K);
    expect(properties.viscosityPaS).toBeCloseTo(2.7e-3, 4);
    expect(Math.abs(properties.densityKgPerM3 - 1190)).toBeLessThan(15);
  });

  it('does not depend on how the masses of the blend are scaled', () => {
    expect(milliSiemensPerCm(mix({ EC: 3, EMC: 7 }))).toBeCloseTo(milliSiemensPerCm(mix(USUAL)), 12);
  });

  it('names what it does not know, and what it knows', () => {
    expect(() => electrolyteProperties(mix({ water: 1 }), ROOM_K)).toThrow(/no solvent "water".*EC, PC, DMC/);
    expect(() => electrolyteProperties(mix(USUAL, { NaCl: 1 }), ROOM_K)).toThrow(/no salt "NaCl"/);
    expect(() => electrolyteProperties(mix({}), ROOM_K)).toThrow(/needs a solvent/);
  });

  it('has finite properties whatever is mixed', () => {
    fc.assert(
      fc.property(
        anyFormulation,
        fc.double({ min: 230, max: 360, noNaN: true }),
        (formulation, temperatureK) => {
          for (const value of Object.values(electrolyteProperties(formulation, temperatureK))) {
            expect(Number.isFinite(value)).toBe(true);
            expect(value).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});

describeGolden('the conductivity model', (golden) => {
  it('uses the coefficients of the fit to CALiSol-23 for LiPF6', () => {
    const { p, salts } = golden.conductivity_fit_CALiSol23;
    const place = salts.indexOf('LiPF6');
    expect(SALTS['LiPF6']!.lnConductivity).toBeCloseTo(p[7 + place]!, 4);
    expect(SALTS['LiPF6']!.concentrationSlope).toBeCloseTo(p[13 + place]!, 4);
  });

  it.each([
    ['EC:DMC 1:1', { EC: 0.5, DMC: 0.5 }],
    ['EC:EMC 3:7', USUAL],
  ])('is within 12 %% of Landesfeind and Gasteiger for 1 M LiPF6 in %s, 10 to 40 Cel', (name, solvents) => {
    const p = golden.landesfeind_conductivity[name] as readonly number[];
    const [p1, p2, p3, p4, p5, p6] = p as [number, number, number, number, number, number];
    for (const temperatureK of [283.15, 298.15, 313.15]) {
      const boltzmann = Math.exp(1000 / temperatureK);
      const published =
        (p1 * (1 + temperatureK - p2) * (1 + p3 + p4 * (1 + p5 * boltzmann))) / (1 + p6 * boltzmann);
      expect(Math.abs(milliSiemensPerCm(mix(solvents), temperatureK) / published - 1)).toBeLessThan(0.12);
    }
  });
});

describe('solubility', () => {
  it('accepts the usual electrolyte with room to spare', () => {
    const verdict = solubility(electrolyte({ VC: 2 }), ROOM_K);
    expect(verdict).toMatchObject({ dissolved: true, reasons: [] });
    expect(verdict.margin).toBeLessThan(0.5);
  });

  it.each([
    ['too much salt', mix(USUAL, { LiPF6: 3.1 }), ROOM_K, /LiPF6/],
    ['a salt that room temperature would still dissolve', mix(USUAL, { LiPF6: 2.5 }), 273.15, /LiPF6/],
    ['LiBOB in a linear carbonate', mix({ EMC: 1 }, { LiBOB: 0.3 }), ROOM_K, /LiBOB/],
    ['LiPO2F2 beyond 1.25 wt%', electrolyte({ LiPO2F2: 2 }), ROOM_K, /LiPO2F2/],
    ['ethylene carbonate below its melting point', mix({ EC: 0.9, EMC: 0.1 }), ROOM_K, /EC freezes/],
    ['dimethyl carbonate in the cold', mix({ DMC: 1 }), 270, /DMC freezes/],
  ])('refuses %s', (_name, formulation, temperatureK, reason) => {
    const verdict = solubility(formulation, temperatureK);
    expect(verdict.dissolved).toBe(false);
    expect(verdict.margin).toBeGreaterThan(1);
    expect(verdict.reasons.join()).toMatch(reason);
  });

  it('is at its limit exactly at a margin of 1', () => {
    expect(solubility(mix(USUAL, { LiPF6: 3 }), ROOM_K)).toMatchObject({ dissolved: true, margin: 1 });
  });

  it('leaves undissolved salt out of the conductivity', () => {
    const saturated = mix(USUAL, { LiBOB: 0.9 });
    const beyond = mix(USUAL, { LiBOB: 2 });
    expect(electrolyteProperties(beyond, ROOM_K)).toEqual(electrolyteProperties(saturated, ROOM_K));
  });
});
