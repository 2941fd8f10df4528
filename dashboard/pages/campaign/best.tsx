import { DASH, unit, withSd, words } from '../../data/format.js';
import { link } from '../../data/place.js';
import type { Report } from '../../data/report.js';
import { Card } from '../../parts/card.js';

/** The best of one objective, with the uncertainty of its measurement. */
export function BestCard({ report, objective }: { readonly report: Report; readonly objective: number }) {
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
