/** A protocol laid out in the order in which it runs. */
import type { Protocol, Step } from '../../../drivers/protocol.js';

export type Leaf = Exclude<Step, { readonly kind: 'loop' }>;

/** One run of one step. */
export interface Visit {
  readonly leaf: Leaf;
  /** From 1, in the order of the protocol's text; the steps of a loop are counted once. */
  readonly step: number;
  /** From 1, one more after each pass of any loop. */
  readonly cycle: number;
}

export function* visits(protocol: Protocol): Generator<Visit, void, void> {
  yield* walk(protocol.steps, 1, { cycle: 1 });
}

function* walk(
  steps: readonly Step[],
  first: number,
  count: { cycle: number },
): Generator<Visit, void, void> {
  let step = first;
  for (const item of steps) {
    if (item.kind !== 'loop') yield { leaf: item, step, cycle: count.cycle };
    else {
      for (let pass = 0; pass < item.times; pass++) {
        yield* walk(item.steps, step, count);
        count.cycle++;
      }
    }
    step += leaves(item);
  }
}

function leaves(step: Step): number {
  return step.kind === 'loop' ? step.steps.reduce((sum, inner) => sum + leaves(inner), 0) : 1;
}
