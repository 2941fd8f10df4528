/** Open-circuit potentials against Li/Li+ as functions of stoichiometry. */
import { LookupTable } from '../numerics/lookup-table.js';

/** Graphite of Chen et al. 2020 (10.1149/1945-7111/ab9050), as in PyBaMM `Chen2020.py`. */
export function graphitePotential(x: number): number {
  return (
    1.9793 * Math.exp(-39.3631 * x) +
    0.2482 -
    0.0909 * Math.tanh(29.8538 * (x - 0.1234)) -
    0.04478 * Math.tanh(14.9159 * (x - 0.2769)) -
    0.0205 * Math.tanh(30.4444 * (x - 0.6103))
  );
}

/** NMC811 of Chen et al. 2020, as in PyBaMM `Chen2020.py`. */
export function nmc811Potential(y: number): number {
  return (
    -0.809 * y +
    4.4875 -
    0.0428 * Math.tanh(18.5138 * (y - 0.5542)) -
    17.7326 * Math.tanh(15.789 * (y - 0.3117)) +
    17.5842 * Math.tanh(15.9308 * (y - 0.312))
  );
}

/** LiFePO4 of Afshar et al. 2017 (10.48550/arXiv.1709.03970), as in PyBaMM `Prada2013.py`. */
export function lfpPotential(y: number): number {
  return 3.4077 - 0.020269 * y + 0.5 * Math.exp(-150 * y) - 0.9 * Math.exp(-30 * (1 - y));
}

/** With the rise to 3 V of lithium-free graphite and a wall at full lithiation (choices), so that formation can start. */
export function fullGraphitePotential(x: number): number {
  return graphitePotential(x) + 0.7 * Math.exp(-x / 6e-4) - 0.05 * Math.exp((x - 1) / 0.01);
}

/** As coated: a sigmoid (choice) puts the open circuit of a fresh cell near 0.5 V. */
export function pristineNmc811Potential(y: number): number {
  return nmc811Potential(y) - 0.45 / (1 + Math.exp(-(y - 0.942) / 0.008));
}

/**
 * After the first charge the last lithium does not go back: a wall (choice) that *is* the first-cycle loss of Ni-rich
 * cathodes. It is capped at 3 V, since an unbounded exponential sends the open circuit to -78 V.
 */
export function cycledNmc811Potential(y: number): number {
  return nmc811Potential(y) - Math.min(3, 0.1 * Math.exp((y - 0.912) / 0.01));
}

export const GRAPHITE = new LookupTable(fullGraphitePotential, 1.05, 8192);
export const PRISTINE_NMC811 = new LookupTable(pristineNmc811Potential, 1.02, 8192);
export const CYCLED_NMC811 = new LookupTable(cycledNmc811Potential, 1.02, 8192);
export const LFP = new LookupTable(lfpPotential, 1, 4096);
export const CHEN_GRAPHITE = new LookupTable(graphitePotential, 1, 4096);
export const CHEN_NMC811 = new LookupTable(nmc811Potential, 1, 4096);
