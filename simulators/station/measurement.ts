/** What the station measures. The physics comes from outside: these are the shapes it has to have. */
import type { Rng } from '../../core/rng.js';
import {
  FILM_ELEMENTS,
  type CharacteriserKind,
  type CharacteriserResult,
  type FilmElement,
} from '../../drivers/characteriser.js';
import type { Done } from '../mqtt-peer/work.js';
import type { RoomCell } from '../world/cell/cell-spec.js';

export interface ImpedanceSpectrum {
  readonly openCircuitVoltageV: number;
  readonly points: readonly {
    readonly frequencyHz: number;
    readonly realOhm: number;
    /** Negative for a capacitive cell. */
    readonly imaginaryOhm: number;
  }[];
}

export interface FilmSurvey {
  readonly thicknessM: number;
  /** Standard uncertainty as the station states it. */
  readonly thicknessSdM: number;
  /** Summing to 1. */
  readonly atomicFractions: Readonly<Record<FilmElement, number>>;
  readonly atomicFractionSds: Readonly<Record<FilmElement, number>>;
}

/** How a cell looks to each of the station's methods. `rng` is the measurement's own noise. */
export type Methods = Readonly<
  Record<CharacteriserKind, (cell: RoomCell, rng: Rng) => Done<CharacteriserResult>>
>;

export function impedanceResult({
  openCircuitVoltageV,
  points,
}: ImpedanceSpectrum): Done<CharacteriserResult> {
  return {
    result: { kind: 'impedance', openCircuitVoltageV },
    table: {
      columns: ['frequencyHz', 'realOhm', 'imaginaryOhm'],
      from: 0,
      rows: points.map(({ frequencyHz, realOhm, imaginaryOhm }) => [frequencyHz, realOhm, imaginaryOhm]),
    },
  };
}

export function filmResult({
  thicknessM,
  thicknessSdM,
  atomicFractions,
  atomicFractionSds,
}: FilmSurvey): Done<CharacteriserResult> {
  return {
    result: { kind: 'film', thicknessM, thicknessSdM, atomicFractions },
    table: {
      columns: ['elementIndex', 'atomicFraction', 'atomicFractionSd'],
      from: 0,
      rows: FILM_ELEMENTS.map((element, index) => [
        index,
        atomicFractions[element],
        atomicFractionSds[element],
      ]),
    },
  };
}
