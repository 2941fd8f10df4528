/** From signs to the cause that they speak for most. Pure: the same signs give the same diagnosis. */
import type { Failure, Stage } from '../outcome.js';
import type { Recipe } from '../recipe.js';
import { RULES, type Clue, type Rule } from './rules.js';
import { SIGNS, type Signs } from './sign-names.js';

export interface Diagnosis {
  readonly rule: Rule;
  /** Beyond what the rule needs. */
  readonly margin: number;
}

/** The likeliest cause; undefined for a cell that shows nothing. */
function likeliest(signs: Signs, rules: readonly Rule[] = RULES): Diagnosis | undefined {
  return rules
    .map((rule) => ({ rule, margin: points(rule, signs) - rule.need }))
    .filter(({ margin }) => margin > 0)
    .sort((a, b) => b.margin - a.margin)[0];
}

/** @param stage in which the signs were read */
export function diagnose(signs: Signs, recipe: Recipe, stage: Stage, jobId: string): Failure | undefined {
  const found = likeliest(signs);
  if (!found) return undefined;
  const { kind, blame, source } = found.rule;
  return {
    stage,
    ...kind,
    attribution: blame?.(recipe, signs) ?? kind.attribution,
    evidence: `${evidenceOf(found.rule, signs)} (${source})`,
    jobId,
  };
}

function points({ clues }: Rule, signs: Signs): number {
  return clues.reduce((sum, clue) => sum + pointsOf(clue, signs), 0);
}

/** Between minus and plus the clue's weight; 0 for a sign that could not be read. */
function pointsOf({ sign, over, under, spread, weight }: Clue, signs: Signs): number {
  const value = signs[sign];
  if (value === undefined) return 0;
  const past = over === undefined ? under! - value : value - over;
  return weight * Math.max(-1, Math.min(1, past / spread));
}

function evidenceOf({ clues }: Rule, signs: Signs): string {
  return clues
    .filter((clue) => pointsOf(clue, signs) > 0)
    .map(({ sign, over, under }) => {
      const limit = over === undefined ? `under ${under!}` : `over ${over}`;
      const { says, unit } = SIGNS[sign];
      return `${says} ${signs[sign]!.toPrecision(3)}${unit === '1' ? '' : ` ${unit}`}, a sign if ${limit}`;
    })
    .join('; ');
}
