import { describe, expect, it } from '@jest/globals';
import { problemsOf, type Setting } from '../../dashboard/data/space.js';

const TEMPERATURE: Setting = { name: 'formation.temperature', unit: 'Cel', kind: 'number', min: 20, max: 55 };

describe('what the agent finds wrong with a recipe', () => {
  it('stands at the setting that it is about, in the units of its hint; the rest stands apart', () => {
    const message =
      'formation.temperature: expected 20 to 55 Cel, got 90; the salt needs 45 Cel in this blend';
    expect(problemsOf([TEMPERATURE], message)).toEqual({
      at: { 'formation.temperature': 'expected 20 to 55 °C, got 90' },
      rest: ['the salt needs 45 °C in this blend'],
    });
  });
});
