import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../../core/rng.js';
import { worldSynergy } from '../../../../simulators/world/film/synergy.js';
import { drawVariation, NOMINAL } from '../../../../simulators/world/cell/variation.js';
import { electrolyte, makeCell } from '../cells.js';
import { runReference } from '../../../../bench/physics/reference-campaign.js';

function relativeSd(values: readonly number[]): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1)) / mean;
}

describe('replicates', () => {
  it('scatter in capacity by 0.3 to 2 %, as robot-built cells do', () => {
    const capacities = Array.from({ length: 60 }, (_, index) => {
      const variation = drawVariation(seededRng('replicates').split(String(index)));
      return runReference(makeCell(electrolyte({ VC: 2 }), { variation }), { cycles: 1 }).capacitiesMAh[0]!;
    });
    expect(relativeSd(capacities)).toBeGreaterThan(0.007);
    expect(relativeSd(capacities)).toBeLessThan(0.015);
  });

  it('are nominal without variation, and the same for the same seed', () => {
    expect(drawVariation(seededRng('a'), 0)).toEqual(NOMINAL);
    expect(drawVariation(seededRng('a'))).toEqual(drawVariation(seededRng('a')));
    expect(drawVariation(seededRng('a'))).not.toEqual(drawVariation(seededRng('b')));
  });
});

describe('worlds', () => {
  it('are the reference without a seed or with seed 0', () => {
    expect(worldSynergy()).toEqual(worldSynergy('0'));
    expect(worldSynergy()[0]).toEqual({ first: 'VC', second: 'DTD', strength: 0.22 });
  });

  it('differ by their seed in the size of every pair effect, never in its sign', () => {
    const [reference, one, two] = [worldSynergy(), worldSynergy('1'), worldSynergy('2')];
    expect(worldSynergy('1')).toEqual(one);
    one.forEach((effect, index) => {
      expect(effect.strength).not.toBe(reference[index]!.strength);
      expect(effect.strength).not.toBe(two[index]!.strength);
      expect(Math.sign(effect.strength)).toBe(Math.sign(reference[index]!.strength));
    });
  });
});
