/** How a table says what its ingredients are. */
import { z } from 'zod';

export const identitySchema = z
  .union([
    z
      .string()
      .min(1)
      .describe('short name, another name, CAS number, InChIKey or SMILES of an ingredient we know'),
    z.strictObject({ smiles: z.string().min(1).describe('its structure') }),
    z.strictObject({ formula: z.string().min(1).describe('its formula, such as C3H4O3') }),
  ])
  .describe('which ingredient it is: a name we know, { smiles: } or { formula: }; none for no ingredient');

export const levelIdentitiesSchema = z
  .union([
    z.enum(['smiles', 'formula']).describe('the levels are written so'),
    z.record(z.string(), identitySchema),
  ])
  .describe('which ingredient each level is; by the level itself when left out');

export type Identity = z.output<typeof identitySchema>;
export type LevelIdentities = z.output<typeof levelIdentitiesSchema>;
