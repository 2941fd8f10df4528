import { GaussianProcess } from './gp.js';
import { StructuredGp } from './structured-gp.js';

/**
 * The same model with every standard deviation times `factor` and the same mean: all its variances are scaled together,
 * so the weights of its rows stay as they are.
 */
export function widenGp(gp: GaussianProcess, factor: number): GaussianProcess {
  if (factor === 1) return gp;
  const scale = factor ** 2;
  const extraNoise = gp.rows.extraNoise.map((variance) => scale * variance);
  const shift = Math.log(scale);
  const { offset, unit } = gp;
  const common = {
    logSignalVariance: gp.hyperparameters.logSignalVariance + shift,
    logNoiseVariance: gp.hyperparameters.logNoiseVariance + shift,
  };
  if (!(gp instanceof StructuredGp)) {
    return new GaussianProcess(
      { ...gp.rows, extraNoise },
      { ...gp.hyperparameters, ...common },
      offset,
      unit,
    );
  }
  const { hyperparameters: own, structure } = gp;
  const hyperparameters = {
    ...own,
    ...common,
    logSourceBiasVariance: own.logSourceBiasVariance + shift,
    logInstrumentBiasVariance: own.logInstrumentBiasVariance + shift,
    discrepancies: own.discrepancies.map((one) => ({
      ...one,
      logSignalVariance: one.logSignalVariance + shift,
    })),
  };
  return new StructuredGp({ ...gp.rows, extraNoise }, hyperparameters, offset, unit, structure);
}
