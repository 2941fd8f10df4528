import { describe, expect, it } from '@jest/globals';
import { judgeCell, judgeElectrolyte } from '../../../../agent/experiment/diagnosis/robot-results.js';

describe('an electrolyte', () => {
  const vial = {
    kind: 'formulate',
    vialId: 'V1',
    worstDeviation: 0.4,
    worstIngredient: 'VC',
    turbidity: 0.05,
  } as const;

  it('that is clear and weighed right is used', () => {
    expect(judgeElectrolyte(vial, 'j')).toBeUndefined();
  });

  it('that is cloudy is a fault of the recipe', () => {
    const failure = judgeElectrolyte({ ...vial, turbidity: 0.7 }, 'j');
    expect(failure).toMatchObject({ cause: 'insoluble', attribution: 'recipe', stage: 'formulation' });
  });

  it('that is cloudy after a wrong dose is a fault of the machine', () => {
    const failure = judgeElectrolyte({ ...vial, worstDeviation: 4, turbidity: 0.7 }, 'j');
    expect(failure).toMatchObject({ cause: 'dispensing-error', attribution: 'machine' });
    expect(failure?.evidence).toContain('VC off by 4.00 tolerances');
  });
});

describe('a cell', () => {
  it.each([
    [0.0004, 'hard-short'],
    [0.3, undefined],
  ])('of %d V after assembly is judged %s', (openCircuitVoltageV, cause) => {
    const cell = { kind: 'assemble', cellId: 'C1', openCircuitVoltageV, placementConfidence: 0.9 } as const;
    expect(judgeCell(cell, 'j')?.cause).toBe(cause);
  });
});
