import { describe, expect, it } from '@jest/globals';
import { parseCampaign } from '../../config/load.js';
import { ConfigError, formatProblem } from '../../config/problem.js';

const LINES = [
  'name: x',
  "objectives: [{ quantity: capacity_retention, unit: '%', direction: maximise }]",
  'budget: { experiments: 9 }',
  'space:',
  '  variables:',
  '    - { name: main-additive, kind: choice, levels: [none, VC, FEC] }',
  "    - { name: formation.cycles, kind: integer, min: 1, max: 3, unit: '1' }",
  "    - { name: additive.VC, kind: continuous, min: 1, max: 3, unit: '%', when: { main-additive: [VC] } }",
  '    - { name: formation.laterCRate, kind: continuous, min: 0.1, max: 1, unit: /h, when: { formation.cycles: { min: 2 } } }',
];

function said(from: string, to: string): string {
  const text = LINES.join('\n');
  expect(text).toContain(from);
  try {
    parseCampaign(text.replace(from, to), 'x.yaml');
    return 'nothing';
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(formatProblem).join('\n');
    throw error;
  }
}

describe('a variable with a condition', () => {
  it('is read with it', () => {
    const { space } = parseCampaign(LINES.join('\n'), 'x.yaml');
    expect(space.variables[2]).toMatchObject({ when: { 'main-additive': ['VC'] } });
    expect(space.variables[3]).toMatchObject({ when: { 'formation.cycles': { min: 2 } } });
  });

  it.each([
    [
      'a level that is none',
      '[VC] }',
      '[VD] }',
      'main-additive is never this; expected one of none, VC, FEC',
    ],
    ['a misspelt name', '{ main-additive: [', '{ main-aditive: [', 'did you mean "main-additive"?'],
    ['a range of a choice', '[VC] }', '{ min: 1 } }', 'expected a list of levels of main-additive'],
    ['levels of whole numbers', '{ min: 2 }', '[2]', 'expected min, max or both of whole numbers'],
    ['a range out of reach', '{ min: 2 }', '{ min: 4 }', 'never so; expected a range within 1 to 3'],
    [
      'any value in a range',
      'when: { formation.cycles: { min: 2 } }',
      'when: { additive.VC: { min: 2 } }',
      'any value in a range decides nothing',
    ],
    [
      'what stands below it',
      'levels: [none, VC, FEC] }',
      'levels: [none, VC, FEC], when: { formation.cycles: { min: 2 } } }',
      'no variable above is called so; expected a choice, a list of levels or whole numbers above it',
    ],
    ['a choice that decides nothing', ', when: { main-additive: [VC] }', '', 'this choice decides nothing'],
  ])('is refused for %s', (_what, from, to, words) => {
    const text = said(from, to);
    expect(text).toContain(words);
    expect(text.split('\n')).toHaveLength(1);
  });

  it('can have its default where limits of voltage are concerned', () => {
    const variables = [
      LINES[5]!,
      '    - { name: cycling.upperVoltage, kind: continuous, min: 4.3, max: 4.5, unit: V, when: { main-additive: [VC] } }',
    ];
    const text = [...LINES.slice(0, 5), ...variables, 'fixed: { cycling.lowerVoltage: 2.8 }'].join('\n');
    expect(parseCampaign(text, 'x.yaml').space.variables).toHaveLength(2);
  });
});
