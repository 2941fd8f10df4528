import { useState } from 'preact/hooks';
import { words } from '../../data/format.js';
import { Card } from '../../parts/card.js';
import { Fault } from '../../parts/fault.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { useTrail, type Entry } from './use-trail.js';

/** Who did what, from where, and what came of it: part of the chained record, newest first. */
export function AuditPage() {
  const { entries, trouble } = useTrail();
  const [filter, setFilter] = useState('');
  const shown = entries.filter((entry) => textOf(entry).includes(filter.toLowerCase()));
  return (
    <Card title="Audit" about={`${entries.length} entries; interphase trail --csv writes all of them`}>
      <div class="stack">
        <Fault trouble={trouble} />
        <label>
          Filter
          <input
            value={filter}
            onInput={(event) => {
              setFilter((event.target as HTMLInputElement).value);
            }}
          />
        </label>
        <Table
          columns={['when', 'who', 'what', 'result', 'why', 'from']}
          rows={shown}
          row={({ seq, at, who, role, what, about, result, reason, photo, via, from }) => (
            <tr key={seq}>
              <td>
                <Time at={at} />
              </td>
              <td class="wrap">
                {who} {role !== '' && <span class="muted small">{role}</span>}
              </td>
              <td class="wrap">
                {words(what)} {about}
              </td>
              <td class="wrap">{result}</td>
              <td class="wrap">
                {reason} {photo !== '' && <a href={`./photos/${photo}`}>photo</a>}
              </td>
              <td class="muted small">
                {via} {from}
              </td>
            </tr>
          )}
        />
      </div>
    </Card>
  );
}

/** As it is shown and as it is recorded: `stop all` and `stop_all` are both found. */
function textOf(entry: Entry): string {
  return `${words(entry.what)} ${Object.values(entry).join(' ')}`.toLowerCase();
}
