import { describe, expect, it } from '@jest/globals';
import type { Trial } from '../../../../drivers/source.js';
import { forecastFilm } from '../../../../simulators/world/ladder/film-kinetics.js';
import { electrolyte, makeCell } from '../cells.js';
import { runReference } from '../../../../bench/physics/reference-campaign.js';

function trial(additives: Record<string, number> = {}, changes: Partial<Trial> = {}): Trial {
  return {
    formulation: electrolyte(additives),
    electrolyteVolumeL: 70e-6,
    formation: { cRate: 0.05, temperatureK: 298.15, cycles: 2 },
    cycling: { cRate: 0.5, temperatureK: 298.15 },
    ...changes,
  };
}

const plain = forecastFilm(trial());

describe('the forecast of the film', () => {
  it('is near the truth after formation, whose law it shares', () => {
    const cell = makeCell();
    const { formedFilmNm } = runReference(cell, { cycles: 1 });
    expect(plain.thicknessM * 1e9).toBeGreaterThan(0.85 * formedFilmNm);
    expect(plain.thicknessM * 1e9).toBeLessThan(1.15 * formedFilmNm);
  });

  it('sees that VC helps, that heat and time hurt', () => {
    expect(forecastFilm(trial({ VC: 2 })).fade).toBeLessThan(plain.fade);
    expect(forecastFilm(trial({}, { cycling: { cRate: 0.5, temperatureK: 318.15 } })).fade).toBeGreaterThan(
      plain.fade,
    );
    expect(forecastFilm(trial({}, { cycling: { cRate: 0.1, temperatureK: 298.15 } })).fade).toBeGreaterThan(
      plain.fade,
    );
  });

  it('is blind to additives that it has no rates for, and to formation', () => {
    expect(forecastFilm(trial({ PES: 2 }))).toEqual(plain);
    const hot = { cRate: 1, temperatureK: 328.15, cycles: 4 };
    expect(forecastFilm(trial({}, { formation: hot }))).toEqual(plain);
  });

  it('refuses an ingredient that nobody knows', () => {
    const formulation = { ...electrolyte(), solvents: { water: 1 } };
    expect(() => forecastFilm(trial({}, { formulation }))).toThrow(RangeError);
  });
});
