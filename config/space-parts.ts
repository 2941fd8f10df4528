/** What every search space is made of, whatever its names stand for: a campaign's settings or a table's columns. */
import { z } from 'zod';
import { title } from './scalars.js';

/** Bounds of a share of a blend. `share` says of what, with its unit. */
export function shareBounds(share: string) {
  return z.strictObject({
    min: z.number().min(0).max(1).default(0).describe(`least ${share}`),
    max: z.number().min(0).max(1).default(1).describe(`largest ${share}`),
    least: z
      .number()
      .min(0)
      .max(1)
      .exactOptional()
      .describe(`least ${share}, where there is any at all: the smallest dose of the robot`),
  });
}

/** @param components a record of `shareBounds` by component */
export function fractionBlockOf<N extends z.ZodType<string>, C extends z.ZodType>(name: N, components: C) {
  return z.strictObject({
    name,
    components,
    maxComponents: z
      .int()
      .min(1)
      .exactOptional()
      .describe('most components in one blend, 1; all of them when left out'),
    resolution: z
      .number()
      .positive()
      .max(0.5)
      .refine(
        (step) => Number.isInteger(Math.round(1e6 / step) / 1e6),
        'a step of which a whole number make 1',
      )
      .exactOptional()
      .describe('smallest step of a share the lab can make, in the unit of the shares'),
  });
}

const admittedSchema = z
  .union([
    z.array(z.union([z.string(), z.number()]).describe('one of its levels')).min(1),
    z.strictObject({
      min: z.number().exactOptional().describe('least whole number for which it takes part'),
      max: z.number().exactOptional().describe('largest whole number for which it takes part'),
    }),
  ])
  .describe('levels of a list of values, or min and max of whole numbers');

const when = z
  .record(z.string(), admittedSchema)
  .exactOptional()
  .describe('takes part only where variables above it, by name, have these values; all of them must');

/** @param fields name and whatever else stands beside it, and the bounds */
export function continuousOf<F extends z.core.$ZodLooseShape>(fields: F) {
  return z
    .strictObject({
      kind: z.literal('continuous').describe('any value in a range'),
      ...fields,
      scale: z.enum(['linear', 'log']).default('linear').describe('log: equal ratios count as equal steps'),
      resolution: z.number().positive().exactOptional().describe('smallest step the lab can make, in unit'),
      when,
    })
    .describe('any value in a range');
}

export function integerOf<F extends z.core.$ZodLooseShape>(fields: F) {
  return z
    .strictObject({ kind: z.literal('integer').describe('whole numbers in a range'), ...fields, when })
    .describe('whole numbers in a range');
}

/** @param fields name and whatever else stands beside it, and the levels */
export function categoricalOf<F extends z.core.$ZodLooseShape>(fields: F) {
  return z
    .strictObject({ kind: z.literal('categorical').describe('one of a list'), ...fields, when })
    .describe('one of a list of values without an order');
}

/** What only decides which other variables take part. */
export function choiceOf<N extends z.ZodType<string>>(name: N) {
  const level = title.describe('what can be chosen');
  return z
    .strictObject({
      kind: z.literal('choice').describe('one of a list, which decides what else takes part'),
      name,
      levels: z.array(level).min(2).describe('what there is to choose from'),
      when,
    })
    .describe('a choice that decides which other variables take part');
}

export const constraintSchema = z.strictObject({
  terms: z
    .record(z.string(), z.number().describe('coefficient, per unit of the setting'))
    .describe('coefficient of each searched name; the sum of coefficient times value is what is bounded'),
  min: z.number().exactOptional().describe('least allowed sum'),
  max: z.number().exactOptional().describe('largest allowed sum'),
});

export function spaceOf<B extends z.ZodType, V extends z.ZodType>(block: B, variable: V) {
  return z.strictObject({
    fractions: z.array(block).prefault([]).describe('blends, whose shares sum to 1'),
    variables: z.array(variable).prefault([]).describe('settings that vary each on its own'),
    constraints: z.array(constraintSchema).prefault([]).describe('linear bounds over several names'),
    ingredients: z
      .enum(['names', 'atoms'])
      .exactOptional()
      .describe(
        'what models know of ingredients: that they differ (names, when left out), or also what they are made of, so that one never tried is not wholly unknown',
      ),
  });
}

/** Values of one variable for which another takes part. */
export type Admitted = z.output<typeof admittedSchema>;
export type Constraint = z.output<typeof constraintSchema>;

/** The least and largest value of something in its own unit. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** What the rules need to know of a blend. */
export interface BlockPart {
  readonly name: string;
  readonly components: Readonly<Partial<Record<string, Range & { readonly least?: number }>>>;
  readonly maxComponents?: number;
}

/** What the rules need to know of a variable: bounds, or levels, as far as they are given. */
export interface VariablePart {
  readonly kind: 'continuous' | 'integer' | 'categorical' | 'choice';
  readonly name: string;
  readonly min?: number;
  readonly max?: number;
  readonly scale?: 'linear' | 'log';
  readonly resolution?: number;
  readonly levels?: readonly (number | string)[];
  readonly when?: Readonly<Record<string, Admitted>>;
}
