/** What a lab can build: the numbers that turn a C-rate into a current and a fill into a dose. */
export const CELL_TYPES = {
  /** 2032 coin cells with a 14 mm cathode, of 4.8 and 3.4 mA.h. */
  'coin-2032-NMC811-graphite': { nominalCapacityAs: 4.8e-3 * 3600, electrolyteVolumeL: 70e-6 },
  'coin-2032-LFP-graphite': { nominalCapacityAs: 3.39e-3 * 3600, electrolyteVolumeL: 70e-6 },
} as const;

export type CellType = keyof typeof CELL_TYPES;

/** The current of one C, A. */
export function oneCA(cellType: CellType): number {
  return CELL_TYPES[cellType].nominalCapacityAs / 3600;
}
