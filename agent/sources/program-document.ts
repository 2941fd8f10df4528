/** What a program is asked, and what it may answer: one JSON document each way. */
import { z } from 'zod';
import type { CampaignConfig } from '../../config/campaign.js';
import { RECIPE_VOCABULARY, SETTING_NAMES, type RecipeSettings } from '../../config/recipe-vocabulary.js';
import type { Unit } from '../../config/units.js';
import { settingsAt } from '../campaign/search-space.js';
import type { Parameters } from '../record/bodies/campaign.js';
import { SourceError } from './source-error.js';

export interface Question {
  /** Of this document's shape. */
  readonly version: 1;
  /** Every setting of the recipe, whatever the campaign searches. */
  readonly recipe: RecipeSettings;
  /** UCUM unit of each setting. */
  readonly units: Readonly<Record<string, Unit>>;
  /** What is to be foretold: objectives first, then what is bounded. */
  readonly outcomes: readonly { readonly quantity: string; readonly unit: Unit }[];
}

export interface Estimate {
  readonly quantity: string;
  readonly value: number;
  /** Standard uncertainty as the program states it. */
  readonly sd?: number | undefined;
  readonly unit: string;
}

/** `none`: the program has understood and cannot say, with its reason. */
export type Answer = { readonly estimates: readonly Estimate[] } | { readonly none: string };

/** Beyond, squares of numbers are no numbers any more, and no plan could be made from them. */
const LARGEST = 1e100;

const answerSchema = z.union([
  z.object({
    estimates: z
      .array(
        z.object({
          quantity: z.string(),
          value: z.number().min(-LARGEST).max(LARGEST),
          sd: z.number().min(0).max(LARGEST).optional(),
          unit: z.string(),
        }),
      )
      .min(1),
  }),
  z.object({ none: z.string() }),
]);

const SHAPE =
  '{ "estimates": [{ "quantity", "value", "sd" (or without), "unit" }] } or { "none": "why it cannot say" }';

export function questionAt(campaign: CampaignConfig, parameters: Parameters): Question {
  return {
    version: 1,
    recipe: settingsAt(campaign, parameters),
    units: Object.fromEntries(SETTING_NAMES.map((name) => [name, RECIPE_VOCABULARY[name].unit])),
    outcomes: [...campaign.objectives, ...campaign.outcomes].map(({ quantity, unit }) => ({
      quantity,
      unit,
    })),
  };
}

/** @throws {SourceError} `unreadable`, saying what was expected and what came */
export function answerFrom(text: string, { outcomes }: Question): Answer {
  const parsed = answerSchema.safeParse(jsonOf(text));
  if (!parsed.success) throw unreadable(text);
  if ('none' in parsed.data) return parsed.data;
  const { estimates } = parsed.data;
  const twice = estimates.find(
    ({ quantity }, i) => estimates.findIndex((one) => one.quantity === quantity) < i,
  );
  if (twice)
    throw new SourceError('unreadable', `it gave ${twice.quantity} twice: expected one estimate of it`);
  for (const { quantity, unit } of estimates) {
    const asked = outcomes.find((one) => one.quantity === quantity);
    if (asked && asked.unit !== unit)
      throw new SourceError('unreadable', `it gave ${quantity} in ${unit}: expected ${asked.unit}`);
  }
  const known = estimates.filter(({ quantity }) => outcomes.some((one) => one.quantity === quantity));
  if (known.some(({ quantity }) => quantity === outcomes[0]!.quantity)) return { estimates: known };
  const found = estimates.map(({ quantity }) => quantity).join(', ');
  throw new SourceError('unreadable', `it gave ${found}: expected ${outcomes[0]!.quantity}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw unreadable(text);
  }
}

function unreadable(text: string): SourceError {
  const found = text.trim() === '' ? 'nothing' : JSON.stringify(text.trim().slice(0, 200));
  return new SourceError('unreadable', `expected one JSON document ${SHAPE} on its output, found ${found}`);
}
