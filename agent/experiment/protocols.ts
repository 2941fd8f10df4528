/** From a recipe to the programs of a cycling tester. */
import type { Limits, Protocol, Step, Termination } from '../../drivers/protocol.js';
import { oneCA } from './cell-type.js';
import type { Recipe } from './recipe.js';

/** Reading a protocol back does not need what bounded it. */
export const NO_LIMITS: Limits = {
  minVoltageV: -Infinity,
  maxVoltageV: Infinity,
  maxCurrentA: Infinity,
  maxTemperatureK: Infinity,
};

const ROOM_TEMPERATURE_K = 298.15;
/** Rate of every formation discharge, and of the later charges where a recipe does not say. */
const SLOW_C_RATE = 0.1;

/** Rest for wetting, formation cycles, then a 10 s discharge pulse at half charge for the DC resistance. */
export function formationProtocol(recipe: Recipe, limits: Limits): Protocol {
  const { formation, cycling } = recipe;
  const oneC = oneCA(recipe.cellType);
  const cycle = (cRate: number): Step[] => [
    ...charge(cRate, formation.upperVoltageV, Math.min(0.05, cRate / 2), oneC),
    discharge(SLOW_C_RATE, cycling.lowerVoltageV, oneC),
  ];
  const laterCycle = cycle(formation.laterCRate ?? SLOW_C_RATE);
  const later: Step[] =
    formation.cycles > 1 ? [{ kind: 'loop', times: formation.cycles - 1, steps: laterCycle }] : [];
  return {
    steps: [
      { kind: 'temperature', temperatureK: formation.temperatureK },
      { kind: 'rest', durationS: recipe.restS },
      { kind: 'loop', times: 1, steps: cycle(formation.cRate) },
      ...later,
      { kind: 'temperature', temperatureK: ROOM_TEMPERATURE_K },
      ...halfCharge(recipe, oneC),
      { kind: 'constant-current', currentA: -0.1 * oneC, until: [after(10), voltage(cycling.lowerVoltageV)] },
      discharge(0.2, cycling.lowerVoltageV, oneC),
    ],
    record: { everyS: 120, everyV: 0.005 },
    limits,
  };
}

/** The ageing cycles, then half a charge at room temperature, where impedance is measured. */
export function ageingProtocol(recipe: Recipe, limits: Limits): Protocol {
  const { cycling } = recipe;
  const oneC = oneCA(recipe.cellType);
  const cycle = [
    ...charge(cycling.cRate, cycling.upperVoltageV, 0.05, oneC),
    discharge(cycling.cRate, cycling.lowerVoltageV, oneC),
  ];
  return {
    steps: [
      { kind: 'temperature', temperatureK: cycling.temperatureK },
      { kind: 'loop', times: cycling.cycles, steps: cycle },
      { kind: 'temperature', temperatureK: ROOM_TEMPERATURE_K },
      ...halfCharge(recipe, oneC),
    ],
    record: { everyS: 120, everyV: 0.01 },
    limits,
  };
}

/** How long a protocol should take, from its rates alone (lab seconds). */
export function expectedS(recipe: Recipe): { readonly formation: number; readonly ageing: number } {
  const { formation, cycling, restS } = recipe;
  const slow = 1 / SLOW_C_RATE;
  const first = 0.9 / formation.cRate + 0.8 * slow;
  const { laterCRate = SLOW_C_RATE } = formation;
  const later = (formation.cycles - 1) * (0.9 / laterCRate + 0.8 * slow);
  return {
    formation: restS + (first + later + 6) * 3600,
    ageing: (cycling.cycles * (1.9 / cycling.cRate + 0.4) + 2.5) * 3600,
  };
}

/** Constant current to `upperVoltageV`, then constant voltage until the current has fallen to `cutCRate`. */
function charge(cRate: number, upperVoltageV: number, cutCRate: number, oneC: number): Step[] {
  const tooLong = after((2 / cRate) * 3600);
  return [
    { kind: 'constant-current', currentA: cRate * oneC, until: [voltage(upperVoltageV), tooLong] },
    {
      kind: 'constant-voltage',
      voltageV: upperVoltageV,
      until: [{ quantity: 'current', value: cutCRate * oneC }, after(5 * 3600)],
    },
  ];
}

function discharge(cRate: number, lowerVoltageV: number, oneC: number): Step {
  const tooLong = after((2 / cRate) * 3600);
  return { kind: 'constant-current', currentA: -cRate * oneC, until: [voltage(lowerVoltageV), tooLong] };
}

/** C/5 for two and a half hours, and an hour of rest to relax. */
function halfCharge(recipe: Recipe, oneC: number): Step[] {
  return [
    {
      kind: 'constant-current',
      currentA: 0.2 * oneC,
      until: [after(2.5 * 3600), voltage(recipe.cycling.upperVoltageV)],
    },
    { kind: 'rest', durationS: 3600 },
  ];
}

function after(seconds: number): Termination {
  return { quantity: 'time', value: seconds };
}

function voltage(volts: number): Termination {
  return { quantity: 'voltage', value: volts };
}
