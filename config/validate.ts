/** Checks plain data, wherever it comes from (a file, a REST body), against one kind of configuration. */
import type { z } from 'zod';
import { campaignSchema } from './campaign.js';
import { campaignFindings } from './campaign-rules.js';
import { recipeName } from './ingredients/recipe-name.js';
import { labSchema } from './lab.js';
import { labFindings } from './lab-rules.js';
import type { Finding } from './problem.js';
import { recipeFileFindings, recipeSchema } from './recipe-file.js';
import { tableSpaceFindings } from './table-space-rules.js';
import { tableSpaceSchema } from './table-space.js';
import { schemaFindings } from './zod-findings.js';

/** A kind of configuration: the type of each field, and the rules between fields. */
export interface Kind<S extends z.ZodType> {
  readonly schema: S;
  readonly rules: (raw: unknown) => Finding[];
  /** How a word of the file is written elsewhere; as it is when absent. */
  readonly nameOf?: (word: string, under: readonly string[]) => string;
}

export const labKind: Kind<typeof labSchema> = {
  schema: labSchema,
  rules: labFindings,
};
export const campaignKind: Kind<typeof campaignSchema> = {
  schema: campaignSchema,
  rules: campaignFindings,
  nameOf: recipeName,
};
export const recipeKind: Kind<typeof recipeSchema> = {
  schema: recipeSchema,
  rules: recipeFileFindings,
  nameOf: recipeName,
};
export const tableSpaceKind: Kind<typeof tableSpaceSchema> = {
  schema: tableSpaceSchema,
  rules: tableSpaceFindings,
};

/** The typed value with defaults filled in, or everything that is wrong. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly findings: readonly Finding[] };

export function check<S extends z.ZodType>(kind: Kind<S>, raw: unknown): Checked<z.output<S>> {
  const ofSchema = schemaFindings(kind.schema, raw);
  // Between the fields of something that has no fields, every rule would complain.
  const findings = isMapping(raw) ? [...ofSchema, ...kind.rules(raw)] : ofSchema;
  return findings.length === 0 ? { ok: true, value: kind.schema.parse(raw) } : { ok: false, findings };
}

function isMapping(raw: unknown): boolean {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}
