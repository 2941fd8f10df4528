import { judgedResults } from '../../data/calibration.js';
import { Chart } from '../../parts/chart/chart.js';
import type { Report } from '../../data/report.js';

/** Width of a bar, standard deviations. */
const BIN = 0.5;
/** What lies farther out is counted in the outermost bar. */
const MOST = 3;
const BINS = (2 * MOST) / BIN;

/** How far results lay from their predictions, in predicted standard deviations, with what right predictions would give. */
export function ZScores({ report, objective }: { readonly report: Report; readonly objective: number }) {
  const scores = judgedResults(report, objective).map(({ zScore }) => zScore);
  if (scores.length === 0) return <p class="muted">No experiment with a prediction has ended yet.</p>;
  const counts = new Array<number>(BINS).fill(0);
  for (const z of scores) counts[Math.min(BINS - 1, Math.max(0, Math.floor((z + MOST) / BIN)))]! += 1;
  const due = counts.map((_, k) => scores.length * BIN * normal(-MOST + (k + 0.5) * BIN));
  return (
    <>
      <Chart
        label="z-scores of predictions, counted"
        xs={[-MOST, MOST]}
        ys={[0, ...counts, ...due]}
        xUnit="predicted sd"
        yUnit="experiments"
      >
        {({ x, y, floor }) => (
          <>
            {counts.map((count, k) => {
              const [from, to] = [x(-MOST + k * BIN), x(-MOST + (k + 1) * BIN)];
              return (
                <rect
                  key={k}
                  x={from + 1}
                  y={y(count)}
                  width={Math.max(1, to - from - 2)}
                  height={floor - y(count)}
                  fill="var(--data)"
                  fill-opacity=".65"
                >
                  <title>{`${-MOST + k * BIN} to ${-MOST + (k + 1) * BIN} sd: ${count} experiments`}</title>
                </rect>
              );
            })}
            <path
              d={`M${due.map((each, k) => `${x(-MOST + (k + 0.5) * BIN)} ${y(each)}`).join('L')}`}
              fill="none"
              stroke="var(--ink)"
              stroke-dasharray="4 3"
            />
          </>
        )}
      </Chart>
      <p class="muted small">
        n = {scores.length}; bars to the right: more than predicted; dashes: what right predictions give; the
        outermost bars hold all beyond
      </p>
    </>
  );
}

/** Density of the standard normal distribution. */
function normal(z: number): number {
  return Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI);
}
