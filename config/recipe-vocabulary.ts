/**
 * Every setting of a recipe: its name (a path), unit, hard bounds and the value it has when a campaign says nothing.
 * The bounds say what a recipe may mean at all, not what dissolves or works: finding that out is what campaigns are for.
 */
import type { Unit } from './units.js';

export interface Setting {
  /** UCUM. */
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly integer?: boolean;
  readonly description: string;
}

export const SOLVENTS = ['EC', 'PC', 'DMC', 'EMC', 'DEC', 'FEC'] as const;
export const SALTS = ['LiPF6', 'LiFSI', 'LiTFSI', 'LiBOB', 'LiDFOB', 'LiBF4'] as const;
export const ADDITIVES = [
  'VC',
  'FEC',
  'DTD',
  'PS',
  'PES',
  'MMDS',
  'LiPO2F2',
  'TMSPi',
  'LiBOB',
  'LiDFOB',
] as const;

export type Solvent = (typeof SOLVENTS)[number];

/** EC:EMC 3:7 by mass with 1 mol/L LiPF6, the reference electrolyte of much of the literature. */
const DEFAULT_SOLVENTS: Partial<Record<string, number>> = { EC: 0.3, EMC: 0.7 };
const DEFAULT_SALTS: Partial<Record<string, number>> = { LiPF6: 1 };

const solvents = prefixed('solvent', SOLVENTS, (name) => ({
  unit: 'kg/kg',
  min: 0,
  max: 1,
  default: DEFAULT_SOLVENTS[name] ?? 0,
  description: `mass fraction of ${name} in the solvent blend`,
}));

const salts = prefixed('salt', SALTS, (name) => ({
  unit: 'mol/L',
  min: 0,
  max: 5,
  default: DEFAULT_SALTS[name] ?? 0,
  description: `concentration of ${name} in the electrolyte`,
}));

const additives = prefixed('additive', ADDITIVES, (name) => ({
  unit: '%',
  min: 0,
  max: 20,
  default: 0,
  description: `mass percent of ${name} in the whole electrolyte`,
}));

const protocol = {
  'rest.duration': {
    unit: 'h',
    min: 0.1,
    max: 72,
    default: 12,
    description: 'rest after assembly, for wetting',
  },
  'formation.cRate': {
    unit: '/h',
    min: 0.01,
    max: 5,
    default: 0.1,
    description: 'C-rate of the first formation charge',
  },
  'formation.temperature': {
    unit: 'Cel',
    min: -20,
    max: 70,
    default: 25,
    description: 'chamber temperature during formation',
  },
  'formation.cycles': {
    unit: '1',
    min: 1,
    max: 10,
    default: 2,
    integer: true,
    description: 'number of formation cycles',
  },
  'formation.laterCRate': {
    unit: '/h',
    min: 0.01,
    max: 5,
    default: 0.1,
    description: 'C-rate of the charges of the formation cycles after the first',
  },
  'formation.upperVoltage': {
    unit: 'V',
    min: 3,
    max: 4.6,
    default: 4.2,
    description: 'upper cut-off voltage during formation',
  },
  'cycling.cRate': {
    unit: '/h',
    min: 0.02,
    max: 5,
    default: 1,
    description: 'C-rate of charge and discharge',
  },
  'cycling.temperature': {
    unit: 'Cel',
    min: -20,
    max: 70,
    default: 25,
    description: 'chamber temperature during ageing',
  },
  'cycling.cycles': {
    unit: '1',
    min: 1,
    max: 5000,
    default: 60,
    integer: true,
    description: 'number of ageing cycles',
  },
  'cycling.upperVoltage': {
    unit: 'V',
    min: 3,
    max: 4.6,
    default: 4.2,
    description: 'upper cut-off voltage during ageing',
  },
  'cycling.lowerVoltage': {
    unit: 'V',
    min: 2,
    max: 3.6,
    default: 2.8,
    description: 'lower cut-off voltage, of formation and ageing',
  },
} as const satisfies Record<string, Setting>;

export type SettingName =
  | `solvent.${Solvent}`
  | `salt.${(typeof SALTS)[number]}`
  | `additive.${(typeof ADDITIVES)[number]}`
  | keyof typeof protocol;

export const RECIPE_VOCABULARY: Readonly<Record<SettingName, Setting>> = {
  ...solvents,
  ...salts,
  ...additives,
  ...protocol,
};

export const SETTING_NAMES = Object.keys(RECIPE_VOCABULARY) as SettingName[];

/** A value for every setting, in the vocabulary's units. */
export type RecipeSettings = Readonly<Record<SettingName, number>>;

function prefixed<P extends string, N extends string>(
  prefix: P,
  names: readonly N[],
  setting: (name: N) => Setting,
): Record<`${P}.${N}`, Setting> {
  return Object.fromEntries(names.map((name) => [`${prefix}.${name}`, setting(name)])) as Record<
    `${P}.${N}`,
    Setting
  >;
}
