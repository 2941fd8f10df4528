/** Plain tables for a terminal: columns as wide as their widest cell. */
export type Align = 'left' | 'right';

export interface Column {
  readonly title: string;
  readonly align?: Align;
}

export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((column, c) =>
    Math.max(column.title.length, ...rows.map((row) => (row[c] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, c) =>
        columns[c]?.align === 'right' ? cell.padStart(widths[c] ?? 0) : cell.padEnd(widths[c] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(columns.map((column) => column.title)), rule, ...rows.map(line)].join('\n');
}

/** Every row would scroll away: the first ones, then about twenty. */
export function some<T>(all: readonly T[]): T[] {
  const every = Math.max(1, Math.ceil(all.length / 20));
  return all.filter((_, k) => k < 4 || (k + 1) % every === 0 || k === all.length - 1);
}
