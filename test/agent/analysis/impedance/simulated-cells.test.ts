import { describe, expect, it } from '@jest/globals';
import type { Figure } from '../../../../agent/analysis/figure.js';
import { impedanceFigures } from '../../../../agent/analysis/impedance/impedance-figures.js';
import { ORDINARY_INSTRUMENTS } from '../../../../agent/analysis/instrument-budget.js';
import { buildOf } from '../../../../agent/experiment/cell-build.js';
import { trueOhms } from '../../../../bench/analysis/resistance-coverage.js';
import { electrolyte, makeCell } from '../../../../bench/physics/cells.js';
import { runReference } from '../../../../bench/physics/reference-campaign.js';
import { seededRng } from '../../../../core/rng.js';
import { drawVariation } from '../../../../simulators/world/cell/variation.js';
import { impedance, resistances } from '../../../../simulators/world/measurement/impedance.js';
import { measuredImpedance } from '../../../../simulators/world/measurement/measurement-errors.js';
import { COLUMNS } from './spectra.js';

const BLENDS = [{}, { VC: 2 }, { FEC: 10 }, { DTD: 1 }, { PES: 2, MMDS: 1, TMSPi: 1 }, { VC: 4 }];
const LOOKS = 4;
const rng = seededRng('simulated-cells');

/** Cells that differ as cells do, of six blends and 1 to 11 cycles, each measured four times. */
const spectra = BLENDS.flatMap((additives, k) => {
  const cell = makeCell(electrolyte(additives), { variation: drawVariation(rng.split(`cell/${k}`)) });
  runReference(cell, { cycles: 1 + 2 * k });
  const truth = trueOhms(resistances(cell));
  return Array.from({ length: LOOKS }, () => {
    const points = measuredImpedance(impedance(cell), rng);
    const rows = points.map(({ frequencyHz, realOhm, imaginaryOhm }) => [frequencyHz, realOhm, imaginaryOhm]);
    return { truth, table: { columns: COLUMNS, rows } };
  });
});

const inside = ({ value, detail }: Figure, ohm: number): boolean =>
  value !== null && detail['lowerOhm']! <= ohm && ohm <= detail['upperOhm']!;

describe('spectra of simulated cells', () => {
  const known = buildOf('coin-2032-NMC811-graphite');
  const told = spectra.map(({ table, truth }) => ({
    truth,
    figures: impedanceFigures(table, ORDINARY_INSTRUMENTS, known),
  }));

  it.each([0, 1, 2, 3])('hold the truth in nine of ten 95 %% intervals at the least (figure %d)', (index) => {
    const hits = told.filter(({ figures, truth }) => {
      const found = figures[index]!;
      return inside(found, truth[found.quantity]!);
    });
    expect(hits.length).toBeGreaterThanOrEqual(0.9 * told.length);
  });

  it('give the film to five per cent where the build is known', () => {
    for (const { figures, truth } of told) {
      const film = figures[1]!;
      expect(film.quality).toBe('valid');
      expect(film.standardUncertainty! / film.value!).toBeLessThan(0.05);
      expect(Math.abs(film.value! / truth.film_resistance! - 1)).toBeLessThan(0.15);
    }
  });

  it('are said not to be of the build when they are not', () => {
    const other = known!.map(({ logFarad, exponent }) => ({
      logFarad: { ...logFarad, mean: logFarad.mean + Math.log(10) },
      exponent,
    }));
    const [, film] = impedanceFigures(spectra[0]!.table, ORDINARY_INSTRUMENTS, other);
    expect(film!.quality).toBe('suspect');
    expect(film!.reason).toContain('not those of the build');
  });
});
