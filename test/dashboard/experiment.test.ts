import { describe, expect, it } from '@jest/globals';
import { cameOutOf, type Shown } from '../../dashboard/data/experiment.js';

const RETENTION = {
  ...{ quantity: 'capacity_retention', value: 95.91, standardUncertainty: 0.26 },
  ...{ unit: '%', quality: 'suspect' as const, reason: 'an upper limit' },
};
const shown: Shown = { observations: [RETENTION] };

describe('what came out of a quantity', () => {
  it('is the value with its uncertainty', () => {
    expect(cameOutOf(shown, 'capacity_retention')).toEqual({ observed: { value: 95.91, sd: 0.26 } });
  });

  it('is a limit where the cell was ended early', () => {
    const result = { censored: { capacity_retention: 'below' as const } };
    const outcome = { execution: {}, result };
    expect(cameOutOf({ ...shown, outcome }, 'capacity_retention')).toEqual({
      observed: null,
      limit: { value: 95.91, side: 'below' },
    });
  });

  it('is nothing while there is no number', () => {
    expect(cameOutOf({ observations: [] }, 'capacity_retention')).toEqual({ observed: null });
    expect(cameOutOf({ observations: [{ ...RETENTION, value: null }] }, 'capacity_retention')).toEqual({
      observed: null,
    });
  });
});
