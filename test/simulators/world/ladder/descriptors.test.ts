import { describe, expect, it } from '@jest/globals';
import {
  filmFormingIndex,
  liquidDescriptors,
  moleculeDescriptors,
} from '../../../../simulators/world/ladder/descriptors.js';
import { SPECIES } from '../../../../simulators/world/film/species.js';
import { electrolyte } from '../cells.js';

const vc = electrolyte({ VC: 2 });

describe('the descriptors of a molecule', () => {
  it('are wrong in the same way every time, and in another way in another world', () => {
    expect(moleculeDescriptors('VC', 'a')).toEqual(moleculeDescriptors('VC', 'a'));
    expect(moleculeDescriptors('VC', 'a')).not.toEqual(moleculeDescriptors('VC', 'b'));
  });

  it('are reduction potentials 0.15 V too low on average, scattered by 0.25 V, and exact but for that at EC', () => {
    const errors = Array.from(
      { length: 1000 },
      (_, k) => moleculeDescriptors('VC', String(k))!.reductionV - 1.05,
    );
    const mean = errors.reduce((sum, one) => sum + one, 0) / errors.length;
    const sd = Math.sqrt(errors.reduce((sum, one) => sum + (one - mean) ** 2, 0) / errors.length);
    expect(Math.abs(mean + 0.15)).toBeLessThan(0.025);
    expect(Math.abs(sd - 0.25)).toBeLessThan(0.02);
    expect(moleculeDescriptors('EC', 'a')?.reductionV).toBeCloseTo(0.65, 12);
  });

  it('are known for everything that graphite reduces, and for solvents and salts by what they are lumped into', () => {
    for (const { name } of SPECIES) expect(moleculeDescriptors(name, '0')).toBeDefined();
    for (const name of ['DMC', 'LiPF6', 'LiTFSI']) expect(moleculeDescriptors(name, '0')).toBeDefined();
    expect(moleculeDescriptors('unobtainium', '0')).toBeUndefined();
  });
});

describe('the descriptors of a liquid', () => {
  it('know no concentration and no additive', () => {
    const dilute = { ...vc, saltsMolPerL: { LiPF6: 0.3 } };
    expect(liquidDescriptors(dilute, '0')).toEqual(liquidDescriptors(electrolyte(), '0'));
  });
});

describe('the film-forming index', () => {
  it('does not see the dose', () => {
    expect(filmFormingIndex(vc, '0')).toBe(filmFormingIndex(electrolyte({ VC: 0.5 }), '0'));
    expect(filmFormingIndex(vc, '0')).not.toBe(filmFormingIndex(electrolyte(), '0'));
  });

  it('adds additives up: it sees no pair', () => {
    const [none, first, second, both] = [{}, { VC: 1 }, { DTD: 1 }, { VC: 1, DTD: 1 }].map((additives) =>
      filmFormingIndex(electrolyte(additives), '0'),
    ) as [number, number, number, number];
    expect(both - second).toBeCloseTo(first - none, 12);
  });
});
