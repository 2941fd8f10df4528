/**
 * Small-signal impedance of a resting cell, from the same state as its voltage: inductance, electrolyte and contacts,
 * one depressed arc each for the film, graphite and cathode, and diffusion in the particles of both electrodes.
 */
import type { Cell } from '../cell/cell.js';
import type { CellBody } from '../cell/cell-body.js';
import {
  cathodeLagSteady,
  cathodeTable,
  filmOhm,
  graphiteLagSteady,
  ohmicOhm,
} from '../cell/cell-voltage.js';
import { inverse, plus, polar, scaled, tanh, times, type Complex } from '../numerics/complex.js';
import { exchangeCurrentDensity, type ParticleRates } from '../cell/particle.js';

/** Ohm. */
export interface Resistances {
  readonly ohmicOhm: number;
  readonly filmOhm: number;
  readonly graphiteTransferOhm: number;
  readonly cathodeTransferOhm: number;
}

export interface ImpedancePoint {
  readonly frequencyHz: number;
  readonly realOhm: number;
  /** Negative where the cell is capacitive. */
  readonly imaginaryOhm: number;
}

/** Leads and fixture, H. */
const INDUCTANCE_H = 4e-7;
/** Double layers, F per m2 of particle area, and of the film, F per m2 of geometric area (choices). */
const GRAPHITE_F_PER_M2 = 0.2 * 0.5;
const CATHODE_F_PER_M2 = 0.2 * 0.8;
const FILM_F_PER_M2 = 2e-2 * 20;
/** Depression of the arcs, 1 for an ideal capacitor (choices). */
const EXPONENTS = { film: 0.85, graphite: 0.88, cathode: 0.85 };

/** From high to low frequency, spaced evenly on a logarithmic scale, both ends included. */
export function sweepFrequenciesHz(fromHz = 1e5, toHz = 0.01, perDecade = 6): number[] {
  const count = Math.round(Math.log10(fromHz / toHz) * perDecade);
  return Array.from({ length: count + 1 }, (_, index) => fromHz * 10 ** (-index / perDecade));
}

export function resistances({ body }: Cell): Resistances {
  const { core, size, conditions, design } = body;
  const { graphite, cathode } = conditions;
  const { graphiteSurface, cathodeSurface } = surfaces(body);
  return {
    ohmicOhm: ohmicOhm(body),
    filmOhm: filmOhm(body),
    graphiteTransferOhm:
      graphite.thermalVoltageV / (exchangeCurrentDensity(graphite, graphiteSurface) * size.graphiteAreaM2),
    cathodeTransferOhm:
      cathode.thermalVoltageV / (exchangeCurrentDensity(cathode, cathodeSurface) * size.cathodeAreaM2) +
      core.cathodeLayerOhmM2 / design.areaM2,
  };
}

function surfaces({ core }: CellBody): { graphiteSurface: number; cathodeSurface: number } {
  const sum = (lags: readonly number[]): number => lags.reduce((total, lag) => total + lag, 0);
  return {
    graphiteSurface: core.graphite + sum(core.graphiteLags),
    cathodeSurface: core.cathode + sum(core.cathodeLags),
  };
}

/** The true impedance, without any error of an instrument; an internal short lies in parallel. */
export function impedance(cell: Cell, frequenciesHz = sweepFrequenciesHz()): ImpedancePoint[] {
  const parts = resistances(cell);
  return frequenciesHz.map((frequencyHz) => {
    const omega = 2 * Math.PI * frequencyHz;
    const electrodes = electrodeImpedance(cell, parts, omega);
    const { shortOhm } = cell.spec.defects;
    const stack =
      shortOhm === undefined ? electrodes : inverse(plus(inverse(electrodes), { re: 1 / shortOhm, im: 0 }));
    return { frequencyHz, realOhm: stack.re, imaginaryOhm: stack.im + omega * INDUCTANCE_H };
  });
}

function electrodeImpedance(cell: Cell, parts: Resistances, omega: number): Complex {
  const { body } = cell;
  const { size, design, conditions } = body;
  const { graphiteSurface, cathodeSurface } = surfaces(body);
  const filmF = FILM_F_PER_M2 * design.areaM2;
  // Lithium per ampere that the surface lags behind in steady state, times what that does to the potential.
  const graphiteOhm = design.openCircuit.graphite.slope(graphiteSurface) * graphiteLagSteady(body, 1);
  const cathodeOhm = cathodeTable(body).slope(cathodeSurface) * cathodeLagSteady(body, 1, body.core.cathode);
  return plus(
    { re: parts.ohmicOhm, im: 0 },
    arc(parts.filmOhm, filmF, EXPONENTS.film, omega),
    arc(parts.graphiteTransferOhm, GRAPHITE_F_PER_M2 * size.graphiteAreaM2, EXPONENTS.graphite, omega),
    arc(parts.cathodeTransferOhm, CATHODE_F_PER_M2 * size.cathodeAreaM2, EXPONENTS.cathode, omega),
    diffusion(Math.abs(graphiteOhm), conditions.graphite, omega),
    diffusion(Math.abs(cathodeOhm), conditions.cathode, omega),
  );
}

/** `R / (1 + (i omega R C)^alpha)`. */
function arc(ohm: number, farad: number, exponent: number, omega: number): Complex {
  const slow = polar((omega * ohm * farad) ** exponent, (exponent * Math.PI) / 2);
  return scaled(inverse({ re: 1 + slow.re, im: slow.im }), ohm);
}

/** Diffusion in a sphere, exact: `Z = 5 Rd tanh(s)/(s - tanh(s))`, `s = sqrt(i omega R^2/D)`, `Rd` that of the steady lag. */
function diffusion(steadyOhm: number, { diffusionTimeS }: ParticleRates, omega: number): Complex {
  const s = polar(Math.sqrt(omega * diffusionTimeS), Math.PI / 4);
  const t = tanh(s);
  return scaled(times(t, inverse({ re: s.re - t.re, im: s.im - t.im })), 5 * steadyOhm);
}
