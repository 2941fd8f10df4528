import { describe, expect, it } from '@jest/globals';
import { plan } from '../../planner/plan.js';
import type { PlanRequest } from '../../planner/request.js';
import { layOut } from '../../planner/space/layout.js';
import { reasonsOutside } from '../../planner/space/membership.js';
import type { Parameters, Space } from '../../planner/space/space.js';

/** Three experiments in all: nothing, or one of two doses. */
const doses: Space = {
  blocks: [],
  variables: [
    { name: 'additive', kind: 'categorical', levels: ['none', 'VC'] },
    { name: 'dose', kind: 'integer', min: 1, max: 2, when: { additive: ['VC'] } },
  ],
  constraints: [],
};

function requestFor(
  space: Space,
  measured: readonly Parameters[],
  value: (p: Parameters) => number,
): PlanRequest {
  return {
    space,
    objectives: [{ name: 'y', direction: 'maximise' }],
    observations: measured.map((parameters) => ({
      parameters,
      results: { y: { value: value(parameters) } },
    })),
    failures: [],
    pending: [],
    count: 1,
    seed: 1,
    n0: 2,
  };
}

describe('plans in a space with conditions', () => {
  it('know what was measured, whatever the record says of what took no part', () => {
    const known = [
      { additive: 'none', dose: 2 },
      { additive: 'VC', dose: 1 },
    ];
    const [proposal] = plan(requestFor(doses, known, ({ additive }) => (additive === 'VC' ? 1 : 0)));
    expect(proposal!.parameters).toEqual({ additive: 'VC', dose: 2 });
    const all = [...known, { additive: 'VC', dose: 2 }];
    expect(() => plan(requestFor(doses, all, () => 1))).toThrow(/no untried point/);
  });

  it('find the best dose of the best additive', () => {
    const space: Space = {
      blocks: [],
      variables: [
        { name: 'additive', kind: 'categorical', levels: ['none', 'VC', 'FEC'] },
        ...['VC', 'FEC'].map((name) => ({
          ...{ name, kind: 'continuous' as const, min: 0.5, max: 5, scale: 'linear' as const },
          when: { additive: [name] },
        })),
      ],
      constraints: [],
    };
    const value = ({ VC, FEC }: Parameters): number =>
      VC !== undefined ? 3 - (Number(VC) - 2) ** 2 : FEC !== undefined ? 1 - 0.2 * (Number(FEC) - 4) ** 2 : 0;
    const measured: Parameters[] = [];
    for (let i = 0; i < 14; i++) {
      const request = { ...requestFor(space, measured, value), n0: 5, seed: i };
      const { parameters } = plan(request)[0]!;
      expect(reasonsOutside(layOut(space), parameters)).toEqual([]);
      expect(Object.keys(parameters)).toHaveLength(parameters['additive'] === 'none' ? 1 : 2);
      measured.push(parameters);
    }
    expect(Math.max(...measured.map(value))).toBeGreaterThan(2.95);
  });
});
