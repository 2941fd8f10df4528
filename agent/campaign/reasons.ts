import type { Neighbour, Prediction, Proposal } from '../../planner/proposal.js';

/** Why a proposal was made: what the planner said of it, beside the parameters, and whose it is. */
export interface Reasons extends Omit<Proposal, 'parameters' | 'reason' | 'acquisition'> {
  readonly reason: Proposal['reason'] | typeof BY_HAND;
  readonly acquisition: Proposal['acquisition'] | { readonly name: 'none'; readonly value: number };
  /** Of a person's. */
  readonly byHand?: ByHand;
}

/** The reason of a proposal that is a person's and not the planner's. */
export const BY_HAND = 'by hand';

export interface ByHand {
  readonly actor: string;
  readonly note: string;
  /** What was asked for and cannot be made exactly, as phrases. */
  readonly snapped: readonly string[];
  /** Of an edit: the proposal in whose place it stands, and what is another there, as phrases. */
  readonly instead?: { readonly proposal: string; readonly changed: readonly string[] };
  /** Why the planner had nothing to say. */
  readonly unforetold?: string;
}

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
