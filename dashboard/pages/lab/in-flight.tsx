import { DASH, recipe, time, words } from '../../data/format.js';
import { link } from '../../data/place.js';
import type { ReportedExperiment } from '../../data/report.js';
import type { Heard } from '../../data/topics.js';
import { Bar } from '../../parts/bar.js';
import { Nothing } from '../../parts/nothing.js';
import { Table, type Column } from '../../parts/table.js';

export interface InFlightProps {
  readonly running: readonly (readonly [string, Heard])[];
  readonly experimentOf: (id: string) => ReportedExperiment | undefined;
}

const COLUMNS: readonly Column[] = [
  'exp',
  { name: 'recipe', look: 'wide' },
  'step',
  'progress',
  'ends',
  { name: 'channel', look: 'number' },
];

/** What is under way: which step, how far, and when it should end. */
export function InFlight({ running, experimentOf }: InFlightProps) {
  if (running.length === 0) return <Nothing>No experiment is under way.</Nothing>;
  return (
    <Table
      columns={COLUMNS}
      rows={running}
      row={([id, { body }]) => (
        <tr key={id}>
          <td>
            <a class="strong id" href={link('experiment', id)}>
              {id}
            </a>
          </td>
          <td class="wrap wide">{recipe(experimentOf(id)?.parameters ?? {}) || DASH}</td>
          <td class="muted">
            {body.step === null ? 'waits' : words(String(body.step))} {String(body.stepNumber)}/
            {String(body.steps)}
          </td>
          <td>
            <Bar share={Number(body.share)} label={`${id}, share done`} />
          </td>
          <td title={rangeOf(body)}>{time(String(body.endsLabAt)).local}</td>
          <td class="number">
            {body.channel === null ? DASH : String(body.channel).replace('channel/', '')}
          </td>
        </tr>
      )}
    />
  );
}

function rangeOf(body: Heard['body']): string {
  return `between ${time(String(body.endsEarliestLabAt)).local} and ${time(String(body.endsLatestLabAt)).local}, lab time`;
}
