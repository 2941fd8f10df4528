/** The search space of a campaign: what the planner may choose, and between which bounds. */
import { z } from 'zod';
import { RECIPE_VOCABULARY, SETTING_NAMES, SOLVENTS, type SettingName } from './recipe-vocabulary.js';
import {
  categoricalOf,
  choiceOf,
  continuousOf,
  fractionBlockOf,
  integerOf,
  shareBounds,
  spaceOf,
} from './space-parts.js';
import { identifier } from './scalars.js';
import { UNIT_CODES } from './units.js';

const solventBlockSchema = fractionBlockOf(
  z.literal('solvent').describe('the solvent blend'),
  z
    .partialRecord(
      z.enum(SOLVENTS),
      shareBounds('share, kg/kg').describe('bounds of the mass fraction of this component, kg/kg'),
    )
    .describe('the components that may be in the blend, by short name'),
);

const stockBlockSchema = fractionBlockOf(
  z.literal('stock').describe('the electrolyte, mixed from stock solutions'),
  z
    .record(
      identifier,
      shareBounds('share, L/L').describe('bounds of the volume fraction of this solution, L/L'),
    )
    .describe('the solutions that it may be mixed from, by their name under stocks'),
);

export const fractionBlockSchema = z.discriminatedUnion('name', [solventBlockSchema, stockBlockSchema]);

/** A setting the planner varies alone: everything but the solvents, whose shares hang together. */
const VARIABLE_NAMES = SETTING_NAMES.filter((name) => !name.startsWith('solvent.'));

const common = {
  name: z.enum(VARIABLE_NAMES).describe('the recipe setting, such as additive.VC or formation.cRate'),
  unit: z.enum(UNIT_CODES).describe("UCUM unit of the numbers here; must be the setting's own"),
};
const range = {
  min: z.number().describe('least value, in unit'),
  max: z.number().describe('largest value, in unit'),
};
const levels = z
  .array(z.number().describe('one value, in unit'))
  .min(2)
  .describe('the values to choose from, in unit');

export const variableSchema = z.discriminatedUnion('kind', [
  continuousOf({ ...common, ...range }),
  integerOf({ ...common, ...range }),
  categoricalOf({ ...common, levels }),
  choiceOf(identifier.describe('what the choice is called, such as main-additive')),
]);

export const spaceSchema = spaceOf(fractionBlockSchema, variableSchema);

const fixedShape = Object.fromEntries(
  SETTING_NAMES.map((name) => {
    const { unit, min, max, integer: whole, description } = RECIPE_VOCABULARY[name];
    const value = (whole ? z.int() : z.number()).min(min).max(max);
    return [name, value.exactOptional().describe(`${description}, ${unit}`)];
  }),
) as Record<SettingName, z.ZodExactOptional<z.ZodNumber>>;

export const fixedSchema = z.strictObject(fixedShape);

export type FractionBlock = z.output<typeof fractionBlockSchema>;
export type Variable = z.output<typeof variableSchema>;
/** A setting that is searched. */
export type SettingVariable = Exclude<Variable, { kind: 'choice' }>;
