/** What is known of the interfaces of each cell type: learned from spectra of this lab, and to be learned anew in another. */
import type { Build } from '../analysis/impedance/build.js';
import type { CellType } from './cell-type.js';

/**
 * Film, then charge transfer of both electrodes: capacitances (ln of F) and exponents with their spread between cells. From
 * 120 spectra of aged cells, without their truth: `npx tsx bench/analysis/impedance.ts --learn 120 --seed train`.
 */
const BUILDS: Readonly<Partial<Record<CellType, Build>>> = {
  'coin-2032-NMC811-graphite': [
    { logFarad: { mean: -9.698, sd: 0.03 }, exponent: { mean: 0.851, sd: 0.005 } },
    { logFarad: { mean: -8.087, sd: 0.09 }, exponent: { mean: 0.85, sd: 0.0105 } },
    { logFarad: { mean: -7.761, sd: 0.078 }, exponent: { mean: 0.89, sd: 0.005 } },
  ],
};

export function buildOf(cellType: CellType): Build | undefined {
  return BUILDS[cellType];
}
