/** How much of a salt dissolves in which solvent. */
import { z } from 'zod';
import { SALTS, SOLVENTS } from './recipe-vocabulary.js';

/** mol/L by solvent. */
export const limitsSchema = z
  .partialRecord(
    z.enum(SOLVENTS),
    z.number().min(0).max(10).describe('most that dissolves in the pure solvent, mol/L'),
  )
  .describe('by solvent; in a blend the mean by mass fraction');

export const solubilitySchema = z
  .partialRecord(z.enum(SALTS), limitsSchema)
  .describe('how much of a salt dissolves: no recipe above it is proposed');
