import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../../core/rng.js';
import { lotLoading } from '../../../../simulators/world/cell/coating-lot.js';

const rng = seededRng('lots');

describe('the loading of a lot of coated electrodes', () => {
  it('is nominal for the first lot, and the same for all cells of a later one', () => {
    expect(lotLoading('', rng)).toEqual({ qn: 1, qp: 1 });
    expect(lotLoading('L2', rng)).toEqual(lotLoading('L2', rng));
    expect(lotLoading('L2', rng)).not.toEqual(lotLoading('L3', rng));
  });

  it('scatters by 1.5 % between lots, and not at all where nothing varies', () => {
    const loadings = Array.from({ length: 1000 }, (_, k) => lotLoading(`L${k}`, rng).qp);
    const mean = loadings.reduce((sum, one) => sum + one, 0) / loadings.length;
    const sd = Math.sqrt(loadings.reduce((sum, one) => sum + (one - mean) ** 2, 0) / loadings.length);
    expect(mean).toBeCloseTo(1, 2);
    expect(sd).toBeCloseTo(0.015, 2.5);
    expect(lotLoading('L2', rng, 0)).toEqual({ qn: 1, qp: 1 });
  });
});
