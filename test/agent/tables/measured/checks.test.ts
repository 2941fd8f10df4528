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
