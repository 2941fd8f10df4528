/**
 * Propylene carbonate goes into graphite with its lithium and prises the layers apart, unless enough film formers or
 * ethylene carbonate close the surface first (onset below 0.92 V, in-situ Raman of EC:PC 1:1; thresholds are choices).
 */
import type { Formulation } from '../../../drivers/synthesis-robot.js';
import { FARADAY } from '../numerics/constants.js';
import type { CellBody } from './cell-body.js';
import type { GraphiteLoad } from './cell-mode.js';

const ONSET_V = 0.92;
/** Most of graphite's layers that can be lost, over the risk. */
const MOST = 0.75;

/** How much a wt% of each film former helps. */
const FILM_FORMERS: Readonly<Record<string, number>> = { VC: 1, FEC: 0.6, DTD: 0.5, PES: 0.8, PS: 0.4 };

/** 0 for graphite that stays whole, 1 for graphite that comes apart. */
export function exfoliationRisk({ solvents, saltsMolPerL, additives }: Formulation): number {
  const saltMolPerL = Object.values(saltsMolPerL).reduce((sum, c) => sum + c, 0);
  const formers =
    Object.entries(FILM_FORMERS).reduce((sum, [name, help]) => sum + help * 100 * (additives[name] ?? 0), 0) +
    8 * (saltsMolPerL['LiBOB'] ?? 0);
  const excess =
    (solvents['PC'] ?? 0) -
    0.7 * (solvents['EC'] ?? 0) -
    0.12 * formers -
    0.25 * Math.max(0, saltMolPerL - 2.5) -
    0.18;
  return 1 / (1 + Math.exp(-excess / 0.035));
}

/** @returns lithium taken along, A s */
export function exfoliate(
  { core, exfoliationRisk: risk }: CellBody,
  { potentialV, durationS }: GraphiteLoad,
): number {
  if (risk <= 0.02 || potentialV >= ONSET_V || core.exfoliated >= MOST * risk) return 0;
  const perS = ((risk * 1.6) / 36_000) * (1 - Math.exp((potentialV - ONSET_V) / 0.02));
  const lithiumC = perS * core.graphiteCapacityC * durationS;
  core.exfoliated += (0.9 * lithiumC) / core.graphiteCapacityC;
  core.gasMol += (0.4 * lithiumC) / FARADAY;
  return lithiumC;
}
