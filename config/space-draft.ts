/** As much of a campaign's search space as can be read, with the range each setting takes in it. */
import { z } from 'zod';
import {
  constraintSchema,
  fixedSchema,
  fractionBlockSchema,
  variableSchema,
  type Constraint,
  type FractionBlock,
  type Variable,
} from './campaign-space.js';
import { readEach, readOne, type Located } from './draft.js';
import { RECIPE_VOCABULARY, SETTING_NAMES, type SettingName } from './recipe-vocabulary.js';

/** The least and largest value of a setting in its own unit. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

export interface SpaceDraft {
  readonly blocks: readonly Located<FractionBlock>[];
  readonly variables: readonly Located<Variable>[];
  readonly constraints: readonly Located<Constraint>[];
  readonly fixed: Readonly<Partial<Record<string, number>>>;
  /** Every name under fixed, even where its value does not read. */
  readonly fixedNames: readonly string[];
  /** Every name the space claims to search, even where the rest of its entry does not read. */
  readonly searched: readonly string[];
}

const blockNames = z.looseObject({ name: z.string(), components: z.record(z.string(), z.unknown()) });
const anything = z.unknown();
const variableName = z.looseObject({ name: z.string() });

export function draftSpace(raw: unknown): SpaceDraft {
  const blocks = readEach(blockNames, raw, ['space', 'fractions']);
  return {
    blocks: readEach(fractionBlockSchema, raw, ['space', 'fractions']),
    variables: readEach(variableSchema, raw, ['space', 'variables']),
    constraints: readEach(constraintSchema, raw, ['space', 'constraints']),
    fixed: readFixed(raw),
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
export function searchedRange(draft: SpaceDraft, name: string): Range | undefined {
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
  if (draft.searched.includes(name)) return searchedRange(draft, name);
  const fixed = draft.fixed[name];
  if (fixed === undefined && draft.fixedNames.includes(name)) return undefined;
  const value = fixed ?? RECIPE_VOCABULARY[name].default;
  return { min: value, max: value };
}

export function rangeOf(variable: Variable): Range {
  if (variable.kind !== 'categorical') return { min: variable.min, max: variable.max };
  return { min: Math.min(...variable.levels), max: Math.max(...variable.levels) };
}
