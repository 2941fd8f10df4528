import { setImmediate } from 'node:timers/promises';
import { logDensity } from '../acquisition/normal.js';
import { LEAST_RESULTS } from '../choices.js';
import type { History } from '../history.js';
import { entryOf, historyOf } from '../history.js';
import { fitLoss } from '../loss-model.js';
import { measuredLosses, predict } from '../models.js';
import type { Finding, PlanRequest } from '../request.js';
import { measurementSd } from '../prediction.js';
import { foldsOf } from './group-folds.js';

const FOLDS = 5;

/**
 * Log density that the planner's Gaussian processes give each finding of the laboratory when they know nothing of its recipe:
 * by objective, then by finding, per unit of the objective; undefined where it was not measured, or too little else was.
 */
export async function heldOutByGp(
  request: PlanRequest,
  groups: Int32Array,
): Promise<(number | undefined)[][]> {
  const findings = request.findings ?? [];
  const history = historyOf(request);
  const entries = findings.map(({ parameters }) => entryOf(history.encoding, parameters));
  const logs = request.objectives.map(() => new Array<number | undefined>(findings.length).fill(undefined));
  for (const held of foldsOf(groups, FOLDS, 'stacking')) {
    const hidden = new Set(held.map((row) => entries[row]!.key));
    const rest = { ...history, measured: history.measured.filter(({ key }) => !hidden.has(key)) };
    for (const k of request.objectives.keys()) {
      // Each fit takes its time: whoever asks meanwhile is answered between two of them.
      await setImmediate();
      const score = scorer(rest, k, request.replicateShare);
      for (const row of held) logs[k]![row] = score?.(entries[row]!.features, findings[row]!);
    }
  }
  return logs;
}

/** The log density of a finding's result of one objective; undefined when there is too little to learn from. */
function scorer(
  history: History,
  k: number,
  replicateShare: number | undefined,
): ((features: Float64Array, finding: Finding) => number | undefined) | undefined {
  const measured = measuredLosses(history, k);
  if (measured.length < LEAST_RESULTS) return undefined;
  const models = { losses: [fitLoss(measured, history, { replicateShare })] };
  const objective = history.objectives[k]!;
  return (features, { results, source }) => {
    const value = results[objective.name];
    if (value === undefined || source !== undefined) return undefined;
    const prediction = predict(models, [objective], features, { source: history.target })[0]!;
    const sd = measurementSd(prediction);
    return logDensity((value - prediction.mean) / sd) - Math.log(sd);
  };
}
