import { Fragment } from 'preact';
import { words } from '../../data/format.js';
import { link } from '../../data/place.js';
import type { Report } from '../../data/report.js';
import { Card } from '../../parts/card.js';
import { Table } from '../../parts/table.js';

/** Longer lists are read on the page of experiments. */
const MOST_NAMED = 20;

/** How many failed, and for whose reasons; beside them those that a person stopped and those that something was found on. */
export function FailedCard({ report }: { readonly report: Report }) {
  const ended = report.experiments.filter(({ status }) => status !== 'running');
  const failed = ended.filter(({ status }) => status === 'failed');
  const aborted = ended.filter(({ status }) => status === 'aborted').length;
  const found = ended.filter(({ status, failure }) => status === 'completed' && failure !== null).length;
  const by = Map.groupBy(failed, ({ failure }) => failure?.attribution ?? 'unknown');
  const told = [
    ...[...by].map(([attribution, of]) => `${of.length} ${attribution}`),
    ...(aborted > 0 ? [`${aborted} aborted`] : []),
    ...(found > 0 ? [`${found} completed with a finding`] : []),
  ];
  return (
    <Card title="Failed" span={4}>
      <p class="value">
        {failed.length} of {ended.length} <span class="muted small">{told.join(' · ')}</span>
      </p>
    </Card>
  );
}

/** What went wrong or was found, by how it ended and by cause, the latest first. */
export function FailureTable({ report }: { readonly report: Report }) {
  const failed = report.experiments.filter(({ failure }) => failure !== null).reverse();
  const by = [
    ...Map.groupBy(failed, ({ status, failure }) => `${status}/${failure!.attribution}/${failure!.cause}`),
  ];
  if (by.length === 0) return <p class="muted">Nothing has failed.</p>;
  return (
    <Table
      columns={['end', 'blame', 'cause', 'experiments']}
      rows={by}
      row={([key, of]) => (
        <tr key={key}>
          <td>{of[0]!.status}</td>
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
