/** The tasks and results of a characterisation station, as it and its driver say them. */
import { z } from 'zod';
import {
  CHARACTERISER_KINDS,
  FILM_ELEMENTS,
  type CharacteriserResult,
  type CharacteriserTask,
} from '../characteriser.js';
import type { Vocabulary } from '../mqtt-instrument/codec.js';

const number = z.number();

export const stationVocabulary: Vocabulary<CharacteriserTask, CharacteriserResult> = {
  task: z.object({ kind: z.enum(CHARACTERISER_KINDS), cellId: z.string().min(1) }),
  result: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('impedance'), openCircuitVoltageV: number }),
    z.object({ kind: z.literal('mass'), massKg: number, massSdKg: number }),
    z.object({
      kind: z.literal('microbalance'),
      arealMassKgPerM2: number,
      arealMassSdKgPerM2: number,
      massPerElectronKgPerMol: number,
      massPerElectronSdKgPerMol: number,
    }),
    z.object({ kind: z.literal('gas'), amountMol: number, amountSdMol: number }),
    z.object({
      kind: z.literal('film'),
      thicknessM: number,
      thicknessSdM: number,
      atomicFractions: z.record(z.enum(FILM_ELEMENTS), number),
    }),
  ]),
};
