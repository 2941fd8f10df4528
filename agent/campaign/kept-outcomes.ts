/** The bounds a campaign sets to what it measures beside its objectives. */
import type { CampaignConfig } from '../../config/campaign.js';
import type { ObservationRow } from '../record/experiments.js';

/**
 * What of an experiment's observations is out of bounds, as phrases with numbers and units; none when all that could be
 * measured is inside.
 */
export function brokenOutcomes(
  { outcomes }: Pick<CampaignConfig, 'outcomes'>,
  observations: readonly ObservationRow[],
): string[] {
  return outcomes.flatMap(({ quantity, unit, min = -Infinity, max = Infinity }) => {
    const value = observations.find((observation) => observation.quantity === quantity)?.value ?? null;
    if (value === null || (value >= min && value <= max)) return [];
    const bound = value < min ? `at least ${min}` : `at most ${max}`;
    return [`${quantity} ${value.toPrecision(4)} ${unit}, ${bound} ${unit} wanted`];
  });
}

/** Everything a campaign wants to know of an experiment: what it aims for, then what it bounds. */
export function wantedQuantities({
  objectives,
  outcomes,
}: Pick<CampaignConfig, 'objectives' | 'outcomes'>): CampaignConfig['objectives'][number]['quantity'][] {
  return [...objectives, ...outcomes].map(({ quantity }) => quantity);
}
