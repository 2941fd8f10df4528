import { describe, expect, it } from '@jest/globals';
import { bentBounds } from '../../../planner/design/bent-bounds.js';
import { Warp } from '../../../planner/surrogate/warp.js';

describe('bounds on a bent scale', () => {
  const scale = new Warp(0, 1, 2);

  it('are where values at them are', () => {
    expect(bentBounds({ name: 'a', min: 3, max: 5 }, scale)).toEqual({
      ...{ name: 'a', min: scale.at(3), max: scale.at(5) },
    });
  });

  it('stay open where they were', () => {
    expect(bentBounds({ name: 'a', min: 3 }, scale)).toEqual({ name: 'a', min: scale.at(3) });
    expect(bentBounds({ name: 'a', min: -Infinity, max: 5 }, scale)).toEqual({
      ...{ name: 'a', min: -Infinity, max: scale.at(5) },
    });
  });
});
