/** What the rungs of the ladder say of a trial, with the uncertainties and costs that they claim. */
import type { Estimate, SourceModel, SourceResult, Trial } from '../../../drivers/source.js';
import {
  filmFormingIndex,
  liquidDescriptors,
  LIQUID_SD,
  moleculeDescriptors,
  POTENTIAL_SD_V,
} from './descriptors.js';
import { FORECAST_CYCLES, FORECAST_SD, forecastFilm } from './film-kinetics.js';

interface Rung {
  readonly estimates: (trial: Trial, world: string) => readonly Estimate[];
  /** Computing time for one trial, s, and what it is billed at (choices: a cluster node for an hour costs 1 EUR). */
  readonly durationS: number;
  readonly costEur: number;
}

const RUNGS: Readonly<Record<SourceModel, Rung>> = {
  descriptors: { estimates: descriptorEstimates, durationS: 1800, costEur: 0.5 },
  'film-kinetics': { estimates: filmEstimates, durationS: 60, costEur: 0.02 },
};

/** How long a model computes, s. */
export function computingTimeS(model: SourceModel): number {
  return RUNGS[model].durationS;
}

/**
 * @param world whose systematic errors these are
 * @throws {RangeError} an ingredient this world does not know
 */
export function estimate(model: SourceModel, trial: Trial, world: string): SourceResult {
  const { estimates, durationS, costEur } = RUNGS[model];
  return { kind: 'estimate', model, estimates: estimates(trial, world), costEur, durationS };
}

function descriptorEstimates({ formulation }: Trial, world: string): Estimate[] {
  const { permittivity, conductivitySPerM, viscosityPaS } = liquidDescriptors(formulation, world);
  const amounts: Readonly<Record<string, number>> = {
    ...formulation.solvents,
    ...formulation.saltsMolPerL,
    ...formulation.additives,
  };
  const names = Object.keys(amounts).filter((name) => (amounts[name] ?? 0) > 0);
  return [
    {
      name: 'film_forming_index',
      value: filmFormingIndex(formulation, world),
      sd: POTENTIAL_SD_V * Math.sqrt(Object.keys(formulation.additives).length),
      unit: 'V',
    },
    relative('permittivity', permittivity, '1', LIQUID_SD),
    relative('conductivity', conductivitySPerM, 'S/m', LIQUID_SD),
    relative('viscosity', viscosityPaS * 1000, 'mPa.s', LIQUID_SD),
    ...names.flatMap((name) => moleculeEstimates(name, world)),
  ];
}

function moleculeEstimates(name: string, world: string): Estimate[] {
  const found = moleculeDescriptors(name, world);
  if (!found) return [];
  const potential = { sd: POTENTIAL_SD_V, unit: 'V' };
  return [
    { name: `reduction_potential.${name}`, value: found.reductionV, ...potential },
    { name: `oxidation_potential.${name}`, value: found.oxidationV, ...potential },
  ];
}

function filmEstimates(trial: Trial): Estimate[] {
  const { thicknessM, lithiumC, resistanceOhm, fade } = forecastFilm(trial);
  return [
    relative(`capacity_fade_${FORECAST_CYCLES}`, 100 * fade, '%', FORECAST_SD),
    relative('film_thickness', thicknessM * 1e9, 'nm', FORECAST_SD),
    relative('film_charge', lithiumC / 3.6, 'mA.h', FORECAST_SD),
    relative('film_resistance', resistanceOhm, 'Ohm', FORECAST_SD),
  ];
}

function relative(name: string, value: number, unit: string, sd: number): Estimate {
  return { name, value, sd: Math.abs(value) * sd, unit };
}
