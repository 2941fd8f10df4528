import { unit, withSd, words } from '../../data/format.js';
import { cameOutOf, predictedOf, type Prediction, type Shown } from '../../data/experiment.js';
import { cameOut, type CameOut, type Objective } from '../../data/report.js';
import { Interval, Z90 } from '../../parts/chart/interval.js';

export interface PredictionsProps {
  readonly predictions: readonly Prediction[];
  readonly shown: Shown;
  readonly objectives: readonly Objective[];
}

/** What was foretold of each objective, and what came out. */
export function Predictions({ predictions, shown, objectives }: PredictionsProps) {
  return (
    <div class="table-scroll">
      <table>
        <thead>
          <tr>
            <th>objective</th>
            <th class="number">predicted</th>
            <th>90 % interval, ◆ observed</th>
            <th class="number">observed</th>
          </tr>
        </thead>
        <tbody>
          {objectives.slice(0, predictions.length).map((objective, k) => (
            <PredictionRow
              key={objective.quantity}
              objective={objective}
              prediction={predictions[k]!}
              came={cameOutOf(shown, objective.quantity)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PredictionRowProps {
  readonly objective: Objective;
  readonly prediction: Prediction;
  readonly came: CameOut;
}

function PredictionRow({ objective, prediction, came }: PredictionRowProps) {
  const { mean, sd } = predictedOf(prediction);
  const value = came.observed?.value;
  const reach = Math.max(Z90 * sd, value === undefined ? 0 : Math.abs(value - mean)) * 1.3;
  return (
    <tr>
      <td>
        {words(objective.quantity)}, {unit(objective.unit)}
      </td>
      <td class="number">{withSd(mean, sd)}</td>
      <td>
        <Interval
          mean={mean}
          sd={sd}
          observed={value}
          from={mean - reach}
          to={mean + reach}
          label={`predicted ${withSd(mean, sd)}, observed ${cameOut(came)}`}
        />
      </td>
      <td class="number">{cameOut(came)}</td>
    </tr>
  );
}
