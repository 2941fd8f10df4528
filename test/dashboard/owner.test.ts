import { describe, expect, it } from '@jest/globals';
import { ownerOf } from '../../dashboard/data/experiment.js';

describe("a person's experiment says whose it is", () => {
  it('and why', () => {
    expect(ownerOf({ actor: 'ada', note: 'control without VC', snapped: [] })).toBe(
      'ada: control without VC',
    );
  });

  it('and in whose place, and what the lab makes of it', () => {
    const instead = { proposal: 'P0003', changed: ['additive.VC 1 -> 2 %'] };
    expect(
      ownerOf({ actor: 'ada', note: '', snapped: ['formation.temperature 33.3 -> 33 Cel'], instead }),
    ).toBe(
      'ada, in the place of P0003 (additive.VC 1 -> 2 %), made in the steps of the lab (formation.temperature 33.3 -> 33 °C)',
    );
  });
});
