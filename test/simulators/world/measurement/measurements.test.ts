import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../../core/rng.js';
import type { Cell } from '../../../../simulators/world/cell/cell.js';
import { surveyedFractions } from '../../../../simulators/world/measurement/film-survey.js';
import {
  impedance,
  resistances,
  sweepFrequenciesHz,
} from '../../../../simulators/world/measurement/impedance.js';
import {
  measuredFilm,
  measuredImpedance,
} from '../../../../simulators/world/measurement/measurement-errors.js';
import { electrolyte, makeCell } from '../cells.js';
import { runReference } from '../../../../bench/physics/reference-campaign.js';

function formed(additives: Record<string, number> = {}, shortOhm?: number): Cell {
  const cell = makeCell(electrolyte(additives), { defects: shortOhm === undefined ? {} : { shortOhm } });
  runReference(cell, { cycles: 1 });
  return cell;
}

/** All arcs and the electrolyte. */
function totalOhm(cell: Cell): number {
  const { ohmicOhm, filmOhm, graphiteTransferOhm, cathodeTransferOhm } = resistances(cell);
  return ohmicOhm + filmOhm + graphiteTransferOhm + cathodeTransferOhm;
}

const AREA_CM2 = 1.539;
const plain = formed();

describe('the impedance of a formed cell', () => {
  it.each([
    ['no additive', plain, [8.8, 4.8, 22.6, 4.6]],
    ['VC 2 %', formed({ VC: 2 }), [8.8, 11, 22.6, 4.6]],
    ['FEC 10 %', formed({ FEC: 10 }), [8.8, 8.6, 22.6, 4.6]],
    ['PES 2 % MMDS 1 % TMSPi 1 %', formed({ PES: 2, MMDS: 1, TMSPi: 1 }), [8.8, 3.5, 22.6, 4.6]],
  ])('has the published parts for %s', (_name, cell, published) => {
    const parts = resistances(cell);
    const ohmCm2 = [parts.ohmicOhm, parts.filmOhm, parts.graphiteTransferOhm, parts.cathodeTransferOhm];
    ohmCm2.forEach((ohm, index) => {
      expect(Math.abs(ohm * AREA_CM2 - published[index]!)).toBeLessThan(0.2);
    });
  });

  it('runs from the electrolyte to the sum of all arcs, below the resistance of a 10 s pulse', () => {
    const points = impedance(plain);
    const parts = totalOhm(plain);
    expect(points[0]!.realOhm).toBeCloseTo(resistances(plain).ohmicOhm, 1);
    expect(points.at(-1)!.realOhm).toBeGreaterThan(parts);
    const pulseOhm = (plain.openCircuitVoltageV - plain.endVoltage(-5e-4, 10)) / 5e-4;
    expect(parts).toBeLessThan(pulseOhm);
  });

  it('covers 0.01 Hz to 100 kHz with six points a decade', () => {
    const frequencies = sweepFrequenciesHz();
    expect(frequencies).toHaveLength(43);
    expect(frequencies[0]).toBe(1e5);
    expect(frequencies.at(-1)).toBeCloseTo(0.01, 12);
  });

  it('is capacitive at low frequency and inductive only at the top', () => {
    const points = impedance(plain, [1e6, 100, 0.01]);
    expect(points[0]!.imaginaryOhm).toBeGreaterThan(0);
    expect(points[1]!.imaginaryOhm).toBeLessThan(0);
    expect(points[2]!.imaginaryOhm).toBeLessThan(0);
  });

  it('falls with temperature as charge transfer does', () => {
    const cell = formed();
    const at25 = totalOhm(cell);
    cell.setTemperature(313.15);
    expect(totalOhm(cell) / at25).toBeGreaterThan(0.6);
    expect(totalOhm(cell) / at25).toBeLessThan(0.8);
  });

  it('of a hard short is the short', () => {
    const short = makeCell(electrolyte(), { defects: { shortOhm: 0.5 } });
    for (const { realOhm } of impedance(short)) expect(realOhm).toBeLessThanOrEqual(0.5);
  });

  it('is measured to about half a per cent', () => {
    const truth = impedance(plain);
    const seen = measuredImpedance(truth, seededRng('eis'));
    seen.forEach((point, index) => {
      const exact = truth[index]!;
      const modulus = Math.hypot(exact.realOhm, exact.imaginaryOhm);
      const error = Math.hypot(point.realOhm - exact.realOhm, point.imaginaryOhm - exact.imaginaryOhm);
      expect(error).toBeGreaterThan(0);
      expect(error / modulus).toBeLessThan(0.06);
    });
  });
});

describe('the film survey', () => {
  it('sees fluorine from fluoroethylene carbonate and sulfur from sulfates', () => {
    expect(surveyedFractions(plain).F).toBeLessThan(0.05);
    expect(surveyedFractions(formed({ FEC: 10 })).F).toBeGreaterThan(0.18);
    expect(surveyedFractions(formed({ PES: 2, MMDS: 1, TMSPi: 1 })).S).toBeGreaterThan(0.06);
  });

  it('sees graphite through a film that has not grown', () => {
    const fractions = surveyedFractions(makeCell());
    expect(fractions.C).toBe(1);
  });

  it('is measured with fractions that sum to 1 and a thickness within its stated uncertainty', () => {
    const thicknesses = Array.from({ length: 200 }, (_, index) => {
      const seen = measuredFilm(plain, seededRng('xps').split(String(index)));
      expect(Object.values(seen.atomicFractions).reduce((sum, f) => sum + f, 0)).toBeCloseTo(1, 9);
      return Math.abs(seen.thicknessM - plain.state.filmThicknessM) / seen.thicknessSdM;
    });
    const within = thicknesses.filter((z) => z < 1).length / thicknesses.length;
    expect(within).toBeGreaterThan(0.68);
  });
});
