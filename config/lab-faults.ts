/** How often things go wrong in a simulated lab, and what goes wrong at a stated time. */
import { z } from 'zod';
import { injectionSchema } from './fault-injection.js';
import { CHANCE_FAULTS } from './fault-vocabulary.js';
import { probability } from './scalars.js';

const rate = z.union([
  z.number().min(0).max(1000),
  z.string().regex(/^x\d{1,4}(?:\.\d+)?$/, 'a multiple of the usual one such as x3'),
]);

export const faultsSchema = z.strictObject({
  scale: z
    .number()
    .min(0)
    .max(1000)
    .default(1)
    .describe('multiple of every rate that is not set below; 0: nothing goes wrong by chance'),
  rates: z
    .partialRecord(
      z.enum(CHANCE_FAULTS),
      rate.describe('a rate in the unit of docs/faults.md, or a multiple of the usual one such as x3'),
    )
    .prefault({})
    .describe('single rates by the name of the fault'),
  schedule: z.array(injectionSchema).prefault([]).describe('faults that come at a stated time'),
  dispensingError: probability
    .exactOptional()
    .describe('older name of rates.dispensing-error, per transfer, 1'),
  hardShort: probability.exactOptional().describe('older name of rates.hard-short, per cell, 1'),
  channelFault: probability
    .exactOptional()
    .describe('older form of rates.channel-fault: 0.005 per job stands for 0.5 per channel and year, 1'),
});

export type FaultsConfig = z.output<typeof faultsSchema>;

/** Faults of single rates as the file has them, older names included. */
export function ratesOf({
  rates,
  dispensingError,
  hardShort,
  channelFault,
}: FaultsConfig): FaultsConfig['rates'] {
  return {
    ...(dispensingError !== undefined && { 'dispensing-error': dispensingError }),
    ...(hardShort !== undefined && { 'hard-short': hardShort }),
    ...(channelFault !== undefined && { 'channel-fault': 100 * channelFault }),
    ...rates,
  };
}
