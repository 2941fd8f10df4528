import { useEffect, useState } from 'preact/hooks';
import { AskError, get } from '../../data/ask.js';
import { words } from '../../data/format.js';
import { Card } from '../../parts/card.js';
import { Fault } from '../../parts/fault.js';
import { useLab } from '../../parts/lab-context.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';

interface Entry {
  readonly seq: number;
  readonly at: string;
  readonly who: string;
  readonly role: string;
  readonly via: string;
  readonly from: string;
  readonly what: string;
  readonly about: string;
  readonly reason: string;
  readonly photo: string;
  readonly result: string;
}

const PAGE = 200;

/** Who did what, from where, and what came of it: part of the chained record, newest first. */
export function AuditPage() {
  const [entries, trouble] = useTrail();
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

/** The whole trail, page after page, and what comes after. */
function useTrail(): readonly [readonly Entry[], AskError | undefined] {
  const { topics } = useLab();
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [trouble, setTrouble] = useState<AskError>();
  const [wanted, want] = useState(0);
  useEffect(
    () =>
      topics.onEvent(({ kind }) => {
        if (kind.startsWith('operator.') || kind.startsWith('access.')) want((count) => count + 1);
      }),
    [topics],
  );
  useEffect(() => {
    let over = false;
    const after = entries[0]?.seq ?? 0;
    get<readonly Entry[]>(`audit?after=${after}&limit=${PAGE}`).then(
      (page) => {
        if (over || page.length === 0) return;
        setEntries([...[...page].reverse(), ...entries]);
        if (page.length === PAGE) want((count) => count + 1);
      },
      (error: unknown) => {
        if (!over) setTrouble(error instanceof AskError ? error : new AskError(String(error), 0));
      },
    );
    return () => {
      over = true;
    };
  }, [wanted]);
  return [entries, trouble];
}
