/** What shares of stock solutions make, and how much of each is left. */
import { molarMassGPerMol } from '../../config/ingredients/formula.js';
import { ingredientCalled } from '../../config/ingredients/find-ingredient.js';
import { ADDITIVES, SALTS, SOLVENTS, type SettingName } from '../../config/recipe-vocabulary.js';
import type { Stock, Stocks } from '../../config/stocks.js';
import type { Parameters } from '../../planner/space/space.js';

/** kg/L; carbonate electrolytes near 1 mol/L lie within 5 % of it. */
const DENSITY_KG_PER_L = 1.2;
/** Mixed for one experiment: ten fills of a coin cell, mL. */
export const BATCH_ML = 0.7;
const PREFIX = 'stock.';

/** Volume shares by stock; empty for a point that names none. */
export function stockShares(point: Parameters): [name: string, share: number][] {
  return Object.entries(point).flatMap(([name, share]) =>
    name.startsWith(PREFIX) && Number(share) > 0 ? [[name.slice(PREFIX.length), Number(share)]] : [],
  );
}

/**
 * The settings of the electrolyte that volume shares of stock solutions make, all of one density and without a change of
 * volume: amounts add up, and the solvents of each count by the mass that its salts and additives leave them.
 */
export function mixedSettings(point: Parameters, stocks: Stocks): Partial<Record<SettingName, number>> {
  const parts = stockShares(point).map(([name, share]) => ({ stock: stocks[name]!, share }));
  const sum = (amount: (stock: Stock) => number): number =>
    parts.reduce((total, { stock, share }) => total + share * amount(stock), 0);
  const solventKg = sum(solventKgPerL);
  return Object.fromEntries([
    ...SOLVENTS.map((name) => [
      `solvent.${name}`,
      sum((stock) => solventKgPerL(stock) * (stock.solvent[name] ?? 0)) / solventKg,
    ]),
    ...SALTS.map((name) => [`salt.${name}`, sum(({ salt }) => salt[name] ?? 0)]),
    ...ADDITIVES.map((name) => [`additive.${name}`, sum(({ additive }) => additive[name] ?? 0)]),
  ]) as Partial<Record<SettingName, number>>;
}

function solventKgPerL({ salt, additive }: Stock): number {
  const salts = Object.entries(salt).reduce(
    (kg, [name, molPerL]) => kg + (molPerL * molarMassG(name)) / 1000,
    0,
  );
  const percent = Object.values(additive).reduce((total, share) => total + share, 0);
  return DENSITY_KG_PER_L * (1 - percent / 100) - salts;
}

function molarMassG(name: string): number {
  return molarMassGPerMol(ingredientCalled(name)!.formula);
}

/** Largest share of each limited stock that the next experiment may have, after those of these points, 0 to 1. */
export function sharesLeft(stocks: Stocks, used: readonly Parameters[]): Readonly<Record<string, number>> {
  const limited = Object.entries(stocks).filter(([, { volumeMl }]) => volumeMl !== undefined);
  return Object.fromEntries(
    limited.map(([name, { volumeMl = 0 }]) => {
      const usedMl = used.reduce((ml, point) => ml + BATCH_ML * Number(point[PREFIX + name] ?? 0), 0);
      return [name, Math.min(1, Math.max(0, volumeMl - usedMl) / BATCH_ML)];
    }),
  );
}
