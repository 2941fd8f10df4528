import type { Neighbour, Prediction, Proposal } from '../../planner/planner.js';

/** Why a proposal was made: what the planner said, beside the parameters. */
export type Reasons = Omit<Proposal, 'parameters'>;

/** As it was stored while a campaign had one objective, and no list of them. */
interface OfOneObjective {
  readonly prediction: Prediction | null;
  readonly neighbours?: readonly (Omit<Neighbour, 'outcome'> & {
    readonly outcome: { readonly value: number } | { readonly failedStage: string };
  })[];
}

/** Reads what the record keeps of a proposal, of whatever version. */
export function reasonsFrom(why: unknown): Reasons {
  if (!(why instanceof Object && 'prediction' in why)) return why as Reasons;
  const {
    prediction,
    neighbours = [],
    ...rest
  } = why as OfOneObjective & Omit<Reasons, 'neighbours' | 'predictions'>;
  return {
    ...rest,
    predictions: prediction ? [prediction] : null,
    neighbours: neighbours.map(({ outcome, ...neighbour }) => ({
      ...neighbour,
      outcome: 'value' in outcome ? { values: [outcome.value] } : outcome,
    })),
  };
}
