/** What the film on graphite is made of, and what each kind of material does to it. */

/** Product classes, in the order in which a cell's state lists their volumes. */
export const FILM_CLASSES = [
  'organic',
  'carbonate',
  'fluoride',
  'polymer',
  'borate',
  'sulfate',
  'phosphate',
  'linear',
] as const;
export type FilmClassName = (typeof FILM_CLASSES)[number];

export interface FilmClass {
  /** Decay length of electron tunnelling, nm. */
  readonly tunnellingNm: number;
  /** ln of the permeability against that of the organic class. */
  readonly lnPermeability: number;
  /** Ohm m at 25 Cel. */
  readonly resistivityOhmM: number;
  /** Cracking per throughput, 1 for the organic class. */
  readonly brittleness: number;
}

/**
 * Choices: ordered so that fluoride is dense, polymer tough and resistive, sulfate and phosphate conductive, and the
 * alkyl carbonates of linear solvents leaky. The polymer's permeability is the saturating term in film-properties.ts.
 */
export const FILM_CLASS_PROPERTIES: Readonly<Record<FilmClassName, FilmClass>> = {
  organic: filmClass(1.55, 0, 1.6e6, 1),
  carbonate: filmClass(1.45, -0.35, 3e6, 0.9),
  fluoride: filmClass(1.3, -0.9, 2e6, 1.1),
  polymer: filmClass(1.42, 0, 8e6, 0.35),
  borate: filmClass(1.4, -1.5, 3.6e6, 0.7),
  sulfate: filmClass(1.45, -2.1, 0.8e6, 0.75),
  phosphate: filmClass(1.45, -1.6, 0.9e6, 0.75),
  linear: filmClass(1.75, 1.8, 1.6e6, 1.3),
};

function filmClass(
  tunnellingNm: number,
  lnPermeability: number,
  resistivityOhmM: number,
  brittleness: number,
): FilmClass {
  return { tunnellingNm, lnPermeability, resistivityOhmM, brittleness };
}
