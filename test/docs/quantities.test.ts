import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CYCLE_DEFINITIONS } from '../../agent/analysis/definitions.js';
import { FIGURE_UNITS } from '../../agent/analysis/figure.js';

const page = readFileSync(join(import.meta.dirname, '../../docs/quantities.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| `'));
const cells = (row: string): string[] =>
  row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
const units = new Map(rows.map((row) => [cells(row)[0]!.replaceAll('`', ''), cells(row)[2]!]));

describe('the page of quantities', () => {
  it.each(Object.entries(CYCLE_DEFINITIONS))('has a row for the column %s, in its unit', (name, { unit }) => {
    expect(units.get(name)).toBe(unit);
  });

  it.each(Object.entries(FIGURE_UNITS))('has a row for the figure %s, in its unit', (name, unit) => {
    expect(units.get(name)).toBe(unit);
  });

  it('names nothing that there is not, and nothing twice', () => {
    const known = [...Object.keys(CYCLE_DEFINITIONS), ...Object.keys(FIGURE_UNITS)].sort();
    expect(rows.map((row) => cells(row)[0]!.replaceAll('`', '')).sort()).toEqual(known);
  });
});
