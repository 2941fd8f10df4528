/** A protocol as what each step of the record should show. */
import type { Protocol, Step } from '../../../drivers/protocol.js';
import type { ProgramStep, ProgramSteps } from '../../analysis/health/program-steps.js';

/** Steps are numbered as the tester does: from 1, in the order of the program, those of a loop once. */
export function programOf({ steps }: Protocol): ProgramSteps {
  const found = new Map<number, ProgramStep>();
  let temperatureK: number | undefined;
  for (const [index, step] of leaves(steps).entries()) {
    if (step.kind === 'temperature') temperatureK = step.temperatureK;
    found.set(index + 1, {
      ...(temperatureK !== undefined && { temperatureK }),
      ...(step.kind === 'constant-current' && { currentA: step.currentA }),
      ...(step.kind === 'constant-voltage' && { voltageV: step.voltageV }),
    });
  }
  return found;
}

function leaves(steps: readonly Step[]): Exclude<Step, { kind: 'loop' }>[] {
  return steps.flatMap((step) => (step.kind === 'loop' ? leaves(step.steps) : [step]));
}
