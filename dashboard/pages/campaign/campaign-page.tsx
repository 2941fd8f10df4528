import { useState } from 'preact/hooks';
import { DASH, duration, number, title, unit, withSd, words } from '../../data/format.js';
import { link } from '../../data/place.js';
import { changesReport, type Report } from '../../data/report.js';
import { Bar } from '../../parts/bar.js';
import { Card } from '../../parts/card.js';
import { Fault } from '../../parts/fault.js';
import { useAsked } from '../../parts/use-asked.js';
import { coverageOf } from './coverage.js';
import { Parity } from './parity.js';
import { Trace } from './trace.js';
import { TradeOff } from './trade-off.js';

/** What the campaign has found, what was foretold of it, and what failed. */
export function CampaignPage() {
  const { data: report, trouble } = useAsked<Report>('status', changesReport);
  const [objective, setObjective] = useState(0);
  if (!report) return trouble ? <Fault trouble={trouble} /> : <p class="waiting">Reading the campaign …</p>;
  const chosen = Math.min(objective, report.objectives.length - 1);
  const other = chosen === 0 ? 1 : 0;
  const { quantity, unit: ucum } = report.objectives[chosen]!;
  return (
    <>
      <Fault trouble={trouble} />
      <div class="row">
        <h1 class="wrap">{report.campaign}</h1>
        <span class="muted small">{duration(report.labTimeS)} of lab time</span>
        {report.objectives.length > 1 && (
          <label class="end row">
            Objective
            <select
              value={chosen}
              onChange={(event) => {
                setObjective(Number((event.target as HTMLSelectElement).value));
              }}
            >
              {report.objectives.map(({ quantity: name }, k) => (
                <option key={name} value={k}>
                  {words(name)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div class="grid">
        <BestCard report={report} objective={chosen} />
        <FailedCard report={report} />
        <CalibrationCard report={report} objective={chosen} />
        <Card
          title={title(quantity)}
          about="each experiment, best so far, failures as crosses"
          span={report.objectives.length > 1 ? 7 : 12}
        >
          <Trace report={report} objective={chosen} />
        </Card>
        {report.objectives.length > 1 && (
          <Card
            title="Trade-off"
            about={`${words(quantity)} against ${words(report.objectives[other]!.quantity)}, Pareto set filled`}
            span={5}
          >
            <TradeOff report={report} across={other} up={chosen} />
          </Card>
        )}
        <Card title="Predicted against observed" about="90 % intervals, stored before each run" span={4}>
          <Parity report={report} objective={chosen} />
        </Card>
        <Card title="Coverage" about={`${words(quantity)}, ${unit(ucum)}: nominal against observed`} span={4}>
          <CoverageTable report={report} objective={chosen} />
        </Card>
        <Card title="Failures by cause" span={4}>
          <FailureTable report={report} />
        </Card>
      </div>
    </>
  );
}

interface OfObjective {
  readonly report: Report;
  readonly objective: number;
}

function BestCard({ report, objective }: OfObjective) {
  const { quantity, unit: ucum, direction } = report.objectives[objective]!;
  const sign = direction === 'minimise' ? 1 : -1;
  const best = [...report.best].sort((a, b) => sign * (a.values[objective]! - b.values[objective]!))[0];
  const sd = report.experiments.find(({ id }) => id === best?.id)?.results[objective]?.observed?.sd;
  return (
    <Card title="Best so far" span={4} end={best && <a href={link('experiment', best.id)}>{best.id}</a>}>
      <p class="value">
        {best ? withSd(best.values[objective], sd) : DASH}{' '}
        <span class="muted small">
          {unit(ucum)} {words(quantity)}
        </span>
      </p>
    </Card>
  );
}

function FailedCard({ report }: { readonly report: Report }) {
  const ended = report.experiments.filter(({ status }) => status !== 'running');
  const failed = ended.filter(({ failure }) => failure !== null);
  const by = Map.groupBy(failed, ({ failure }) => failure!.attribution);
  return (
    <Card title="Failed" span={4}>
      <p class="value">
        {failed.length} of {ended.length}{' '}
        <span class="muted small">
          {[...by].map(([attribution, of]) => `${of.length} ${attribution}`).join(' · ')}
        </span>
      </p>
    </Card>
  );
}

function CalibrationCard({ report, objective }: OfObjective) {
  const { inside, n } = coverageOf(report, objective)[2]!;
  return (
    <Card title="Calibration" span={4}>
      <p class="value">
        {n === 0 ? DASH : number((100 * inside) / n, 2)}{' '}
        <span class="muted small">% of outcomes inside the 90 % interval, n = {n}</span>
      </p>
    </Card>
  );
}

function CoverageTable({ report, objective }: OfObjective) {
  return (
    <table>
      <thead>
        <tr>
          <th>interval</th>
          <th>inside</th>
          <th />
          <th class="number">n</th>
        </tr>
      </thead>
      <tbody>
        {coverageOf(report, objective).map(({ nominal, inside, n }) => (
          <tr key={nominal}>
            <td>{100 * nominal} %</td>
            <td>{n === 0 ? DASH : `${Math.round((100 * inside) / n)} %`}</td>
            <td>
              <Bar share={n === 0 ? 0 : inside / n} label={`inside the ${100 * nominal} % interval`} />
            </td>
            <td class="number">{n}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FailureTable({ report }: { readonly report: Report }) {
  const failed = report.experiments.filter(({ failure }) => failure !== null);
  const by = [...Map.groupBy(failed, ({ failure }) => `${failure!.attribution}/${failure!.cause}`)];
  if (by.length === 0) return <p class="muted">Nothing has failed.</p>;
  return (
    <table>
      <tbody>
        {by.map(([key, of]) => (
          <tr key={key}>
            <td>{of[0]!.failure!.attribution}</td>
            <td>{words(of[0]!.failure!.cause)}</td>
            <td>
              {of.map(({ id }) => (
                <a key={id} class="id" href={link('experiment', id)}>
                  {id}{' '}
                </a>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
