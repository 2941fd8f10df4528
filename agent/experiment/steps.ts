/** The steps of an experiment in their order, and the stage of the experiment each belongs to. */
import type { Stage } from './outcome.js';

export const STEPS = {
  formulate: 'formulation',
  assemble: 'assembly',
  load: 'assembly',
  form: 'formation',
  age: 'cycling',
  unload: 'characterisation',
  impedance: 'characterisation',
  weigh: 'characterisation',
  film: 'characterisation',
  discard: 'characterisation',
} as const satisfies Readonly<Record<string, Stage>>;

export type StepName = keyof typeof STEPS;

type Place = 'robot' | 'cycler' | 'station';

/** The instruments that a step moves, uses or may reach into. A cell is discarded from wherever it is. */
const NEEDS: Readonly<Record<StepName, readonly Place[]>> = {
  formulate: ['robot'],
  assemble: ['robot'],
  load: ['robot', 'cycler'],
  form: ['cycler'],
  age: ['cycler'],
  unload: ['robot', 'cycler', 'station'],
  impedance: ['station'],
  weigh: ['station'],
  film: ['station'],
  discard: ['robot', 'cycler', 'station'],
};

/** The same by the names that a lab gives its instruments. */
export function needsOf(step: StepName, lab: Readonly<Record<Place, { readonly id: string }>>): string[] {
  return NEEDS[step].map((place) => lab[place].id);
}

/** The stage of a step as the record names it; the first one for an experiment that has not begun a step. */
export function stageOf(step: string | null): Stage {
  return step !== null && Object.hasOwn(STEPS, step) ? STEPS[step as StepName] : 'formulation';
}
