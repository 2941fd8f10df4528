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
  film: 'characterisation',
  discard: 'characterisation',
} as const satisfies Readonly<Record<string, Stage>>;

export type StepName = keyof typeof STEPS;

/** The stage of a step as the record names it; the first one for an experiment that has not begun a step. */
export function stageOf(step: string | null): Stage {
  return step !== null && Object.hasOwn(STEPS, step) ? STEPS[step as StepName] : 'formulation';
}
