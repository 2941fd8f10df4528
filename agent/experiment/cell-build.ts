/** What is known of the interfaces of each cell type: learned from spectra of this lab, and to be learned anew in another. */
import type { Build } from '../analysis/impedance/build.js';
import type { CellType } from './cell-type.js';

/**
 * Film, then charge transfer of both electrodes: capacitances (ln of F) and exponents with their spread between cells. From
 * 120 spectra of aged cells, without their truth: `npx tsx bench/analysis/impedance.ts --learn 120 --seed train`.
 */
const BUILDS: Readonly<Partial<Record<CellType, Build>>> = {
  'coin-2032-NMC811-graphite': [
    { logFarad: { mean: -9.695, sd: 0.03 }, exponent: { mean: 0.851, sd: 0.005 } },
    { logFarad: { mean: -8.078, sd: 0.038 }, exponent: { mean: 0.852, sd: 0.007 } },
    { logFarad: { mean: -7.815, sd: 0.102 }, exponent: { mean: 0.885, sd: 0.007 } },
  ],
};

export function buildOf(cellType: CellType): Build | undefined {
  return BUILDS[cellType];
}
