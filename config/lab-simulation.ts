/** What a simulated lab is made of: its chance, its chemistry, its faults and its shelf. */
import { z } from 'zod';
import { faultsSchema } from './lab-faults.js';
import { ADDITIVES, SALTS, SOLVENTS } from './recipe-vocabulary.js';
import { toSi } from './units.js';

/** Every ingredient on the shelf, once. */
export const INGREDIENTS = [...new Set([...SOLVENTS, ...SALTS, ...ADDITIVES])];

const stock = z.strictObject({
  coinCellKits: z.int().min(0).max(100_000).default(200).describe('sets of coin cell parts on the shelf, 1'),
  vials: z.int().min(0).max(100_000).default(400).describe('empty vials on the shelf, 1'),
  pipetteTips: z.int().min(0).max(1_000_000).default(4000).describe('pipette tips on the shelf, 1'),
  eachIngredientG: z
    .number()
    .min(0)
    .default(200)
    .describe('mass of every ingredient that ingredientsG does not name, g'),
  ingredientsG: z
    .partialRecord(z.enum(INGREDIENTS), z.number().min(0).describe('mass on the shelf, g'))
    .prefault({})
    .describe('mass of single ingredients by their short name, g'),
});

export const simulationSchema = z.strictObject({
  seed: z
    .union([z.string().min(1), z.int()])
    .transform(String)
    .default('1')
    .describe('seed of everything random: same seed, same luck'),
  world: z
    .union([z.string().min(1), z.int()])
    .transform(String)
    .default('0')
    .describe('which chemistry the world has: 0 is the reference, others perturb how additives act together'),
  variationScale: z
    .number()
    .min(0)
    .max(10)
    .default(1)
    .describe('cell-to-cell variation: 0 none, 0.7 pouch-like, 1 robot-made coin cells, 1.5 made by hand'),
  faults: faultsSchema.prefault({}).describe('what goes wrong: how often, and when'),
  stock: stock.prefault({}).describe('what is on the shelf when the lab is first started'),
});

export type SimulationConfig = z.output<typeof simulationSchema>;

/** Mass of every ingredient on the shelf, kg. */
export function stockKg(simulation: SimulationConfig): Record<string, number> {
  const { eachIngredientG, ingredientsG } = simulation.stock;
  return Object.fromEntries(
    INGREDIENTS.map((name) => [name, toSi(ingredientsG[name] ?? eachIngredientG, 'g')]),
  );
}
