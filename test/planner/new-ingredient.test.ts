/** What models believe of an ingredient that no experiment had, by its name alone and by what it is made of. */
import { describe, expect, it } from '@jest/globals';
import { entryOf, historyOf } from '../../planner/history.js';
import { fitModels, predict } from '../../planner/models.js';
import type { Prediction } from '../../planner/proposal.js';
import type { PlanRequest } from '../../planner/request.js';
import { plan } from '../../planner/plan.js';
import type { Composition, Space } from '../../planner/space/space.js';

/** Sultones and carbonates; the value of an additive is that of its family. */
const ADDITIVES: Readonly<Record<string, { readonly composition: Composition; readonly value: number }>> = {
  DTD: { composition: { C: 2, O: 4, S: 1 }, value: 2.1 },
  PS: { composition: { C: 3, O: 3, S: 1 }, value: 1.9 },
  ES: { composition: { C: 2, O: 3, S: 1 }, value: 2 },
  VC: { composition: { C: 3, O: 3 }, value: 0.1 },
  VEC: { composition: { C: 5, O: 3 }, value: -0.1 },
  EC: { composition: { C: 3, O: 3 }, value: 0 },
};
const NEW = 'PES';
const NEIGHBOUR = 'PS';
const COMPOSITION: Composition = { C: 3, O: 3, S: 1 };

const levels = [...Object.keys(ADDITIVES), NEW];
const compositions = [...Object.values(ADDITIVES).map((one) => one.composition), COMPOSITION];

const category = (isKnown: boolean): Space => ({
  blocks: [],
  variables: [{ name: 'additive', kind: 'categorical', levels, ...(isKnown && { compositions }) }],
  constraints: [],
});
const blend = (isKnown: boolean): Space => ({
  blocks: [
    {
      name: 'x',
      components: levels.map((name, k) => ({
        ...{ name, min: 0, max: 1 },
        ...(isKnown && { composition: compositions[k]! }),
      })),
      maxComponents: levels.length,
    },
  ],
  variables: [],
  constraints: [],
});

const inCategory = (name: string) => ({ additive: name });
const inBlend = (name: string) =>
  Object.fromEntries(levels.map((level) => [`x.${level}`, level === name ? 1 : 0]));

type PointOf = (name: string) => Record<string, number | string>;

function request(space: Space, pointOf: PointOf): PlanRequest {
  const observations = Object.entries(ADDITIVES).map(([name, { value }]) => ({
    parameters: pointOf(name),
    results: { y: { value } },
  }));
  return {
    ...{ space, observations, failures: [], pending: [], count: 1, seed: 1, n0: 0 },
    objectives: [{ name: 'y', direction: 'maximise' }],
  };
}

function believed(space: Space, pointOf: PointOf): Prediction {
  const history = historyOf(request(space, pointOf));
  const { features } = entryOf(history.encoding, pointOf(NEW));
  return predict(fitModels(history, []), history.objectives, features)[0]!;
}

describe.each([
  ['a level of a category', category, inCategory as PointOf],
  ['a component of a blend', blend, inBlend as PointOf],
])('an additive seen for the first time, %s', (_, spaceOf, pointOf) => {
  const [byName, byAtoms] = [believed(spaceOf(false), pointOf), believed(spaceOf(true), pointOf)];
  const neighbour = ADDITIVES[NEIGHBOUR]!.value;

  it('is less uncertain than an unknown name', () => {
    // With 2000 draws of the hyperparameters 0.81 and 0.90 of it; few of them leave a tenth to chance.
    expect(byAtoms.sdModel).toBeLessThan(byName.sdModel);
  });

  it('is expected nearer to its chemical neighbour', () => {
    expect(Math.abs(byAtoms.mean - neighbour)).toBeLessThan(0.75 * Math.abs(byName.mean - neighbour));
  });

  it('is proposed alike each time it is asked for', () => {
    const [first] = plan(request(spaceOf(true), pointOf));
    expect(plan(request(spaceOf(true), pointOf))[0]).toEqual(first);
  });
});
