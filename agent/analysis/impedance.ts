/**
 * Two resistances read off an impedance spectrum without a circuit: where it leaves the real axis at high frequency
 * (ohmic), and how far its arcs reach along it (polarisation). Capacitive reactance is negative.
 */
import { combined, figure, noFigure, type Figure, type Ground } from './figure.js';
import type { InstrumentBudget } from './instrument-budget.js';
import type { Rows } from './series.js';

/** One point of a sweep. */
interface Impedance {
  readonly frequencyHz: number;
  readonly realOhm: number;
  readonly imaginaryOhm: number;
}

interface Axis {
  readonly value: number;
  readonly standardUncertainty: number;
  readonly ground: Ground;
}

const LEAST_POINTS = 6;

/** Points of the high-frequency line used when the sweep ends before the real axis. */
const LINE_POINTS = 4;

/** `ohmic_resistance` and `polarisation_resistance` of a table `frequencyHz, realOhm, imaginaryOhm`. */
export function impedanceFigures(table: Rows, budget: InstrumentBudget): Figure[] {
  const read = readSpectrum(table);
  if (typeof read === 'string') {
    return [noFigure('ohmic_resistance', read), noFigure('polarisation_resistance', read)];
  }
  const ohmic = realAxis(read, budget);
  const arcs = polarisation(read, ohmic, budget);
  return [
    figure('ohmic_resistance', ohmic, [ohmic.ground]),
    figure('polarisation_resistance', arcs, [ohmic.ground]),
  ];
}

/** The points from high to low frequency, or why there is no spectrum. */
function readSpectrum({ columns, rows }: Rows): Impedance[] | string {
  const [f, re, im] = ['frequencyHz', 'realOhm', 'imaginaryOhm'].map((name) => columns.indexOf(name));
  if (f === undefined || re === undefined || im === undefined || Math.min(f, re, im) < 0) {
    return `expected columns frequencyHz, realOhm, imaginaryOhm, found ${columns.join(', ') || 'none'}`;
  }
  const points = rows.map((row) => ({
    frequencyHz: row[f] ?? NaN,
    realOhm: row[re] ?? NaN,
    imaginaryOhm: row[im] ?? NaN,
  }));
  const bad = points.findIndex((p) => !(p.frequencyHz > 0) || !Number.isFinite(p.realOhm + p.imaginaryOhm));
  if (bad >= 0) return `row ${bad} holds values that are not numbers`;
  if (points.length < LEAST_POINTS) return `${points.length} points, at least ${LEAST_POINTS} are needed`;
  return points.sort((a, b) => b.frequencyHz - a.frequencyHz);
}

/** The crossing from inductive to capacitive (with cables of 0.4 uH about 0.6 % above the true value), or else the high-frequency line carried on to the axis. */
function realAxis(points: readonly Impedance[], budget: InstrumentBudget): Axis {
  const crossing = points.findIndex((p, i) => p.imaginaryOhm < 0 && (points[i - 1]?.imaginaryOhm ?? -1) >= 0);
  if (crossing > 0) {
    const fit = lineThrough(points.slice(crossing - 1, crossing + 1));
    return axis(fit, points[crossing]!, budget, { quality: 'valid', reason: '' });
  }
  if (points.every((p) => p.imaginaryOhm >= 0)) {
    return axis(lineThrough([]), points[0]!, budget, { quality: 'invalid', reason: 'no capacitive point' });
  }
  // A depressed arc leaves the axis on a straight line: Z - R is proportional to (i w)^-a.
  const fit = lineThrough(points.slice(0, LINE_POINTS));
  const near = Math.abs(points[0]!.imaginaryOhm) < 0.5 * Math.abs(fit.intercept);
  const reason = near ? '' : 'the sweep ends far from the real axis: extrapolated';
  return axis(fit, points[0]!, budget, { quality: near ? 'valid' : 'suspect', reason });
}

interface Line {
  readonly intercept: number;
  readonly slope: number;
  readonly interceptSd: number;
}

function axis(line: Line, near: Impedance, budget: InstrumentBudget, ground: Ground): Axis {
  const size = Math.hypot(near.realOhm, near.imaginaryOhm);
  const reactanceSd = size * budget.impedancePhaseSdRad;
  const standardUncertainty = combined(
    line.interceptSd,
    line.slope * reactanceSd,
    size * budget.impedanceNoiseSd,
    line.intercept * budget.impedanceGainSd,
  );
  if (line.intercept > 0) return { value: line.intercept, standardUncertainty, ground };
  const negative: Ground = { quality: 'invalid', reason: 'the spectrum meets the real axis at or below 0' };
  return { value: NaN, standardUncertainty: NaN, ground: ground.quality === 'invalid' ? ground : negative };
}

/** Least squares of the real part on the imaginary part, and the real part where the imaginary part is 0. */
function lineThrough(points: readonly Impedance[]): Line {
  const n = points.length;
  const x = points.map((p) => p.imaginaryOhm);
  const y = points.map((p) => p.realOhm);
  const meanX = sum(x) / n;
  const meanY = sum(y) / n;
  const sxx = sum(x.map((value) => (value - meanX) ** 2));
  const slope = sxx > 0 ? sum(x.map((value, i) => (value - meanX) * (y[i]! - meanY))) / sxx : 0;
  const intercept = meanY - slope * meanX;
  const residual = sum(x.map((value, i) => (y[i]! - intercept - slope * value) ** 2));
  const variance = n > 2 ? residual / (n - 2) : 0;
  const lever = sxx > 0 ? 1 / n + meanX ** 2 / sxx : 1 / n;
  return { intercept, slope, interceptSd: Math.sqrt(variance * lever) };
}

/**
 * From the ohmic resistance to the valley between the arcs and the diffusion tail, Ohm: it holds what diffusion adds
 * until there. How deep the valley is says how well the two are apart: its reactance counts as the half-width of a
 * rectangular distribution.
 */
function polarisation(points: readonly Impedance[], ohmic: Axis, budget: InstrumentBudget) {
  const valley = points[valleyOf(points.map((p) => -p.imaginaryOhm))]!;
  const value = valley.realOhm - ohmic.value;
  const standardUncertainty = combined(
    ohmic.standardUncertainty,
    valley.realOhm * budget.impedanceNoiseSd,
    value * budget.impedanceGainSd,
    valley.imaginaryOhm / Math.sqrt(3),
  );
  return { value, standardUncertainty, detail: { frequencyHz: valley.frequencyHz } };
}

/** Walks up from the low-frequency end while the (smoothed) reactance falls. */
function valleyOf(reactance: readonly number[]): number {
  const smooth = reactance.map((_, i) => median(reactance.slice(Math.max(0, i - 1), i + 2)));
  let index = smooth.length - 1;
  while (index > 0 && smooth[index - 1]! < smooth[index]!) index--;
  return index;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
