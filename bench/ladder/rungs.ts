/** What each rung of the ladder says of one recipe, as one number to rank by: higher is better. */
import type { Rng } from '../../core/rng.js';
import type { Trial } from '../../drivers/source.js';
import { Cell } from '../../simulators/world/cell/cell.js';
import type { Variation } from '../../simulators/world/cell/cell-spec.js';
import { drawVariation, NOMINAL } from '../../simulators/world/cell/variation.js';
import { worldSynergy } from '../../simulators/world/film/synergy.js';
import { filmFormingIndex } from '../../simulators/world/ladder/descriptors.js';
import { forecastFilm } from '../../simulators/world/ladder/film-kinetics.js';
import { impedance } from '../../simulators/world/measurement/impedance.js';
import { measuredImpedance } from '../../simulators/world/measurement/measurement-errors.js';
import { drawStationErrors, measuredGas } from '../../simulators/world/measurement/station-errors.js';
import { mean } from '../statistics.js';
import { age, form, type AgedCell } from './life.js';

/** Short cycling ends here; the station looks at the cell before and after. */
const SHORT_CYCLES = 20;
export const CYCLES = 500;
/** Scatter of a cycle's coulombic efficiency on a high-precision charger; its gains are the same for all recipes. */
const EFFICIENCY_SD = 3e-5;
/** Efficiencies before this cycle still tell of formation. */
const SETTLED = 15;

export interface Scores {
  /** Final capacity of the nominal cell, A h, without any error. */
  readonly truth: number;
  readonly descriptors: number;
  readonly filmKinetics: number;
  /** The other four are of one and the same cell, which differs from the nominal one as cells do. */
  readonly impedance: number;
  readonly gas: number;
  readonly shortCycling: number;
  readonly life: number;
}

export function scoresOf(trial: Trial, world: string, rng: Rng): Scores {
  const own = build(trial, world, drawVariation(rng.split('variation')));
  form(own, trial.formation);
  const early = age(own, trial.cycling, SHORT_CYCLES);
  const efficiencies = rng.split('coulometry');
  const looks = rng.split('station');
  const station = drawStationErrors(looks);
  const [point] = measuredImpedance(impedance(own, [0.01]), looks);
  const gas = measuredGas(own, station, looks);
  const late = age(own, trial.cycling, CYCLES - SHORT_CYCLES);
  const nominal = build(trial, world, NOMINAL);
  form(nominal, trial.formation);
  return {
    truth: finalCapacity(age(nominal, trial.cycling, CYCLES), CYCLES),
    descriptors: filmFormingIndex(trial.formulation, world),
    filmKinetics: -forecastFilm(trial).fade,
    impedance: -point!.realOhm,
    gas: -gas.amountMol,
    shortCycling: mean(
      early.efficiencies.slice(SETTLED).map((one) => one + EFFICIENCY_SD * efficiencies.normal()),
    ),
    life: finalCapacity(late, CYCLES - SHORT_CYCLES),
  };
}

function build({ formulation, electrolyteVolumeL }: Trial, world: string, variation: Variation): Cell {
  const spec = {
    id: 'bench',
    cellType: 'coin-2032-NMC811-graphite',
    formulation,
    electrolyteVolumeL,
    variation,
    defects: {},
    seed: 'bench',
  } as const;
  return new Cell(spec, undefined, worldSynergy(world));
}

/** Zero for a cell that died on the way. */
function finalCapacity({ capacitiesAh }: AgedCell, cycles: number): number {
  return capacitiesAh.length < cycles ? 0 : capacitiesAh.at(-1)!;
}
