/** One point of a search space as what a lab does with it. */
import type { Formulation } from '../../drivers/synthesis-robot.js';
import { CELL_TYPES, type CellType } from './cell-type.js';

export interface Formation {
  /** Of the first charge. */
  readonly cRate: number;
  /** Of the charges of later formation cycles; C/10 where nothing is said. */
  readonly laterCRate?: number;
  readonly temperatureK: number;
  readonly cycles: number;
  readonly upperVoltageV: number;
}

export interface Cycling {
  readonly cRate: number;
  readonly temperatureK: number;
  readonly cycles: number;
  readonly upperVoltageV: number;
  readonly lowerVoltageV: number;
}

export interface Recipe {
  readonly cellType: CellType;
  readonly formulation: Formulation;
  readonly electrolyteVolumeL: number;
  /** Between assembly and the first charge, for wetting. */
  readonly restS: number;
  readonly formation: Formation;
  readonly cycling: Cycling;
}

/** How much electrolyte is mixed for one cell, L: less could not be dosed well. */
export function vialVolumeL({ electrolyteVolumeL }: Pick<Recipe, 'electrolyteVolumeL'>): number {
  return 10 * electrolyteVolumeL;
}

type Values = Readonly<Record<string, number | string>>;

/**
 * Values by recipe name (`solvent.EC`, `additive.VC`, `formation.cRate`), in the units of the recipe vocabulary
 * (mass fraction, mol/L, %, /h, Cel, V, h), as a recipe in SI.
 * @throws {Error} when a value the recipe cannot do without is missing or no number
 */
export function recipeOf(values: Values, cellType: CellType = 'coin-2032-NMC811-graphite'): Recipe {
  return {
    cellType,
    formulation: formulationOf(values),
    electrolyteVolumeL: CELL_TYPES[cellType].electrolyteVolumeL,
    restS: numberAt(values, 'rest.duration') * 3600,
    formation: {
      cRate: numberAt(values, 'formation.cRate'),
      ...(values['formation.laterCRate'] !== undefined && {
        laterCRate: numberAt(values, 'formation.laterCRate'),
      }),
      temperatureK: kelvin(numberAt(values, 'formation.temperature')),
      cycles: numberAt(values, 'formation.cycles'),
      upperVoltageV: numberAt(values, 'formation.upperVoltage'),
    },
    cycling: {
      cRate: numberAt(values, 'cycling.cRate'),
      temperatureK: kelvin(numberAt(values, 'cycling.temperature')),
      cycles: numberAt(values, 'cycling.cycles'),
      upperVoltageV: numberAt(values, 'cycling.upperVoltage'),
      lowerVoltageV: numberAt(values, 'cycling.lowerVoltage'),
    },
  };
}

function formulationOf(values: Values): Formulation {
  const solvents = group(values, 'solvent.');
  const total = Object.values(solvents).reduce((sum, share) => sum + share, 0);
  if (Math.abs(total - 1) > 1e-6) {
    throw new Error(`recipe: the solvent fractions sum to ${total}, expected 1`);
  }
  return {
    solvents,
    saltsMolPerL: group(values, 'salt.'),
    additives: mapValues(group(values, 'additive.'), (percent) => percent / 100),
  };
}

/** The values below a prefix, without those that are zero. */
function group(values: Values, prefix: string): Record<string, number> {
  const names = Object.keys(values).filter((name) => name.startsWith(prefix));
  const entries = names.map((name) => [name.slice(prefix.length), numberAt(values, name)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value > 0));
}

function mapValues(record: Record<string, number>, f: (value: number) => number): Record<string, number> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, f(value)]));
}

function numberAt(values: Values, name: string): number {
  const value = values[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new Error(`recipe: "${name}" should be a number, found ${JSON.stringify(value)}`);
  }
  return value;
}

function kelvin(celsius: number): number {
  return celsius + 273.15;
}
