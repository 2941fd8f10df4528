import { describe, expect, it } from '@jest/globals';
import { measuredTable } from '../../../../agent/tables/measured/measured-table.js';
import { written } from '../../cli/backtest/files.js';

const SPACE = [
  'space:',
  '  variables:',
  '    - { name: add, kind: categorical }',
  '    - { name: dose, kind: continuous, when: { add: [VC] } }',
  '    - { name: t, kind: continuous }',
  'columns: { replicates: g, objectives: [{ column: y, direction: maximise }] }',
];

/** Its groups, or what is wrong with it. */
async function outcome(rows: readonly string[], space = SPACE): Promise<string> {
  const file = written('t.csv', rows);
  return measuredTable(file, written('s.yaml', space)).then(
    (table) => table.rows.map(({ group }) => group).join(' '),
    (error: unknown) => String(error).replaceAll(file, 't.csv'),
  );
}

describe('replicates of a measured table', () => {
  const HEADER = 'add;dose;t;g;y';
  const SOUND = [HEADER, 'VC;0,50;1;A;1', 'VC;0,7;2;B;2', 'none;;3;C;3'];

  it.each([
    ['numbers are written otherwise', 'VC;0,5;1,0;A;4'],
    ['numbers differ by how a program printed them', 'VC;0,5000000000000001;1;A;4'],
    ['a cell is filled where it is not read', 'none;9;3;C;4'],
  ])('are one experiment where %s', async (_what, row) => {
    expect(await outcome([...SOUND, row])).toMatch(/^A B C [AC]$/);
  });

  it.each(['', 'nan'])('are none where the cell is empty ("%s")', async (cell) => {
    expect(await outcome([...SOUND, `VC;0,5;4;${cell};1`, `VC;0,6;5;${cell};1`])).toBe('A B C line 5 line 6');
  });

  it('are a mistake where their settings differ, by line and column', async () => {
    const text = await outcome([...SOUND, 'VC;0,6;1;A;4', 'VC;;3;C;4']);
    expect(text).toContain('t.csv:5, column "dose": "0,6", but its replicate on line 2 has "0,50"');
    expect(text).toContain('t.csv:6, column "add": "VC", but its replicate on line 4 has "none"');
  });
});

describe('a column of one value', () => {
  const FREE = SPACE.map((line) => line.replace('replicates: g', 'feasible: ok'));
  const HEADER = 'add,dose,t,ok,y';

  it.each([
    [
      'is told however it is written',
      ['none,,1,yes,1', 'none,,1.0,yes,2', 'VC,1,1e0,yes,3', 'VC,2,1,yes,4'],
      't.csv:2, column "t": every row has 1: what does not vary cannot be searched, leave it out of the space',
    ],
    [
      'is told where it takes part, by its first row there',
      ['none,,1,yes,1', 'VC,0.1,2,yes,2', 'none,5,3,yes,3', 'VC,0.10,4,yes,4'],
      't.csv:3, column "dose": every row that counts has 0.1: what does not vary cannot be searched',
    ],
    [
      'is told of the results of successes',
      ['none,,1,no,7', 'VC,1,2,yes,5', 'VC,2,3,no,', 'VC,3,4,yes,5.0'],
      't.csv:3, column "y": every row that counts has 5: there is nothing better to find',
    ],
  ])('%s', async (_what, rows, words) => {
    const text = await outcome([HEADER, ...rows], FREE);
    expect(text).toContain('1 mistake, nothing was run');
    expect(text).toContain(words);
  });

  it('is none when one success only has a result', async () => {
    expect(await outcome([HEADER, 'none,,1,no,', 'VC,1,2,yes,5', 'VC,2,3,no,'], FREE)).toBe(
      'line 2 line 3 line 4',
    );
  });

  it('is told of shares as they are printed, whatever they sum to', async () => {
    const space = [
      'space: { fractions: [{ name: film, components: { A: {}, B: {}, C: {} } }] }',
      'columns: { objectives: [{ column: y, direction: maximise }] }',
    ];
    const rows = ['A,B,C,y', '0.33,0.33,0.33,1', '0.33,0.3,0.37,2', '0.330,0.2,0.47,3'];
    expect(await outcome(rows, space)).toContain('t.csv:2, column "A": every row has 0.33: what');
  });
});
