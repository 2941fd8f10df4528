/** How pairs of additives make the film tighter (or leakier) than the sum of their shares: hidden, and one per world. */
import { seededRng } from '../../../core/rng.js';
import type { Formulation } from '../../../drivers/synthesis-robot.js';

/** Decrease of ln(permeability)/3 when both partners are plentiful; negative for an antagonism. */
export interface PairEffect {
  readonly first: string;
  readonly second: string;
  readonly strength: number;
}

/** The reference world (choices; signs follow published blends). */
const REFERENCE: readonly PairEffect[] = [
  pair('VC', 'DTD', 0.22),
  pair('VC', 'LiPO2F2', 0.25),
  pair('FEC', 'LiPO2F2', 0.2),
  pair('PES', 'MMDS', 0.22),
  pair('PES', 'TMSPi', 0.18),
  pair('VC', 'MMDS', 0.15),
  pair('LiDFOB', 'FEC', 0.18),
  pair('VC', 'FEC', -0.12),
  pair('LiBOB', 'FEC', -0.15),
  pair('PS', 'DTD', -0.08),
];

/** Relative standard deviation between worlds: rankings change, signs do not. */
const WORLD_SPREAD = 0.4;

/**
 * The pair effects of one world. Without a seed, or with `'0'`, the reference values; else every strength is multiplied
 * by a log-normal factor of mean 1 drawn from the seed and the pair's names, so that a pair added later moves no other.
 */
export function worldSynergy(worldSeed = '0'): readonly PairEffect[] {
  if (worldSeed === '0') return REFERENCE;
  const rng = seededRng(worldSeed).split('synergy');
  return REFERENCE.map((effect) => ({
    ...effect,
    strength: effect.strength * rng.split(`${effect.first}+${effect.second}`).lognormal(WORLD_SPREAD),
  }));
}

/** Sum over the pairs, each saturating with both doses (wt%). */
export function synergy(effects: readonly PairEffect[], additives: Formulation['additives']): number {
  const saturation = (name: string, scale: number): number =>
    1 - Math.exp((-100 * (additives[name] ?? 0)) / scale);
  return effects.reduce(
    (sum, { first, second, strength }) => sum + strength * saturation(first, 0.8) * saturation(second, 0.6),
    0,
  );
}

function pair(first: string, second: string, strength: number): PairEffect {
  return { first, second, strength };
}
