import { describe, expect, it } from '@jest/globals';
import { askables } from '../../../agent/design/askable.js';
import { designReport } from '../../../agent/design/design-report.js';
import type { DesignAnswer, DesignRequest } from '../../../planner/design/request.js';

const material = {
  about: 'a record',
  askable: askables([{ name: 'capacity_retention', unit: '%', value: 94 }]),
  known: { space: { blocks: [], variables: [], constraints: [] }, observations: [], failures: [] },
  notes: ['a table was not heard'],
};
const answer: DesignAnswer = {
  designs: [],
  probabilityByChance: 0.01,
  together: { mean: 0, interval: [0, 0], any: 0 },
  widening: { capacity_retention: 1.3 },
  skill: { capacity_retention: 0.04 },
  disbelieved: { capacity_retention: ['a model'] },
  extrapolated: ['capacity_retention'],
};

describe('a design', () => {
  it('is asked in the units of the record, and says what to know before believing it', async () => {
    const asked: DesignRequest[] = [];
    const question = { targets: ['retention >= 0.99'], count: 5, seed: 3 };
    const report = await designReport(material, question, (request) => {
      asked.push(request);
      return answer;
    });
    expect(asked[0]).toMatchObject({ targets: [{ name: 'capacity_retention', min: 99 }], count: 5, seed: 3 });
    expect(report.notes).toEqual([
      'no recipe was found with a chance of 1 %: those told are the likeliest, but none to try',
      'no result so far meets capacity_retention >= 99 % (1 results, 94 to 94): this is a guess beyond them',
      'predictions of capacity_retention were too sure on recipes held out: their standard deviations are taken 1.30 times as large',
      'the model of capacity_retention hardly knows more than how far its results scatter (skill 0.04 on recipes held out): do not rely on its P before more was measured',
      'what a model says of capacity_retention does not go with the results: it is left out',
      '0 different recipes were found, not 5',
      'a table was not heard',
    ]);
  });
});
