/** An impedance sweep and the circuit that describes it best, in one plot. */
import { chooseCircuit } from '../../analysis/impedance/circuit-choice.js';
import { emptyResponse, respond } from '../../analysis/impedance/circuit.js';
import { pointErrors } from '../../analysis/impedance/point-errors.js';
import { readSpectrum, type Spectrum } from '../../analysis/impedance/spectrum.js';
import type { InstrumentBudget } from '../../analysis/instrument-budget.js';
import type { Rows } from '../../analysis/series.js';
import type { Chart, Curve } from '../chart.js';

const FIT_POINTS = 200;

/**
 * @param sweep `frequencyHz, realOhm, imaginaryOhm`
 * @returns nothing for a sweep that cannot be read; the figures say why
 */
export function nyquistCharts(sweep: Rows, budget: InstrumentBudget): Chart[] {
  const { spectrum } = readSpectrum(sweep);
  if (!spectrum) return [];
  const measured: Curve = {
    name: 'measured',
    x: [...spectrum.realOhm],
    y: negated(spectrum.imaginaryOhm),
    points: true,
  };
  return [
    {
      title: 'Impedance',
      x: { name: 'real part / Ohm' },
      y: { name: '-imaginary part / Ohm' },
      curves: [measured, ...fitCurve(spectrum, budget)],
    },
  ];
}

function fitCurve(spectrum: Spectrum, budget: InstrumentBudget): Curve[] {
  const best = chooseCircuit(spectrum, pointErrors(spectrum, budget), undefined)?.candidates[0];
  if (!best) return [];
  const { layout, fit } = best.circuit;
  const points = frequencies(spectrum).map((frequencyHz) => {
    const response = emptyResponse(layout);
    respond(layout, fit.parameters, frequencyHz, response);
    return response;
  });
  return [
    {
      name: `circuit with ${best.arcs} arcs`,
      x: points.map(({ re }) => re),
      y: points.map(({ im }) => -im),
    },
  ];
}

function frequencies({ frequencyHz, length }: Spectrum): number[] {
  const [high, low] = [Math.log(frequencyHz[0]!), Math.log(frequencyHz[length - 1]!)];
  return Array.from({ length: FIT_POINTS }, (_, k) => Math.exp(high + ((low - high) * k) / (FIT_POINTS - 1)));
}

function negated(values: Float64Array): number[] {
  return [...values].map((value) => -value);
}
