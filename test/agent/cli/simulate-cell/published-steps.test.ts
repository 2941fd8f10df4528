import { describe, expect, it } from '@jest/globals';
import {
  cycleOption,
  cycleSteps,
  type CycleOption,
} from '../../../../agent/cli/simulate-cell/published-steps.js';
import { cRate, duration } from '../../../../agent/cli/simulate-cell/quantities.js';

const cycle = (...words: readonly (readonly [CycleOption['option'], string])[]) =>
  cycleSteps(
    words.map(([option, text]) => cycleOption(option, text)),
    'lgm50',
  );
const until = (quantity: string, value: number) => [{ quantity, value }];

describe('the steps of a cycle', () => {
  it('come in the order of the options, each with its own end', () => {
    expect(
      cycle(
        ['charge', '1C'],
        ['to', '4.1'],
        ['hold', 'C/20'],
        ['rest', '30min'],
        ['discharge', 'C/2'],
        ['down-to', '2.7'],
      ),
    ).toEqual([
      { kind: 'constant-current', currentA: 5, until: until('voltage', 4.1) },
      { kind: 'constant-voltage', voltageV: 4.1, until: until('current', 0.25) },
      { kind: 'rest', durationS: 1800 },
      { kind: 'constant-current', currentA: -2.5, until: until('voltage', 2.7) },
    ]);
  });

  it('go down and up between the cut-offs of the set when nothing is said', () => {
    expect(cycle()).toEqual([
      { kind: 'constant-current', currentA: -2.5, until: until('voltage', 2.5) },
      { kind: 'constant-current', currentA: 2.5, until: until('voltage', 4.2) },
    ]);
  });

  it.each([
    ['a hold before any current', [['hold', 'C/20']], /--hold needs/],
    ['a cut-off without its step', [['to', '4.2']], /--to belongs right after a --charge/],
    [
      'cut-offs the wrong way round',
      [
        ['charge', '1C'],
        ['to', '3'],
        ['discharge', '1C'],
        ['down-to', '3.5'],
      ],
      /cut-offs reversed: --to 3 V must lie above --down-to 3.5 V/,
    ],
  ] as const)('refuse %s', (_name, words, message) => {
    expect(() => cycle(...words)).toThrow(message);
  });
});

describe('rates and times', () => {
  it('read as people write them', () => {
    expect(['C/20', '1C', '0.5C'].map(cRate)).toEqual([0.05, 1, 0.5]);
    expect(['10s', '30min', '12h', '365d'].map(duration)).toEqual([10, 1800, 43_200, 31_536_000]);
  });

  it.each(['0C', 'C/0', '-1C', 'fast', '', '1'])('refuse "%s" as a rate', (text) => {
    expect(() => cRate(text)).toThrow(/expected a rate above zero/);
  });
});
