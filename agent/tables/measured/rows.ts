/** The rows of a measured table as experiments, or everything that is wrong with them. */
import type { TableSpace } from '../../../config/table-space.js';
import type { PoolRow } from '../../../planner/backtest/pool.js';
import { FileError } from '../../files/file-error.js';
import { Flaws } from '../../files/flaws.js';
import { wholeTableFlaws } from './checks.js';
import { CellReader } from '../cells.js';
import { counted } from '../counted.js';
import type { Columns } from './columns.js';
import type { Table, TableRow } from '../table-file.js';
import { settingsIn } from '../settings.js';

export interface Experiment extends PoolRow {
  readonly line: number;
}

/** A row of another source, known beforehand. */
export interface ForeignRow extends Experiment {
  readonly source: string;
}

export interface Experiments {
  readonly experiments: readonly Experiment[];
  readonly elsewhere: readonly ForeignRow[];
  readonly notes: readonly string[];
}

/** What helps where there is no value. */
const VALUELESS = ': columns.missing says what such rows are, when they are no mistake';

/** Of a kind of mistake, as many are named one by one. */
const NAMED = 20;

/** @throws {FileError} with every mistake by line and column */
export function experimentsOf(
  table: Table,
  columns: Columns,
  { columns: { missing } }: TableSpace,
): Experiments {
  const flaws = new Flaws(table.path, NAMED);
  const reader = new CellReader(table, flaws);
  const { own: rows, others } = bySource(table, columns);
  const read = rows.flatMap((row) => {
    const experiment = experimentOf(row, columns, reader, missing);
    return experiment ? [{ row, experiment }] : [];
  });
  const elsewhere = others.flatMap(({ row, source }) => {
    const experiment = experimentOf(row, columns, reader, missing);
    return experiment?.values ? [{ ...experiment, source }] : [];
  });
  const experiments = read.map(({ experiment }) => experiment);
  wholeTableFlaws({ ...table, rows }, read, columns, flaws);
  if (flaws.count > 0) {
    const lines = flaws.lines().join('\n');
    throw new FileError(table.path, `${counted(flaws.count, 'mistake')}, nothing was run\n${lines}`);
  }
  if (experiments.length === 0) {
    const names = columns.objectives.map(({ name }) => name).join(' and ');
    throw new FileError(table.path, `no row has a value of ${names}: there is nothing to learn from`);
  }
  const left = table.rows.length - rows.length - elsewhere.length;
  const valueless = rows.length - experiments.length;
  const notes = [
    ...(elsewhere.length > 0
      ? [`${counted(elsewhere.length, 'row')} of other sources known beforehand`]
      : []),
    ...(left > 0 ? [`${counted(left, 'row')} of other sources left out`] : []),
    ...(valueless > 0 ? [`${counted(valueless, 'row')} without a value left out`] : []),
  ];
  return { experiments, elsewhere, notes };
}

interface BySource {
  readonly own: readonly TableRow[];
  /** That are to be known; a row that does not say where it comes from is not. */
  readonly others: readonly { readonly row: TableRow; readonly source: string }[];
}

function bySource({ rows, path }: Table, { source }: Columns): BySource {
  if (!source) return { own: rows, others: [] };
  const own = rows.filter(({ cells }) => cells[source.index] === source.use);
  const others = rows.flatMap((row) => {
    const name = row.cells[source.index] ?? '';
    return name === '' || name === source.use ? [] : [{ row, source: name }];
  });
  if (own.length > 0) return { own, others: source.others === 'leave-out' ? [] : others };
  const there = [...new Set(rows.map(({ cells }) => cells[source.index] ?? ''))].slice(0, 12).join(', ');
  throw new FileError(path, `no row is of the source ${source.use}; there are ${there}`);
}

function experimentOf(
  row: TableRow,
  columns: Columns,
  reader: CellReader,
  missing: TableSpace['columns']['missing'],
): Experiment | undefined {
  if (!reader.isWhole(row)) return undefined;
  const { replicates, cost, objectives } = columns;
  const parameters = settingsIn(row, columns, reader);
  const failed = columns.feasible !== undefined && reader.truth(row, columns.feasible) === false;
  const valueless = objectives.some(({ index }) => reader.isMissing(row, index));
  if (valueless && !failed && missing === 'leave-out') return undefined;
  const hasValue = !failed && !(valueless && missing === 'failed');
  const values = hasValue ? objectives.map(({ index }) => reader.number(row, index, VALUELESS)) : null;
  // A row of no group repeats nothing.
  const isAlone = replicates === undefined || reader.isMissing(row, replicates);
  const group = isAlone ? `line ${row.line}` : row.cells[replicates]!;
  const price = cost === undefined ? {} : { cost: reader.number(row, cost) };
  return { parameters, values, group, line: row.line, ...price };
}
