import { describe, expect, it } from '@jest/globals';
import { atomsOf } from '../../../config/ingredients/formula.js';
import { INGREDIENTS } from '../../../config/ingredients/registry.js';
import { atomsOfStructure } from '../../../config/ingredients/structure.js';

/** Element, heavy neighbours, and `=` where unsaturated, of each atom in its order. */
function told(smiles: string): string | undefined {
  const atoms = atomsOfStructure(smiles);
  return atoms
    ?.map(({ element, neighbours, isUnsaturated }) => `${element}${neighbours}${isUnsaturated ? '=' : ''}`)
    .join(' ');
}

describe('the atoms of a structure', () => {
  it('have their neighbours over branches, rings and ring numbers of two digits', () => {
    expect(told('COC(=O)OC')).toBe('C1 O2 C3= O1= O2 C1');
    expect(told('O=C1OCC(F)O1')).toBe('O1= C3= O2 C2 C3 F1 O2');
    expect(told('C%12CC%12')).toBe('C2 C2 C2');
    expect(told('C=1CCCCC=1')).toBe('C2= C2 C2 C2 C2 C2=');
    expect(told('FC(F)(F)C(Cl)Br')).toBe('F1 C4 F1 F1 C3 Cl1 Br1');
  });

  it('are unsaturated by double and triple bonds and in aromatic rings', () => {
    expect(told('CC#N')).toBe('C1 C2= N1=');
    expect(told('c1ccc(-c2ccccc2)cc1')).toBe('C2= C2= C2= C3= C3= C2= C2= C2= C2= C2= C2= C2=');
    expect(told('c1cc[nH]c1')).toBe('C2= C2= C2= N2= C2=');
    expect(told('c1cc[se]c1')).toBe('C2= C2= C2= Se2= C2=');
    expect(told('F/C=C\\F')).toBe('F1 C2= C2= F1');
  });

  it('are those of every ion, whatever charge, isotope, chirality or hydrogen stands in brackets', () => {
    expect(told('[Li+].F[P-](F)(F)(F)(F)F')).toBe('Li0 F1 P6 F1 F1 F1 F1 F1');
    expect(told('C[C@@H](N)C(=O)[O-]')).toBe('C1 C3 N1 C3= O1= O1');
    expect(told('[2H]OC([2H])([2H])[13CH3:1]')).toBe('O1 C2 C1');
    expect(told('[Mg+2].[Cl-].[Cl-]')).toBe('Mg0 Cl0 Cl0');
  });

  it('are those of the formula, of every ingredient that we know', () => {
    for (const { smiles, formula } of INGREDIENTS) {
      const counts: Record<string, number> = {};
      for (const { element } of atomsOfStructure(smiles)!) counts[element] = (counts[element] ?? 0) + 1;
      const { H: _, ...heavy } = atomsOf(formula);
      expect(counts).toEqual(heavy);
    }
  });

  it('are unknown of what is no structure', () => {
    for (const text of [
      '',
      'EX',
      'C(',
      'C)',
      'C1CC',
      '=C',
      'C=',
      'C==C',
      'CC.',
      '.C',
      '(C)',
      'C [',
      '[Xx',
      '1CC1',
    ])
      expect(atomsOfStructure(text)).toBeUndefined();
  });
});
