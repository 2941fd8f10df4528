/** What an experiment takes off the robot's shelf, by step, before anything was weighed: estimated from above. Pure. */
import { CELL_KIT, PIPETTE_TIP, VIAL } from '../../drivers/consumables.js';
import { vialVolumeL, type Recipe } from '../experiment/recipe.js';
import { showAmount, type Amounts } from './shelf-levels.js';

export type TakingStep = 'formulate' | 'assemble';

/** Bounds (choice): electrolytes weigh 1.1 to 1.5 kg/L, LiTFSI 0.287 kg/mol. */
const DENSEST_KG_PER_L = 1.6;
const HEAVIEST_SALT_KG_PER_MOL = 0.3;

export function stockNeeds(recipe: Recipe): Readonly<Record<TakingStep, Amounts>> {
  const { solvents, saltsMolPerL, additives } = recipe.formulation;
  const volumeL = vialVolumeL(recipe);
  const ingredients = total([
    scaled(solvents, DENSEST_KG_PER_L * volumeL),
    scaled(additives, DENSEST_KG_PER_L * volumeL),
    scaled(saltsMolPerL, HEAVIEST_SALT_KG_PER_MOL * volumeL),
  ]);
  const liquids = Object.keys(ingredients).length;
  return {
    formulate: { ...ingredients, [VIAL]: 1, [PIPETTE_TIP]: liquids },
    assemble: { [CELL_KIT]: 1, [PIPETTE_TIP]: 1 },
  };
}

export function total(amounts: readonly Amounts[]): Amounts {
  const sums: Record<string, number> = {};
  for (const [item, amount] of amounts.flatMap((one) => Object.entries(one))) {
    if (amount > 0) sums[item] = (sums[item] ?? 0) + amount;
  }
  return sums;
}

function scaled(shares: Amounts, by: number): Amounts {
  return Object.fromEntries(Object.entries(shares).map(([item, share]) => [item, share * by]));
}

/**
 * Every item of which there is too little, for people.
 * @param levels what is on the shelf; an item that is not named never runs out
 * @param promised what others will still take
 */
export function shortages(levels: Amounts, needed: Amounts, promised: Amounts): string[] {
  return Object.entries(needed).flatMap(([item, amount]) => {
    const [level, others] = [levels[item], promised[item] ?? 0];
    if (level === undefined || level - others >= amount) return [];
    const under = others > 0 ? `, ${showAmount(item, others)} of it for experiments under way` : '';
    return [`${item}: ${showAmount(item, level)} left${under}, up to ${showAmount(item, amount)} needed`];
  });
}
