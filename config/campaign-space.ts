/** The search space of a campaign: what the planner may choose, and between which bounds. */
import { z } from 'zod';
import { RECIPE_VOCABULARY, SETTING_NAMES, SOLVENTS, type SettingName } from './recipe-vocabulary.js';
import { UNIT_CODES } from './units.js';

const bounds = z.strictObject({
  min: z.number().min(0).max(1).default(0).describe('least share, kg/kg'),
  max: z.number().min(0).max(1).default(1).describe('largest share, kg/kg'),
});

export const fractionBlockSchema = z.strictObject({
  name: z.enum(['solvent']).describe('which blend: the shares of its components sum to 1'),
  components: z
    .partialRecord(z.enum(SOLVENTS), bounds.describe('bounds of the mass fraction of this component, kg/kg'))
    .describe('the components that may be in the blend, by short name'),
  maxComponents: z
    .int()
    .min(1)
    .exactOptional()
    .describe('most components in one blend, 1; all of them when left out'),
  resolution: z
    .number()
    .positive()
    .max(0.5)
    .refine((step) => Number.isInteger(Math.round(1e6 / step) / 1e6), 'a step of which a whole number make 1')
    .exactOptional()
    .describe('smallest step of a share the lab can make, kg/kg'),
});

/** A setting the planner varies alone: everything but the solvents, whose shares hang together. */
export const VARIABLE_NAMES = SETTING_NAMES.filter((name) => !name.startsWith('solvent.'));

const common = {
  name: z.enum(VARIABLE_NAMES).describe('the recipe setting, such as additive.VC or formation.cRate'),
  unit: z.enum(UNIT_CODES).describe("UCUM unit of the numbers here; must be the setting's own"),
};
const range = {
  min: z.number().describe('least value, in unit'),
  max: z.number().describe('largest value, in unit'),
};

const continuous = z
  .strictObject({
    kind: z.literal('continuous').describe('any value in a range'),
    ...common,
    ...range,
    scale: z.enum(['linear', 'log']).default('linear').describe('log: equal ratios count as equal steps'),
    resolution: z.number().positive().exactOptional().describe('smallest step the lab can make, in unit'),
  })
  .describe('any value in a range');

const integer = z
  .strictObject({ kind: z.literal('integer').describe('whole numbers in a range'), ...common, ...range })
  .describe('whole numbers in a range');

const categorical = z
  .strictObject({
    kind: z.literal('categorical').describe('one of a list'),
    ...common,
    levels: z
      .array(z.number().describe('one value, in unit'))
      .min(2)
      .describe('the values to choose from, in unit'),
  })
  .describe('one of a list of values without an order');

export const variableSchema = z.discriminatedUnion('kind', [continuous, integer, categorical]);

export const constraintSchema = z.strictObject({
  terms: z
    .record(z.string(), z.number().describe('coefficient, per unit of the setting'))
    .describe('coefficient of each searched name; the sum of coefficient times value is what is bounded'),
  min: z.number().exactOptional().describe('least allowed sum'),
  max: z.number().exactOptional().describe('largest allowed sum'),
});

export const spaceSchema = z.strictObject({
  fractions: z.array(fractionBlockSchema).prefault([]).describe('blends, whose shares sum to 1'),
  variables: z.array(variableSchema).prefault([]).describe('settings that vary each on its own'),
  constraints: z.array(constraintSchema).prefault([]).describe('linear bounds over several names'),
});

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
export type Constraint = z.output<typeof constraintSchema>;
