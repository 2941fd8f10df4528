/** Weighs the ingredients of an electrolyte into a vial, mixes, and looks at it. */
import type { Rng } from '../../../core/rng.js';
import type { Formulation } from '../../../drivers/synthesis-robot.js';
import { dispense, type Dispensed } from '../dispensing.js';
import { ingredientsOf, mixtureOf, type Ingredient } from '../ingredients.js';
import { transferRisk } from '../transfer-risk.js';
import { PIPETTE_TIP, VIAL } from '../../../drivers/consumables.js';
import { isPipetted, precisionOf } from '../precision.js';
import { takeStock, type Program, type ProgramContext, type TaskOf } from './program.js';

const CLEAR_TURBIDITY = 0.02;
const CAMERA_SD = 0.015;

/** Half of the time is dispensing, half mixing. A program that is stopped leaves no vial: what was in it is waste. */
export const formulate: Program<TaskOf<'formulate'>> = async (task, context) => {
  const { jobId, room, rng } = context;
  const asked = ingredientsOf(task.formulation, task.volumeL);
  await takeStock(context, VIAL, 1, '1');
  const dispensed = await dispenseAll(asked, context);
  await context.wait(context.durationS / 2);
  const { formulation, volumeL } = mixtureOf(dispensed.map(({ ingredient }) => ingredient));
  const turbidity = await dissolve(formulation, context);
  const vialId = `vial-${jobId}`;
  const waterPpm = waterOf(rng.split('water'), context.waterUptakePpm(context.durationS / 2));
  await room.putVial({ id: vialId, formulation, volumeL, turbidity, waterPpm });
  return {
    kind: 'formulate',
    vialId,
    ...worstOf(asked, dispensed),
    turbidity: photograph(turbidity, rng.split('camera')),
    askedKg: byName(asked, ({ massKg }) => massKg),
    weighedKg: byName(asked, (_, k) => dispensed[k]!.weighedKg),
  };
};

async function dispenseAll(asked: readonly Ingredient[], context: ProgramContext): Promise<Dispensed[]> {
  const { jobId, room, rng, faults, durationS } = context;
  const dispensed: Dispensed[] = [];
  const shelf = await room.stock();
  for (const ingredient of asked) {
    const own = rng.split(`dispense/${ingredient.name}`);
    const risk = transferRisk(ingredient, shelf[ingredient.name]);
    const wrong = faults.strikes('dispensing-error', own.split('wrong'), risk);
    const one = dispense(ingredient, wrong, own);
    if (isPipetted(ingredient.name)) await takeStock(context, PIPETTE_TIP, 1, '1');
    await takeStock(context, ingredient.name, one.ingredient.massKg, 'kg');
    await context.wait(durationS / 2 / asked.length);
    dispensed.push(one);
    if (one.grossError) {
      const detail = { kind: one.grossError, ingredient: ingredient.name, share: shareOf(one, ingredient) };
      await room.journalFault(jobId, { cause: 'dispensing-error', attribution: 'machine', detail });
    }
  }
  return dispensed;
}

/** Of the tolerance, in standard deviations of dispensing. */
const TOLERANCE = 5;
/** Below this the balance itself is too coarse to find fault. */
const BALANCE_KG = 5e-7;

function worstOf(
  asked: readonly Ingredient[],
  dispensed: readonly Dispensed[],
): { worstDeviation: number; worstIngredient: string } {
  const deviations = dispensed.map(({ weighedKg }, k) => {
    const { name, massKg } = asked[k]!;
    const { fixedKg, share } = precisionOf(name);
    return Math.abs(weighedKg - massKg) / (TOLERANCE * (fixedKg + share * massKg) + BALANCE_KG);
  });
  const worstDeviation = Math.max(...deviations);
  return { worstDeviation, worstIngredient: asked[deviations.indexOf(worstDeviation)]!.name };
}

/** Ingredients of battery grade: water they bring along, mass ppm, and how it differs from vial to vial. */
const INGREDIENT_WATER_PPM = 10;
const INGREDIENT_WATER_SD = 0.2;

function waterOf(rng: Rng, uptakePpm: number): number {
  return INGREDIENT_WATER_PPM * rng.lognormal(INGREDIENT_WATER_SD) + uptakePpm;
}

/** By `role.name`, since one substance may be both solvent and additive. */
function byName(
  asked: readonly Ingredient[],
  amount: (one: Ingredient, k: number) => number,
): Record<string, number> {
  return Object.fromEntries(asked.map((one, k) => [`${one.role}.${one.name}`, amount(one, k)]));
}

function shareOf(one: Dispensed, asked: Ingredient): number {
  return one.ingredient.massKg / asked.massKg;
}

/** Share of a solubility from which on a vial may turn all the same. */
const NEAR_LIMIT = 0.9;

/** True turbidity of the mixture; a salt or additive beyond its solubility scatters light. */
async function dissolve(formulation: Formulation, context: ProgramContext): Promise<number> {
  const { faults, rng } = context;
  const { dissolved, margin, reasons } = context.solubility(formulation, context.temperatureK());
  const turns = faults.strikes('insoluble', rng.split('insoluble'), margin > NEAR_LIMIT ? 1 : 0);
  if (dissolved && !turns) return CLEAR_TURBIDITY;
  await context.room.journalFault(context.jobId, {
    cause: 'insoluble',
    attribution: 'recipe',
    detail: { margin, reasons },
  });
  return 0.35 + 0.6 * rng.split('turbidity').uniform();
}

function photograph(turbidity: number, rng: Rng): number {
  return Math.min(1, Math.max(0, turbidity + CAMERA_SD * rng.normal()));
}
