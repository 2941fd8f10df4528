/** How an experiment ends whose cell was not worth ageing on: what was seen stands, and the retention is a limit. */
import type { Figure } from '../analysis/figure.js';
import type { Evidence } from '../experiment/characterisation.js';
import type { Outcome } from '../experiment/outcome.js';

/** Thrown inside an experiment to end it; carries what was recorded until then. */
export class CutShort extends Error {
  override readonly name = 'CutShort';

  constructor(
    readonly evidence: Pick<Evidence, 'formation' | 'ageing' | 'unfinished'>,
    reason: string,
  ) {
    super(reason);
  }
}

/** Of the last cycles, whichever those are: of a cell that was ended early they are not what others are compared by. */
const OF_THE_END = ['discharge_capacity', 'coulombic_efficiency', 'inefficiency_per_hour'];

/** The retention by now bounds the retention at the end: capacity that is lost does not come back. */
export function figuresOfCut(figures: readonly Figure[], reason: string): Figure[] {
  return figures
    .filter(({ quantity }) => !OF_THE_END.includes(quantity))
    .map((figure) => {
      if (figure.quantity !== 'capacity_retention' || figure.quality === 'invalid') return figure;
      return { ...figure, quality: 'suspect', reason: `an upper limit: ${reason}` };
    });
}

export function outcomeOfCut(figures: readonly Figure[], reason: string): Outcome {
  const limit = figures.some((one) => one.quantity === 'capacity_retention' && one.value !== null);
  return {
    execution: { status: 'completed' },
    validity: { status: 'suspect', reason },
    result: limit
      ? { status: 'observed', censored: { capacity_retention: 'below' } }
      : { status: figures.some(({ quality }) => quality !== 'invalid') ? 'observed' : 'none' },
  };
}
