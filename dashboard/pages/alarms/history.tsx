import { useEffect, useState } from 'preact/hooks';
import { get, type AskError } from '../../data/ask.js';
import { toldOf, withNewest, type PastPage } from '../../data/past-alarms.js';
import { AlarmName } from '../../frame/alarm-name.js';
import { Card } from '../../parts/card.js';
import { Fault } from '../../parts/fault.js';
import { Mark, PRIORITIES } from '../../parts/mark.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { useAsked } from '../../parts/use-asked.js';

/** What came, went, was acknowledged or put aside, by whom and when, newest first. */
export function History() {
  const [priority, setPriority] = useState('');
  return (
    <Card
      title="History"
      about="newest first"
      end={
        <label class="row small">
          Priority
          <select
            value={priority}
            onChange={(event) => {
              setPriority((event.target as HTMLSelectElement).value);
            }}
          >
            <option value="">all</option>
            {PRIORITIES.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      }
    >
      <Changes key={priority} priority={priority} />
    </Card>
  );
}

function Changes({ priority }: { readonly priority: string }) {
  const path = `alarms/history?limit=50${priority === '' ? '' : `&priority=${priority}`}`;
  const { data: newest, trouble } = useAsked<PastPage>(path, (kind) => kind.startsWith('alarm.'));
  const [known, setKnown] = useState<PastPage>();
  const [olderTrouble, setOlderTrouble] = useState<AskError>();
  useEffect(() => {
    if (newest) setKnown((last) => withNewest(last, newest));
  }, [newest]);
  if (!known) return trouble ? <Fault trouble={trouble} /> : <p class="muted">Reading the history …</p>;
  const more = (before: number): void => {
    get<PastPage>(`${path}&before=${before}`).then((page) => {
      setOlderTrouble(undefined);
      setKnown((last) =>
        last?.before === before ? { ...page, changes: [...last.changes, ...page.changes] } : last,
      );
    }, setOlderTrouble);
  };
  return (
    <>
      <Fault trouble={trouble} />
      {known.changes.length === 0 && known.before === null ? (
        <p class="muted">No alarm has come yet.</p>
      ) : (
        <PastTable known={known} />
      )}
      <Fault trouble={olderTrouble} />
      {known.before !== null && (
        <p class="row">
          <button
            onClick={() => {
              more(known.before!);
            }}
          >
            Show older
          </button>
        </p>
      )}
    </>
  );
}

function PastTable({ known }: { readonly known: PastPage }) {
  return (
    <Table
      columns={['when', { name: 'priority', look: 'unnamed' }, 'what', 'alarm']}
      rows={known.changes}
      most={known.changes.length}
      row={(change) => (
        <tr key={change.seq}>
          <td>
            <Time at={change.at} />
          </td>
          <td class="past">{change.priority && <Mark priority={change.priority} />}</td>
          <td class="wrap">
            {toldOf(change)}
            {change.until !== null && (
              <>
                {' '}
                until <Time at={change.until} />
              </>
            )}
          </td>
          <td class="wrap">
            <AlarmName title={change.title} source={change.source} />
            <div class="muted small">{change.text}</div>
          </td>
        </tr>
      )}
    />
  );
}
