import { Fragment } from 'preact';
import { words } from '../../data/format.js';
import { link } from '../../data/place.js';
import type { Report } from '../../data/report.js';
import { Card } from '../../parts/card.js';
import { Table } from '../../parts/table.js';

/** Longer lists are read on the page of experiments. */
const MOST_NAMED = 20;

/** How many failed, and for whose reasons. */
export function FailedCard({ report }: { readonly report: Report }) {
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

/** What failed, by cause, the latest first. */
export function FailureTable({ report }: { readonly report: Report }) {
  const failed = report.experiments.filter(({ failure }) => failure !== null).reverse();
  const by = [...Map.groupBy(failed, ({ failure }) => `${failure!.attribution}/${failure!.cause}`)];
  if (by.length === 0) return <p class="muted">Nothing has failed.</p>;
  return (
    <Table
      columns={['blame', 'cause', 'experiments']}
      rows={by}
      row={([key, of]) => (
        <tr key={key}>
          <td>{of[0]!.failure!.attribution}</td>
          <td>{words(of[0]!.failure!.cause)}</td>
          <td>
            {of.slice(0, MOST_NAMED).map(({ id }) => (
              <Fragment key={id}>
                <a class="id" href={link('experiment', id)}>
                  {id}
                </a>{' '}
              </Fragment>
            ))}
            {of.length > MOST_NAMED && <span class="muted">and {of.length - MOST_NAMED} before</span>}
          </td>
        </tr>
      )}
    />
  );
}
