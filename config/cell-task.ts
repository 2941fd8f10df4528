/** What one simulated cell is to go through: travels as JSON to the process that simulates it. */
import { z } from 'zod';

/** Parameter sets of the test mode: current of one C, A, and the voltages between which its state of charge counts. */
export const CELL_SETS = {
  lgm50: { oneCA: 5, lowerV: 2.5, upperV: 4.2 },
  'nmc811-coin': { oneCA: 4.8e-3, lowerV: 2.8, upperV: 4.2 },
  'lfp-coin': { oneCA: 3.39e-3, lowerV: 2.5, upperV: 3.65 },
} as const;
export type CellSet = keyof typeof CELL_SETS;
export const CELL_SET_NAMES = Object.keys(CELL_SETS) as CellSet[];
/** Published laws of film growth, and of lithium plating. */
export const FILM_LAWS = [
  'solvent-diffusion',
  'reaction',
  'interstitial-diffusion',
  'electron-migration',
  'ec-reaction',
] as const;
export const PLATING_LAWS = ['none', 'reversible', 'partially-reversible', 'irreversible'] as const;

const amounts = z.record(z.string(), z.number().min(0));
const temperatureK = z.number().min(200).max(400);
const termination = z.strictObject({
  quantity: z.enum(['voltage', 'current', 'time', 'capacity']),
  value: z.number(),
});

const simpleStep = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rest'), durationS: z.number().positive() }),
  z.strictObject({
    kind: z.literal('constant-current'),
    currentA: z.number().refine((value) => value !== 0, 'a current other than 0'),
    until: z.array(termination).min(1),
  }),
  z.strictObject({
    kind: z.literal('constant-voltage'),
    voltageV: z.number(),
    until: z.array(termination).min(1),
  }),
]);

/** The product's chemistry under the programs of a cycling tester (checked again by whoever runs them). */
const fullTask = z.strictObject({
  mode: z.literal('full'),
  cellType: z.enum(['coin-2032-NMC811-graphite', 'coin-2032-LFP-graphite']),
  formulation: z.strictObject({ solvents: amounts, saltsMolPerL: amounts, additives: amounts }),
  electrolyteVolumeL: z.number().positive(),
  world: z.string(),
  /** Draws the cell's own variation; without one the cell is the nominal one. */
  seed: z.string().exactOptional(),
  programs: z.array(z.unknown()),
});

/** A published single-particle model, to be held against other implementations. */
const publishedTask = z.strictObject({
  mode: z.literal('spm'),
  set: z.enum(CELL_SET_NAMES),
  law: z.enum(FILM_LAWS),
  plating: z.enum(PLATING_LAWS),
  temperatureK,
  /** State of charge at the start, 0 to 1; as published without. */
  soc: z.number().min(0).max(1).exactOptional(),
  steps: z.array(simpleStep).min(1),
  cycles: z.int().min(1).max(100_000),
});

export const cellTaskSchema = z.discriminatedUnion('mode', [fullTask, publishedTask]);

export type CellTask = z.output<typeof cellTaskSchema>;
export type FullTask = z.output<typeof fullTask>;
export type PublishedTask = z.output<typeof publishedTask>;
export type PublishedStep = z.output<typeof simpleStep>;

/** The state of the true cell after a cycle, as an omniscient observer would note it. */
export interface CellCondition {
  readonly program: number;
  readonly cycle: number;
  readonly ageS: number;
  /** Relaxed at half charge: electrolyte and contacts, film, both charge transfers, and a 10 s pulse. */
  readonly ohmicOhm: number;
  readonly filmOhm: number;
  readonly graphiteTransferOhm: number;
  readonly cathodeTransferOhm: number;
  readonly pulseOhm: number;
  readonly filmThicknessNm: number;
  /** Lithium in the film and as metal, over the nominal capacity. */
  readonly filmShare: number;
  readonly metalShare: number;
  readonly gasUmol: number;
  readonly graphiteLossShare: number;
  readonly cathodeLossShare: number;
}

export interface PublishedCycle {
  readonly cycle: number;
  /** Lithium bound in the film since the start. */
  readonly filmChargeMAh: number;
  readonly filmThicknessNm: number;
  /** Metallic lithium, in contact and dead. */
  readonly platedChargeMAh: number;
  readonly chargeCapacityAh: number;
  readonly dischargeCapacityAh: number;
  readonly endVoltageV: number;
  readonly timeS: number;
}

/** What the process says, one JSON object a line. */
export type CellLine =
  | { readonly kind: 'rows'; readonly program: number; readonly rows: readonly (readonly number[])[] }
  | { readonly kind: 'condition'; readonly condition: CellCondition }
  | { readonly kind: 'cycle'; readonly cycle: PublishedCycle }
  | { readonly kind: 'ended'; readonly fault?: { readonly code: string; readonly message: string } };
