/** The tasks and results of a computing service, as it and its driver say them. */
import { z } from 'zod';
import type { Vocabulary } from '../mqtt-instrument/codec.js';
import { SOURCE_MODELS, type SourceResult, type SourceTask } from '../source.js';

const name = z.string().min(1);
const positive = z.number().positive();
const amounts = z.record(name, z.number().min(0));
const temperatureK = z.number().min(200).max(400);

const trial = z.object({
  formulation: z.object({
    solvents: amounts,
    saltsMolPerL: amounts,
    additives: z.record(name, z.number().min(0).max(1)),
  }),
  electrolyteVolumeL: positive,
  formation: z.object({ cRate: positive, temperatureK, cycles: z.int().min(1).max(20) }),
  cycling: z.object({ cRate: positive, temperatureK }),
});

export const sourceVocabulary: Vocabulary<SourceTask, SourceResult> = {
  task: z.object({ kind: z.literal('estimate'), model: z.enum(SOURCE_MODELS), trial }),
  result: z.object({
    kind: z.literal('estimate'),
    model: z.enum(SOURCE_MODELS),
    estimates: z.array(z.object({ name, value: z.number(), sd: z.number().min(0), unit: z.string() })),
    costEur: z.number().min(0),
    durationS: z.number().min(0),
  }),
};
