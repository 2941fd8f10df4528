import { describe, expect, it } from '@jest/globals';
import { measuredTable, type MeasuredTable } from '../../../../agent/tables/measured/measured-table.js';
import { BOWL_SPACE, bowl, written } from '../../cli/backtest/files.js';

const read = (rows: readonly string[], space: readonly string[]): Promise<MeasuredTable> =>
  measuredTable(written('t.csv', rows), written('s.yaml', space));

describe('a measured table with a variable that takes part in no row', () => {
  const withDose = (dose: string): Promise<MeasuredTable> =>
    read(
      ['add,dose,y', 'none,,1', 'VC,,2', 'none,,3'],
      [
        'space:',
        '  variables:',
        '    - { name: add, kind: categorical, levels: [none, VC, FEC] }',
        `    - { name: dose, ${dose}, when: { add: [FEC] } }`,
        'columns: { objectives: [{ column: y, direction: minimise }] }',
      ],
    );

  it.each([
    ['kind: continuous', 'give its min and max in'],
    ['kind: integer, min: 0', 'give its max in'],
    ['kind: categorical', 'give its levels in'],
  ])('asks for what its rows cannot tell (%s)', async (dose, words) => {
    await expect(withDose(dose)).rejects.toThrow(
      `t.csv: no row has a value of dose, for its condition holds in none: ${words}`,
    );
  });

  it('takes the variable as the space gives it', async () => {
    const { space } = await withDose('kind: continuous, min: 0, max: 5');
    expect(space.variables[1]).toMatchObject({ min: 0, max: 5 });
  });
});

describe('a measured table', () => {
  it('is refused when no row is left that has a value', async () => {
    const space = BOWL_SPACE.map((line) => line.replace('columns: {', 'columns: { missing: leave-out,'));
    await expect(read(['a,b,y', '0,1,', '1,2,nan'], space)).rejects.toThrow(
      't.csv: no row has a value of y: there is nothing to learn from',
    );
  });

  it('is refused for a space that cannot be searched, by its file', async () => {
    const space = BOWL_SPACE.map((line) => line.replace('name: a,', 'name: a, min: 7,'));
    await expect(read(bowl(9), space)).rejects.toThrow(
      /s\.yaml: the search space cannot be used: a: expected finite min <= max/,
    );
  });
});

describe('printed shares of a measured table', () => {
  it('that keep their bounds lie in its space, whatever they sum to', async () => {
    const { rows, notes } = await read(
      ['A,B,C,y', '0.02,0.5,0.48,1', '0.333,0.333,0.333,2'],
      [
        'space: { fractions: [{ name: s, components: { A: { max: 0.333 }, B: {}, C: {} } }] }',
        'columns: { objectives: [{ column: y, direction: maximise }] }',
      ],
    );
    expect(notes).toEqual([]);
    expect(rows[1]!.parameters).toEqual({ 's.A': 0.333, 's.B': 0.3335, 's.C': 0.3335 });
  });
});
