/** What a photoelectron survey of an opened cell would find on its graphite, apart from the instrument's own errors. */
import { FILM_ELEMENTS, type FilmElement } from '../../../drivers/characteriser.js';
import type { Cell } from '../cell/cell.js';
import { FILM_CLASSES, type FilmClassName } from '../film/film-classes.js';

export type AtomicFractions = Readonly<Record<FilmElement, number>>;

interface Compound {
  readonly molarVolumeM3: number;
  /** Atoms per formula unit. */
  readonly atoms: Readonly<Partial<Record<FilmElement, number>>>;
  /** Comes off partly when the electrode is rinsed. */
  readonly soluble: boolean;
}

/** One typical compound for each product class; volumes from densities of the solids (choices where unknown). */
const COMPOUNDS: Readonly<Record<FilmClassName, Compound>> = {
  organic: compound(96, { C: 4, O: 6, Li: 2 }, true),
  carbonate: compound(35, { C: 1, O: 3, Li: 2 }),
  fluoride: compound(9.8, { Li: 1, F: 1 }),
  polymer: compound(63, { C: 3, O: 3 }),
  borate: compound(80, { B: 1, C: 2, O: 5, Li: 1 }),
  sulfate: compound(55, { S: 1, O: 4, Li: 2 }),
  phosphate: compound(45, { P: 1, O: 3, F: 1, Li: 2 }),
  linear: compound(60, { C: 3, O: 3, Li: 1 }, true),
};

/** Inelastic mean free path of the photoelectrons, m. */
const ESCAPE_DEPTH_M = 3e-9;
/** Carbon from the way to the spectrometer, in units of the whole signal. */
const ADVENTITIOUS_CARBON = 0.08;

/**
 * Atomic fractions as the spectrometer sees them: graphite shines through a thin film, and carbon settles on any film.
 * @param washedShare of the soluble compounds that rinsing took off, 0 to 1
 */
export function surveyedFractions(cell: Cell, washedShare = 0): AtomicFractions {
  const atoms = filmAtoms(cell, washedShare);
  const total = FILM_ELEMENTS.reduce((sum, element) => sum + atoms[element], 0);
  const substrate = total > 0 ? Math.exp(-cell.state.filmThicknessM / ESCAPE_DEPTH_M) : 1;
  const signal = (element: FilmElement): number =>
    (total > 0 ? (atoms[element] / total) * (1 - substrate) : 0) +
    (element === 'C' ? substrate + ADVENTITIOUS_CARBON : 0);
  return normalised(forElements(signal));
}

/** One value for every element. */
export function forElements(value: (element: FilmElement) => number): Record<FilmElement, number> {
  return {
    Li: value('Li'),
    C: value('C'),
    O: value('O'),
    F: value('F'),
    P: value('P'),
    S: value('S'),
    B: value('B'),
  };
}

export function normalised(amounts: Readonly<Record<FilmElement, number>>): AtomicFractions {
  const total = FILM_ELEMENTS.reduce((sum, element) => sum + amounts[element], 0);
  return forElements((element) => amounts[element] / total);
}

/** Moles of each element left in the film. */
function filmAtoms(cell: Cell, washedShare: number): Record<FilmElement, number> {
  return forElements((element) =>
    FILM_CLASSES.reduce((sum, name, index) => {
      const { molarVolumeM3, atoms, soluble } = COMPOUNDS[name];
      const kept = cell.state.filmVolumesM3[index]! * (soluble ? 1 - washedShare : 1);
      return sum + (kept / molarVolumeM3) * (atoms[element] ?? 0);
    }, 0),
  );
}

function compound(molarVolumeMl: number, atoms: Compound['atoms'], soluble = false): Compound {
  return { molarVolumeM3: molarVolumeMl * 1e-6, atoms, soluble };
}
