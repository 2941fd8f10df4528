/**
 * The build of a kind of cell from many spectra of it, of different recipes and ages: resistances differ from cell to cell,
 * capacitances and exponents hardly, and so all spectra together tell what none can tell alone. Empirical Bayes by
 * expectation maximisation with each spectrum's posterior taken as normal (Dempster, Laird and Rubin 1977, J. R. Stat.
 * Soc. B 39, 1; Efron and Morris 1975, J. Am. Stat. Assoc. 70, 311).
 */
import type { InstrumentBudget } from '../instrument-budget.js';
import type { Expected } from './belief.js';
import type { Build } from './build.js';
import { inverseForm } from './cholesky.js';
import { circuitProblem } from './circuit-problem.js';
import { builtCircuit } from './expected-circuits.js';
import { leastSquares, type Fit } from './least-squares.js';
import { pointErrors } from './point-errors.js';
import type { Spectrum } from './spectrum.js';
import { startingValues } from './starting-values.js';

/** Areas of the electrodes of one build differ by some per cent (Dechent et al. 2017, J. Electrochem. Soc. 164, A19 and others). */
const LEAST_SD = { logFarad: 0.03, exponent: 0.005 };

/** @param guess where to begin: wide, with the arcs in their order @returns means and spreads between cells */
export function learnBuild(
  spectra: readonly Spectrum[],
  guess: Build,
  budget: InstrumentBudget,
  rounds: number,
): Build {
  let build = guess;
  let starts: (Float64Array | undefined)[] = [];
  for (let round = 0; round < rounds; round++) {
    const fits = spectra.map((spectrum, i) => fitTo(spectrum, build, budget, starts[i]));
    starts = fits.map((fit) => fit?.parameters);
    build = updated(
      build,
      fits.filter((fit) => fit !== undefined),
    );
  }
  return build;
}

function fitTo(
  spectrum: Spectrum,
  build: Build,
  budget: InstrumentBudget,
  start?: Float64Array,
): Fit | undefined {
  const circuit = builtCircuit(spectrum, build);
  const errors = pointErrors(spectrum, budget);
  const first = start ?? startingValues(circuit, spectrum, errors, 1)[0];
  return first && leastSquares(circuitProblem(circuit, spectrum, errors), first);
}

function updated(build: Build, fits: readonly Fit[]): Build {
  const arcs = build.length;
  return build.map((_, k) => {
    const seen = fits.map((fit) => {
      const at = fit.parameters.length - 3 * (arcs - k);
      return { logFarad: told(fit, at + 1, at), exponent: told(fit, at + 2) };
    });
    return {
      logFarad: pooled(
        seen.map(({ logFarad }) => logFarad),
        LEAST_SD.logFarad,
      ),
      exponent: pooled(
        seen.map(({ exponent }) => exponent),
        LEAST_SD.exponent,
      ),
    };
  });
}

/** A parameter, or a difference of two, as one fit tells it. */
function told({ parameters, factors }: Fit, of: number, minus?: number): Expected {
  const direction = new Float64Array(parameters.length);
  direction[of] = 1;
  if (minus !== undefined) direction[minus] = -1;
  const mean = parameters[of]! - (minus === undefined ? 0 : parameters[minus]!);
  return { mean, sd: Math.sqrt(inverseForm(factors, direction)) };
}

/** Mean and spread between cells that make all that was told likeliest. */
function pooled(told: readonly Expected[], leastSd: number): Expected {
  const mean = told.reduce((sum, one) => sum + one.mean, 0) / told.length;
  const variance = told.reduce((sum, one) => sum + one.sd ** 2 + (one.mean - mean) ** 2, 0) / told.length;
  return { mean, sd: Math.max(leastSd, Math.sqrt(variance)) };
}
