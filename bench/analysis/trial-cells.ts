/** Cells whose first charge is looked at: one additive or none, conditions drawn. */
import {
  EXPECTED_WITHIN_V,
  FOOT_END_V,
  reductionCandidates,
} from '../../agent/experiment/reduction-potentials.js';
import { attributed } from '../../agent/analysis/differential/attribution.js';
import { derivative } from '../../agent/analysis/differential/derivative.js';
import { reductionPeaks, type ReductionPeak } from '../../agent/analysis/differential/reduction-peaks.js';
import type { Recipe } from '../../agent/experiment/recipe.js';
import { formationProtocol, NO_LIMITS } from '../../agent/experiment/protocols.js';
import { recordingOf } from '../../agent/experiment/recording-of.js';
import { seededRng, type Rng } from '../../core/rng.js';
import { drawVariation } from '../../simulators/world/cell/variation.js';
import { recordedFirstCharge, trueReductionPeak, type TruePeak } from './first-charge.js';

/** Additives of the simulated world, and the doses at which labs use them, wt%. */
export const DOSES: Readonly<Record<string, readonly [min: number, max: number]>> = {
  VC: [0.2, 3],
  FEC: [0.2, 10],
  LiBOB: [0.1, 2],
  LiDFOB: [0.1, 2],
  DTD: [0.2, 3],
  PS: [0.2, 2],
  PES: [0.2, 3],
  MMDS: [0.2, 3],
  LiPO2F2: [0.2, 1.5],
  TMSPi: [0.2, 2],
};
export const C_RATES = [0.03, 0.3] as const;
export const TEMPERATURES_K = [293.15, 328.15] as const;

/** Beyond this a peak was found in the wrong place, V. */
export const NEAR_V = 0.02;
/** A reduction that never takes more of the current has no peak to be found, 1. */
const NO_PEAK = 0.01;

export interface Conditions {
  readonly cRate: number;
  readonly temperatureK: number;
  /** wt%; none without. */
  readonly additive?: { readonly name: string; readonly percent: number };
}

export function drawConditions(rng: Rng, name?: string): Conditions {
  const between = (key: string, [min, max]: readonly [number, number]): number =>
    min * (max / min) ** rng.split(key).uniform();
  const dose = name === undefined ? undefined : DOSES[name]!;
  return {
    cRate: between('rate', C_RATES),
    temperatureK: between('temperature', TEMPERATURES_K),
    ...(name !== undefined && dose && { additive: { name, percent: between('dose', dose) } }),
  };
}

export interface FirstCharge extends Conditions {
  /** Undefined without an additive, and for one whose reduction never takes as much as a hundredth of the current. */
  readonly truth: TruePeak | undefined;
  /** The peak that would be given to an additive of this name, were it in the recipe. */
  readonly peakOf: (name: string) => ReductionPeak | undefined;
}

/** 1 mol/L LiPF6 in EC:EMC 3:7, 12 h of wetting; the cell's own variation and its channel come from `seed`. */
export function firstCharge(conditions: Conditions, seed: string): FirstCharge {
  const rng = seededRng(seed);
  const variation = drawVariation(rng.split('variation'));
  const recipe = recipeOf(conditions, dosesOf(conditions));
  const series = recordedFirstCharge(recipe, variation, rng.split('tester'));
  const recording = recordingOf(formationProtocol(recipe, NO_LIMITS), recipe.cellType);
  const curve = derivative(series, { firstRow: 0, lastRow: series.length - 1 }, 1, recording);
  const peaks = reductionPeaks(curve, FOOT_END_V);
  const peakOf = (name: string): ReductionPeak | undefined => {
    const candidates = reductionCandidates(recipeOf(conditions, { [name]: 1 }));
    return attributed(peaks, candidates, EXPECTED_WITHIN_V).find((one) => one.name === name)?.peak;
  };
  const truth = conditions.additive && trueReductionPeak(recipe, variation, conditions.additive.name);
  return { ...conditions, truth: truth && truth.share > NO_PEAK ? truth : undefined, peakOf };
}

function dosesOf({ additive }: Conditions): Record<string, number> {
  return additive ? { [additive.name]: additive.percent } : {};
}

/** @param percent of each additive by mass */
export function recipeOf(
  { cRate, temperatureK }: Pick<Conditions, 'cRate' | 'temperatureK'>,
  percent: Readonly<Record<string, number>>,
): Recipe {
  const additives = Object.entries(percent).map(([name, each]) => [name, each / 100] as const);
  return {
    cellType: 'coin-2032-NMC811-graphite',
    formulation: {
      solvents: { EC: 0.3, EMC: 0.7 },
      saltsMolPerL: { LiPF6: 1 },
      additives: Object.fromEntries(additives),
    },
    electrolyteVolumeL: 70e-6,
    restS: 12 * 3600,
    formation: { cRate, temperatureK, cycles: 1, upperVoltageV: 4.2 },
    cycling: { cRate: 0.5, temperatureK: 298.15, cycles: 1, upperVoltageV: 4.2, lowerVoltageV: 2.8 },
  };
}
