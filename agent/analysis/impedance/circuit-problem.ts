/** A circuit held against a spectrum: residuals in standard deviations of the measurement, then those of what is known. */
import { strain } from './belief.js';
import { emptyResponse, respond } from './circuit.js';
import type { ExpectedCircuit } from './expected-circuits.js';
import type { Linearise, Linearised } from './least-squares.js';
import type { PointErrors } from './point-errors.js';
import type { Spectrum } from './spectrum.js';

/** Two residuals a point, along the measured impedance and across it, from high to low frequency; then one a belief. */
export function circuitProblem(
  circuit: Pick<ExpectedCircuit, 'layout' | 'beliefs'>,
  spectrum: Spectrum,
  errors: PointErrors,
): Linearise {
  const { layout, beliefs } = circuit;
  const rows = 2 * spectrum.length + beliefs.length;
  return (parameters) => {
    const residuals = new Float64Array(rows);
    const jacobian = new Float64Array(rows * layout.size);
    const out = { residuals, jacobian };
    measured(circuit, parameters, spectrum, errors, out);
    beliefs.forEach((belief, k) => {
      const row = 2 * spectrum.length + k;
      residuals[row] = strain(belief, parameters);
      jacobian[row * layout.size + belief.of] = 1 / belief.sd;
      if (belief.minus !== undefined) jacobian[row * layout.size + belief.minus] = -1 / belief.sd;
    });
    return out;
  };
}

function measured(
  { layout }: Pick<ExpectedCircuit, 'layout'>,
  p: Float64Array,
  { length, frequencyHz, realOhm, imaginaryOhm }: Spectrum,
  { cos, sin, alongOhm, acrossOhm }: PointErrors,
  { residuals, jacobian }: Linearised,
): void {
  const { size } = layout;
  const out = emptyResponse(layout);
  for (let i = 0; i < length; i++) {
    respond(layout, p, frequencyHz[i]!, out);
    const [along, across] = [1 / alongOhm[i]!, 1 / acrossOhm[i]!];
    const [c, s] = [cos[i]!, sin[i]!];
    const [re, im] = [out.re - realOhm[i]!, out.im - imaginaryOhm[i]!];
    residuals[2 * i] = (re * c + im * s) * along;
    residuals[2 * i + 1] = (im * c - re * s) * across;
    for (let k = 0, row = 2 * i * size; k < size; k++, row++) {
      jacobian[row] = (out.dRe[k]! * c + out.dIm[k]! * s) * along;
      jacobian[row + size] = (out.dIm[k]! * c - out.dRe[k]! * s) * across;
    }
  }
}

/** Sum of squares of the first residuals, those of the measurement. */
export function chiSquared(residuals: Float64Array, points: number): number {
  return residuals.subarray(0, 2 * points).reduce((sum, residual) => sum + residual * residual, 0);
}
