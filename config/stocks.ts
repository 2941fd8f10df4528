/** Stock solutions that electrolytes are mixed from. */
import { z } from 'zod';
import { identifier } from './scalars.js';
import { ADDITIVES, SALTS, SOLVENTS } from './recipe-vocabulary.js';

const stockSchema = z.strictObject({
  solvent: z
    .partialRecord(z.enum(SOLVENTS), z.number().min(0).max(1).describe('mass fraction, kg/kg'))
    .describe('the solvent blend; its shares sum to 1'),
  salt: z
    .partialRecord(z.enum(SALTS), z.number().min(0).max(5).describe('concentration, mol/L'))
    .prefault({})
    .describe('the salts'),
  additive: z
    .partialRecord(z.enum(ADDITIVES), z.number().min(0).max(20).describe('mass percent, %'))
    .prefault({})
    .describe('the additives'),
  volumeMl: z
    .number()
    .positive()
    .exactOptional()
    .describe('how much of it the campaign may use in all, mL; no limit when left out'),
});

export const stocksSchema = z
  .record(identifier, stockSchema)
  .describe('solutions that recipes are mixed from, by name; space.fractions then has a block called stock');

export type Stock = z.output<typeof stockSchema>;
export type Stocks = z.output<typeof stocksSchema>;
