import type { ObservationRow } from '../record/experiments.js';

/** What was observed of each experiment, in the order of the rows. */
export function byExperiment(
  observations: readonly ObservationRow[],
): ReadonlyMap<string, readonly ObservationRow[]> {
  const groups = new Map<string, ObservationRow[]>();
  for (const observation of observations) {
    const group = groups.get(observation.experimentId);
    if (group) group.push(observation);
    else groups.set(observation.experimentId, [observation]);
  }
  return groups;
}
