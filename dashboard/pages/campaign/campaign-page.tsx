import { useState } from 'preact/hooks';
import { forecastsOf, type CalibrationReport } from '../../data/calibration.js';
import { duration, title, unit, words } from '../../data/format.js';
import { changesReport, type Report } from '../../data/report.js';
import { Card } from '../../parts/card.js';
import { Fault } from '../../parts/fault.js';
import { useAsked } from '../../parts/use-asked.js';
import { BestCard } from './best.js';
import { CalibrationCard, CoverageTable } from './coverage.js';
import { FailedCard, FailureTable } from './failures.js';
import { Parity } from './parity.js';
import { Recipes } from './recipes.js';
import { Trace } from './trace.js';
import { TradeOff } from './trade-off.js';
import { ZScores } from './z-scores.js';

/** What the campaign has found, what was foretold of it, and what failed. */
export function CampaignPage() {
  const { data: report, trouble } = useAsked<Report>('status', changesReport);
  const [chosen, choose] = useState(0);
  if (!report) return trouble ? <Fault trouble={trouble} /> : <p class="waiting">Reading the campaign …</p>;
  const objective = Math.min(chosen, report.objectives.length - 1);
  return (
    <>
      <Fault trouble={trouble} />
      <div class="row">
        <h1 class="wrap">{report.campaign}</h1>
        <span class="muted small">{duration(report.labTimeS)} of lab time</span>
        {report.objectives.length > 1 && (
          <ObjectiveChoice report={report} objective={objective} onChoose={choose} />
        )}
      </div>
      <Findings report={report} objective={objective} />
    </>
  );
}

interface OfObjective {
  readonly report: Report;
  readonly objective: number;
}

interface ObjectiveChoiceProps extends OfObjective {
  readonly onChoose: (objective: number) => void;
}

function ObjectiveChoice({ report, objective, onChoose }: ObjectiveChoiceProps) {
  return (
    <label class="end row">
      Objective
      <select
        value={objective}
        onChange={(event) => {
          onChoose(Number((event.target as HTMLSelectElement).value));
        }}
      >
        {report.objectives.map(({ quantity }, k) => (
          <option key={quantity} value={k}>
            {words(quantity)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Findings({ report, objective }: OfObjective) {
  const { data: calibration, trouble } = useAsked<CalibrationReport>('calibration', changesReport);
  const forecasts = forecastsOf(calibration, report, objective);
  const { quantity, unit: ucum } = report.objectives[objective]!;
  return (
    <div class="grid">
      <BestCard report={report} objective={objective} />
      <FailedCard report={report} />
      <CalibrationCard forecasts={forecasts} />
      <Charts report={report} objective={objective} />
      <Card title="Recipes" about={`each experiment a line, by rank of ${words(quantity)}`}>
        <Recipes report={report} objective={objective} />
      </Card>
      <Card title="Predicted against observed" about="90 % intervals, stored before each run" span={4}>
        <Parity report={report} objective={objective} />
      </Card>
      <Card title="Coverage" about={`${words(quantity)}, ${unit(ucum)}: outcomes inside intervals`} span={4}>
        <Fault trouble={trouble} />
        <CoverageTable forecasts={forecasts} />
      </Card>
      <Card title="z-scores" about={`${words(quantity)}: observed less predicted`} span={4}>
        <ZScores report={report} objective={objective} />
      </Card>
      <Card title="Failures and findings by cause" span={12}>
        <FailureTable report={report} />
      </Card>
    </div>
  );
}

/** Each objective over time, and against another one where there are several. */
function Charts({ report, objective }: OfObjective) {
  const other = objective === 0 ? 1 : 0;
  const against = report.objectives[other];
  const { quantity } = report.objectives[objective]!;
  const hasLimits = report.experiments.some(({ results }) => results[objective]?.limit);
  return (
    <>
      <Card
        title={title(quantity)}
        about={`each experiment, best so far, failures as crosses${hasLimits ? ', arrows: ended early at this limit' : ''}`}
        span={against ? 7 : 12}
      >
        <Trace report={report} objective={objective} />
      </Card>
      {against && (
        <Card
          title="Trade-off"
          about={`${words(quantity)} against ${words(against.quantity)}, Pareto set filled`}
          span={5}
        >
          <TradeOff report={report} across={other} up={objective} />
        </Card>
      )}
    </>
  );
}
