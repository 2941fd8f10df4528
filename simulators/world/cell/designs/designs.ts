/** The builds of cell that this world knows. */
import type { CellDesign } from '../cell-design.js';
import { LFP_COIN, NMC811_COIN } from './coin-cells.js';
import { LG_M50 } from './lg-m50.js';

export const CELL_DESIGNS = {
  'coin-2032-NMC811-graphite': NMC811_COIN,
  'coin-2032-LFP-graphite': LFP_COIN,
  'cylindrical-21700-LG-M50': LG_M50,
} as const satisfies Readonly<Record<string, CellDesign>>;

export type CellType = keyof typeof CELL_DESIGNS;
