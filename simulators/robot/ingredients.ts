/** Between a formulation and the masses that a robot weighs out for it. */
import type { Formulation } from '../../drivers/synthesis-robot.js';
import { SALTS, SOLVENTS } from '../world/electrolyte/ingredients.js';

/** Density of carbonate electrolytes near 1 mol/L, kg/L; one value for all of them (measured ones lie within 5 %). */
const DENSITY_KG_PER_L = 1.2;

export interface Ingredient {
  readonly role: 'solvent' | 'salt' | 'additive';
  readonly name: string;
  readonly massKg: number;
}

/** Why the robot cannot weigh this out, as sentences; empty when it can. */
export function formulationProblems(formulation: Formulation): string[] {
  const unknown = [
    ...namesOutside(SOLVENTS, formulation.solvents),
    ...namesOutside(SALTS, formulation.saltsMolPerL),
  ];
  if (unknown.length > 0) return unknown.map((name) => `no ${name} on the shelf`);
  return ingredientsOf(formulation, 1).some(({ massKg }) => massKg < 0)
    ? ['salts and additives leave no room for a solvent']
    : [];
}

/** What goes into `volumeL` of the formulation, in dispensing order; ingredients of no amount are left out. */
export function ingredientsOf(formulation: Formulation, volumeL: number): Ingredient[] {
  const totalKg = DENSITY_KG_PER_L * volumeL;
  const salts = Object.entries(formulation.saltsMolPerL).map(([name, molPerL]) =>
    ingredient('salt', name, molPerL * volumeL * molarMassKg(name)),
  );
  const additives = Object.entries(formulation.additives).map(([name, fraction]) =>
    ingredient('additive', name, fraction * totalKg),
  );
  const solventKg = totalKg - massOf([...salts, ...additives]);
  const solvents = Object.entries(formulation.solvents).map(([name, fraction]) =>
    ingredient('solvent', name, fraction * solventKg),
  );
  return [...solvents, ...salts, ...additives].filter(({ massKg }) => massKg !== 0);
}

/** The formulation that these masses make, and its volume. */
export function mixtureOf(dispensed: readonly Ingredient[]): { formulation: Formulation; volumeL: number } {
  const totalKg = massOf(dispensed);
  const solventKg = massOf(dispensed.filter(({ role }) => role === 'solvent'));
  const volumeL = totalKg / DENSITY_KG_PER_L;
  return {
    volumeL,
    formulation: {
      solvents: table(dispensed, 'solvent', ({ massKg }) => massKg / solventKg),
      saltsMolPerL: table(dispensed, 'salt', ({ name, massKg }) => massKg / molarMassKg(name) / volumeL),
      additives: table(dispensed, 'additive', ({ massKg }) => massKg / totalKg),
    },
  };
}

export function massOf(ingredients: readonly Ingredient[]): number {
  return ingredients.reduce((sum, { massKg }) => sum + massKg, 0);
}

function namesOutside(shelf: object, amounts: Readonly<Record<string, number>>): string[] {
  return Object.keys(amounts).filter((name) => !Object.hasOwn(shelf, name));
}

function molarMassKg(salt: string): number {
  return (SALTS[salt]?.molarMassGPerMol ?? NaN) / 1000;
}

function ingredient(role: Ingredient['role'], name: string, massKg: number): Ingredient {
  return { role, name, massKg };
}

function table(
  all: readonly Ingredient[],
  role: Ingredient['role'],
  amount: (one: Ingredient) => number,
): Record<string, number> {
  return Object.fromEntries(all.filter((one) => one.role === role).map((one) => [one.name, amount(one)]));
}
