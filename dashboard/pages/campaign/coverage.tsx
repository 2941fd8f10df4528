import { isInBand, type Coverage, type ScoredForecasts } from '../../data/calibration.js';
import { DASH } from '../../data/format.js';
import { Card } from '../../parts/card.js';

const percent = (share: number): string => String(Math.round(100 * share));

/** Calibration in one number. */
export function CalibrationCard({ forecasts }: { readonly forecasts: ScoredForecasts | undefined }) {
  const inside = forecasts?.coverage.find(({ level }) => level === 0.9)?.inside;
  return (
    <Card title="Calibration" span={4}>
      <p class="value">
        {inside === undefined ? DASH : percent(inside)}{' '}
        <span class="muted small">% of outcomes inside the 90 % interval, n = {forecasts?.n ?? 0}</span>
      </p>
    </Card>
  );
}

/** How often results lay inside what was predicted, with what chance leaves of it. */
export function CoverageTable({ forecasts }: { readonly forecasts: ScoredForecasts | undefined }) {
  if (!forecasts) return <p class="muted">No experiment with a prediction has ended yet.</p>;
  return (
    <>
      <div class="table-scroll">
        <table>
          <thead>
            <tr>
              <th>interval</th>
              <th>inside</th>
              <th>by chance</th>
              <th>
                <span class="visually-hidden">inside, on its band</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {forecasts.coverage.map((coverage) => (
              <Row key={coverage.level} coverage={coverage} />
            ))}
          </tbody>
        </table>
      </div>
      <p class="muted small">
        n = {forecasts.n}; the band holds 95 % of such shares when predictions are right
      </p>
    </>
  );
}

function Row({ coverage }: { readonly coverage: Coverage }) {
  const { level, inside, band } = coverage;
  return (
    <tr>
      <td>{percent(level)} %</td>
      <td class="id">
        {percent(inside)} %{!isInBand(coverage) && <span class="trouble"> ! outside</span>}
      </td>
      <td class="id">
        {percent(band[0])} to {percent(band[1])} %
      </td>
      <td>
        <Band coverage={coverage} />
      </td>
    </tr>
  );
}

const WIDTH = 100;

/** What chance leaves as a band, the level as a line, what came as a diamond. */
function Band({ coverage: { level, inside, band } }: { readonly coverage: Coverage }) {
  const x = (share: number): number => 4 + (WIDTH - 8) * share;
  return (
    <svg class="plot" viewBox={`0 0 ${WIDTH} 16`} aria-hidden="true">
      <line class="axis" x1={x(0)} x2={x(1)} y1={8} y2={8} />
      <rect
        x={x(band[0])}
        y={4}
        width={x(band[1]) - x(band[0])}
        height={8}
        fill="var(--data)"
        fill-opacity=".4"
      />
      <line x1={x(level)} x2={x(level)} y1={3} y2={13} stroke="var(--data)" stroke-width="1.5" />
      <path d={`M${x(inside)} 2l4 6-4 6-4-6z`} fill="var(--ink)" />
    </svg>
  );
}
