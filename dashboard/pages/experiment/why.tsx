import { number, recipe, title, words } from '../../data/format.js';
import { ownerOf, sharesOf, type Prediction, type Shown, type Why } from '../../data/experiment.js';
import type { Objective } from '../../data/report.js';
import { Card } from '../../parts/card.js';
import { Predictions } from './predictions.js';

export interface WhyProps {
  readonly why: Why;
  readonly objectives: readonly Objective[];
  /** Nothing before it has run. */
  readonly shown?: Shown;
  readonly span?: 5 | 12;
}

/** Why the planner chose this, as it said before the run, and what came of it. */
export function WhyCard({ why, objectives, shown = { observations: [] }, span = 5 }: WhyProps) {
  return (
    <Card title="Why this experiment" about={`decided before the run; ${provenance(why)}`} span={span}>
      <div class="stack">
        {why.predictions === null ? (
          <p>{unforetold(why)}</p>
        ) : (
          <Predictions predictions={why.predictions} shown={shown} objectives={objectives} />
        )}
        {why.predictions?.map((prediction, k) => (
          <Shares
            key={objectives[k]?.quantity}
            prediction={prediction}
            quantity={objectives[k]?.quantity ?? ''}
          />
        ))}
        <Feasibility why={why} />
        <Chosen why={why} />
        <Neighbours why={why} objectives={objectives} />
      </div>
    </Card>
  );
}

function unforetold({ reason, byHand }: Why): string {
  if (byHand?.unforetold !== undefined) return `Not foretold: ${byHand.unforetold}.`;
  return `${title(reason)}: no model is asked yet.`;
}

function provenance({ modelHash, dataHash, seed }: Why): string {
  const model = modelHash === null ? '' : `model ${modelHash.slice(0, 4)}, `;
  return `${model}data ${dataHash.slice(0, 4)}, seed ${seed}`;
}

function Shares({ prediction, quantity }: { readonly prediction: Prediction; readonly quantity: string }) {
  const shares = sharesOf(prediction);
  return (
    <div>
      <h3>
        Where the uncertainty comes from{' '}
        <span class="muted small">{words(quantity)}, shares of the variance</span>
      </h3>
      <div class="shares" aria-hidden="true">
        {shares.map(([name, share], k) => (
          <span key={name} style={{ width: `${100 * share}%`, opacity: [1, 0.65, 0.4, 0.2][k] ?? 0.2 }} />
        ))}
      </div>
      <p class="muted small">
        {shares.map(([name, share]) => `${name} ${Math.round(100 * share)} %`).join(' · ')}
      </p>
    </div>
  );
}

function Feasibility({ why: { feasibility } }: { readonly why: Why }) {
  // Before there is a model nothing is said of it.
  if (Object.keys(feasibility).length === 0) return null;
  return (
    <div>
      <h3>
        Will it work <span class="muted small">probability per stage</span>
      </h3>
      <p>
        {Object.entries(feasibility)
          .map(([stage, chance]) => `${words(stage)} ${chance.toFixed(2)}`)
          .join(' · ')}
      </p>
    </div>
  );
}

function Chosen({ why: { reason, acquisition, runnerUp, byHand } }: { readonly why: Why }) {
  if (byHand)
    return (
      <div>
        <h3>Whose it is</h3>
        <p class="wrap">{ownerOf(byHand)}</p>
      </div>
    );
  return (
    <div>
      <h3>Chosen because</h3>
      <p>
        {title(reason)}
        {`: ${acquisition.name} ${number(acquisition.value, 3)}`}
        {runnerUp && `. Runner-up: ${recipe(runnerUp.parameters)}`}
      </p>
    </div>
  );
}

function Neighbours({
  why: { neighbours },
  objectives,
}: {
  readonly why: Why;
  readonly objectives: readonly Objective[];
}) {
  if (neighbours.length === 0) return null;
  return (
    <div>
      <h3>Nearest experiments</h3>
      <div class="table-scroll">
        <table>
          <thead>
            <tr>
              <th class="number">distance</th>
              <th>recipe</th>
              <th class="number">{objectives.map(({ quantity }) => words(quantity)).join(', ')}</th>
            </tr>
          </thead>
          <tbody>
            {neighbours.map(({ distance, parameters, outcome }) => (
              <tr key={distance}>
                <td class="number">{distance.toFixed(2)}</td>
                <td class="wrap">{recipe(parameters)}</td>
                <td class="number">
                  {'values' in outcome
                    ? outcome.values.map((value) => number(value)).join(', ')
                    : `failed: ${words(outcome.failedStage)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
