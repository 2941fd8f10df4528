/** As much of a search space as can be read, with the range each name takes in it. */
import { z } from 'zod';
import {
  fixedSchema,
  fractionBlockSchema,
  variableSchema,
  type FractionBlock,
  type Variable,
} from './campaign-space.js';
import { readEach, readOne, type Located } from './draft.js';
import { RECIPE_VOCABULARY, SETTING_NAMES, type SettingName } from './recipe-vocabulary.js';
import {
  constraintSchema,
  type BlockPart,
  type Constraint,
  type Range,
  type VariablePart,
} from './space-parts.js';

/** Of any search space. */
export interface PartsDraft<B extends BlockPart = BlockPart, V extends VariablePart = VariablePart> {
  readonly blocks: readonly Located<B>[];
  readonly variables: readonly Located<V>[];
  readonly constraints: readonly Located<Constraint>[];
  /** Every name under fixed, even where its value does not read. */
  readonly fixedNames: readonly string[];
  /** Every name the space claims to search, even where the rest of its entry does not read. */
  readonly searched: readonly string[];
}

/** Of a campaign. */
export interface SpaceDraft extends PartsDraft<FractionBlock, Variable> {
  readonly fixed: Readonly<Partial<Record<string, number>>>;
}

const blockNames = z.looseObject({ name: z.string(), components: z.record(z.string(), z.unknown()) });
const anything = z.unknown();
const variableName = z.looseObject({ name: z.string() });

export function draftSpace(raw: unknown): SpaceDraft {
  return { ...draftParts(raw, fractionBlockSchema, variableSchema), fixed: readFixed(raw) };
}

/** What stands under `space` by the schemas of its parts. */
export function draftParts<B extends BlockPart, V extends VariablePart>(
  raw: unknown,
  block: z.ZodType<B>,
  variable: z.ZodType<V>,
): PartsDraft<B, V> {
  const blocks = readEach(blockNames, raw, ['space', 'fractions']);
  return {
    blocks: readEach(block, raw, ['space', 'fractions']),
    variables: readEach(variable, raw, ['space', 'variables']),
    constraints: readEach(constraintSchema, raw, ['space', 'constraints']),
    fixedNames: readEach(anything, raw, ['fixed']).map(({ path }) => String(path.at(-1))),
    searched: [
      ...blocks.flatMap(({ value }) => Object.keys(value.components).map((part) => `${value.name}.${part}`)),
      ...readEach(variableName, raw, ['space', 'variables']).map(({ value }) => value.name),
    ],
  };
}

function readFixed(raw: unknown): Partial<Record<string, number>> {
  const entries = SETTING_NAMES.flatMap((name) => {
    const value = readOne(fixedSchema.shape[name], raw, ['fixed', name])?.value;
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** The range of a searched name; undefined when it is not searched or its entry does not read. */
export function searchedRange(draft: PartsDraft, name: string): Range | undefined {
  const variable = draft.variables.find((v) => v.value.name === name)?.value;
  if (variable !== undefined) return rangeOf(variable);
  for (const { value: block } of draft.blocks) {
    const found = Object.entries(block.components).find(([part]) => `${block.name}.${part}` === name);
    if (found?.[1] !== undefined) return found[1];
  }
  return undefined;
}

/** The range a setting takes: searched, fixed or default; undefined when what is written of it does not read. */
export function settingRange(draft: SpaceDraft, name: SettingName): Range | undefined {
  if (draft.searched.includes(name)) return withDefault(draft, name, searchedRange(draft, name));
  const fixed = draft.fixed[name];
  if (fixed === undefined && draft.fixedNames.includes(name)) return undefined;
  const value = fixed ?? RECIPE_VOCABULARY[name].default;
  return { min: value, max: value };
}

/** A setting that takes part in some recipes only has its default in the others. */
function withDefault(draft: SpaceDraft, name: SettingName, range: Range | undefined): Range | undefined {
  const variable = draft.variables.find((v) => v.value.name === name)?.value;
  if (range === undefined || variable?.when === undefined) return range;
  const value = RECIPE_VOCABULARY[name].default;
  return { min: Math.min(range.min, value), max: Math.max(range.max, value) };
}

/** Undefined where bounds are left to what there is, or levels are no numbers. */
function rangeOf({ min, max, levels = [] }: VariablePart): Range | undefined {
  if (min !== undefined && max !== undefined) return { min, max };
  const numbers = levels.filter((level) => typeof level === 'number');
  if (numbers.length === 0 || numbers.length < levels.length) return undefined;
  return { min: Math.min(...numbers), max: Math.max(...numbers) };
}
