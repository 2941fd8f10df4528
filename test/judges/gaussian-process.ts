/** Gaussian processes at given and at fitted hyperparameters, for scikit-learn to judge: `<out.json>`. */
import { writeFileSync } from 'node:fs';
import { seededRng, type Rng } from '../../core/rng.js';
import { fitGp } from '../../planner/surrogate/fit-gp.js';
import { GaussianProcess } from '../../planner/surrogate/gp.js';
import {
  defaultPriors,
  pack,
  packedPriors,
  type Hyperparameters,
} from '../../planner/surrogate/hyperparameters.js';
import { mapObjective } from '../../planner/surrogate/map-objective.js';
import type { GpRows } from '../../planner/surrogate/covariance.js';

const uniforms = (count: number, rng: Rng): Float64Array =>
  Float64Array.from({ length: count }, () => rng.uniform());

function rowsOf(n: number, d: number, rng: Rng): GpRows {
  const features = Array.from({ length: n }, () => uniforms(d, rng));
  const values = Float64Array.from(
    features,
    (x) => Math.sin(5 * x[0]!) + x.reduce((a, b) => a + b * b, 0) / d + 0.05 * rng.normal(),
  );
  return { features, values, extraNoise: uniforms(n, rng).map((u) => 0.02 * u) };
}

function drawn(d: number, rng: Rng): Hyperparameters {
  return {
    logLengthscales: Array.from({ length: d }, () => Math.log(0.2 + 2 * rng.uniform())),
    logSignalVariance: Math.log(0.3 + 2 * rng.uniform()),
    logNoiseVariance: Math.log(1e-4 + 0.1 * rng.uniform()),
  };
}

/** The objective without its priors, and with the sign of a likelihood. */
function logLikelihood(rows: GpRows, hyperparameters: Hyperparameters, d: number): number {
  const priors = packedPriors(defaultPriors(d), d);
  const theta = pack(hyperparameters);
  const objective = mapObjective(rows, priors)(theta, new Float64Array(theta.length));
  const logPrior = priors.reduce((sum, { mean, sd }, k) => {
    const z = (theta[k]! - mean) / sd;
    return sum - 0.5 * z * z - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);
  }, 0);
  return -objective - logPrior;
}

function facts(n: number, d: number, rng: Rng, isFitted: boolean): object {
  const rows = rowsOf(n, d, rng);
  const data = {
    features: rows.features,
    values: [...rows.values],
    extraNoiseVariances: [...rows.extraNoise],
  };
  const hyperparameters = isFitted ? fitGp(data, { standardise: false }).hyperparameters : drawn(d, rng);
  const gp = new GaussianProcess(rows, hyperparameters, 0, 1);
  const at = Array.from({ length: 20 }, () => uniforms(d, rng));
  const { mean, variance } = gp.posterior(at);
  const { scales, mean: constant } = gp.conditioned;
  return {
    ...{ isFitted, features: rows.features.map((x) => [...x]), values: [...rows.values] },
    ...{ noise: [...rows.extraNoise].map((extra) => extra + scales.noiseVariance) },
    ...{ lengthscales: [...scales.lengthscales], signalVariance: scales.signalVariance, constant },
    ...{ at: at.map((x) => [...x]), mean: [...mean], variance: [...variance] },
    logLikelihood: logLikelihood(rows, hyperparameters, d),
  };
}

const [out] = process.argv.slice(2);
const rng = seededRng('judges');
const sizes = [
  [3, 1],
  [20, 2],
  [60, 6],
  [150, 12],
] as const;
const judged = sizes.flatMap(([n, d]) => [false, true].map((isFitted) => facts(n, d, rng, isFitted)));
writeFileSync(out!, JSON.stringify(judged));
