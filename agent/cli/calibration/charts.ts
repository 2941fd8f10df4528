/** Pictures of calibration: what was inside against what was foretold, and where in the foretold distributions results fell. */
import type { ScoredForecasts } from '../../../planner/calibration/report.js';
import type { Chart, Curve } from '../chart.js';
import type { CalibrationResult } from './text.js';

/** Two charts for each quantity of each part. */
export function calibrationCharts({ parts }: CalibrationResult): Chart[] {
  return parts.flatMap(({ name, forecasts }) =>
    forecasts
      .filter(({ among }) => among === 'all')
      .flatMap((scores) => [coverageChart(name, scores), transformChart(name, scores)]),
  );
}

function coverageChart(part: string, { quantity, n, coverage }: ScoredForecasts): Chart {
  const x = coverage.map(({ level }) => level);
  return {
    title: `${quantity}: coverage (${part}, n = ${n})`,
    x: { name: 'level of the interval', min: 0, max: 1 },
    y: { name: 'share inside', min: 0, max: 1 },
    curves: [
      { name: 'came', x: [0, ...x, 1], y: [0, ...coverage.map(({ inside }) => inside), 1] },
      { name: 'right', x: [0, 1], y: [0, 1], dashed: true },
      ...edges(
        x,
        coverage.map(({ band }) => band),
      ),
    ],
  };
}

function transformChart(part: string, { quantity, n, transform: { shares, band } }: ScoredForecasts): Chart {
  const x = shares.map((_, k) => (k + 0.5) / shares.length);
  return {
    title: `${quantity}: where results fell (${part}, n = ${n})`,
    x: { name: 'probability integral transform', min: 0, max: 1 },
    y: { name: 'share of the results', min: 0 },
    curves: [
      { name: 'came', x, y: shares },
      ...edges(
        x,
        x.map(() => band),
      ),
    ],
  };
}

function edges(x: readonly number[], bands: readonly (readonly [number, number])[]): Curve[] {
  return [0, 1].map((side) => ({
    name: side === 0 ? '95 % of chance, from' : 'to',
    x,
    y: bands.map((band) => band[side]!),
    dashed: true,
  }));
}
