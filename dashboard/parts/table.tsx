import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/**
 * A column by its name; numbers stand to the right, what has no name to be read is named for those who listen, and what is wide is
 * left out on a phone: its cells have the class `wide`, too.
 */
export type Column =
  string | { readonly name: string; readonly look: 'number' | 'wide' | 'verbs' | 'unnamed' };

export interface TableProps<T> {
  readonly columns: readonly Column[];
  readonly rows: readonly T[];
  /** A `<tr>` with a key. */
  readonly row: (one: T, position: number) => ComponentChildren;
  /** As many at first, where the caller has its own way to more. */
  readonly most?: number;
}

export const VERBS: Column = { name: 'verbs', look: 'verbs' };

/** More at once take a second to lay out, and nobody reads them. */
const AT_ONCE = 100;

/** Rows under their names, a hundred at a time; rows with verbs are cards on a phone. */
export function Table<T>({ columns, rows, row, most: given = AT_ONCE }: TableProps<T>) {
  const [wanted, setWanted] = useState(AT_ONCE);
  const most = Math.max(given, wanted);
  return (
    <div class="table-scroll">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={nameOf(column)} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>{rows.slice(0, most).map(row)}</tbody>
      </table>
      {rows.length > most && (
        <p class="row">
          <span class="muted small">
            the first {most} of {rows.length}
          </span>
          <button
            onClick={() => {
              setWanted(most + AT_ONCE);
            }}
          >
            Show {Math.min(AT_ONCE, rows.length - most)} more
          </button>
        </p>
      )}
    </div>
  );
}

function Head({ column }: { readonly column: Column }) {
  if (typeof column === 'string') return <th>{column}</th>;
  const { name, look } = column;
  if (look === 'number' || look === 'wide') return <th class={look}>{name}</th>;
  return (
    <th class={look === 'verbs' ? 'verbs' : undefined}>
      <span class="visually-hidden">{name}</span>
    </th>
  );
}

function nameOf(column: Column): string {
  return typeof column === 'string' ? column : column.name;
}
