/** What the robot saw of an electrolyte and of a fresh cell. Pure: the same results give the same diagnosis. */
import type { RobotResult } from '../../../drivers/synthesis-robot.js';
import type { Failure } from '../outcome.js';
import { machine, recipe } from './failure-kinds.js';

/** In tolerances of the robot, which are five standard deviations: four are beyond chance (0 of 4000 sound vials). */
const MAX_DEVIATION = 0.8;
/** Above this the camera sees a suspension, not a solution. */
const MAX_TURBIDITY = 0.3;
/** A fresh NMC811/graphite cell shows 0.1 to 0.6 V; below this its electrodes touch. */
const MIN_FRESH_VOLTAGE_V = 0.05;

type Formulated = Extract<RobotResult, { kind: 'formulate' }>;
type Assembled = Extract<RobotResult, { kind: 'assemble' }>;

/**
 * A wrong mass is judged before a turbid vial: a wrong dose can itself exceed a solubility, and then says nothing
 * about the recipe.
 */
export function judgeElectrolyte(vial: Formulated, jobId: string): Failure | undefined {
  const { worstDeviation, worstIngredient, turbidity } = vial;
  if (worstDeviation > MAX_DEVIATION) {
    const evidence = `the balance found ${worstIngredient} off by ${worstDeviation.toFixed(2)} tolerances, limit ${MAX_DEVIATION}`;
    return { stage: 'formulation', ...machine('dispensing-error', 'out_of_tolerance'), evidence, jobId };
  }
  if (turbidity > MAX_TURBIDITY) {
    const evidence = `turbidity ${turbidity.toFixed(2)}, limit ${MAX_TURBIDITY}`;
    return { stage: 'formulation', ...recipe('insoluble'), evidence, jobId };
  }
  return undefined;
}

export function judgeCell(cell: Assembled, jobId: string): Failure | undefined {
  if (cell.openCircuitVoltageV >= MIN_FRESH_VOLTAGE_V) return undefined;
  const millivolt = (1000 * cell.openCircuitVoltageV).toFixed(1);
  const evidence = `open-circuit voltage ${millivolt} mV, expected over ${1000 * MIN_FRESH_VOLTAGE_V} mV; placement confidence ${cell.placementConfidence.toFixed(2)}`;
  return { stage: 'assembly', ...machine('hard-short', 'dimensional'), evidence, jobId };
}
