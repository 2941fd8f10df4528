/** The whole validation table, in the order of its numbers. */
import type { Row } from './row.js';
import { AGEING_ROWS } from './rows/ageing.js';
import { CELL_ROWS } from './rows/cells.js';
import { ELECTROLYTE_ROWS } from './rows/electrolyte.js';
import { FORMATION_ROWS } from './rows/formation.js';
import { PUBLISHED_ROWS } from './rows/published.js';

export const ROWS: readonly Row[] = [
  ...PUBLISHED_ROWS,
  ...ELECTROLYTE_ROWS,
  ...FORMATION_ROWS,
  ...AGEING_ROWS,
  ...CELL_ROWS,
].sort((a, b) => a.number - b.number);
