/** What an analysis found, for people, for programs and for spreadsheets. */
import Papa from 'papaparse';
import type { Cycle } from '../../analysis/cycling/cycle.js';
import type { Defect } from '../../analysis/defect.js';
import type { Figure } from '../../analysis/figure.js';
import type { Chart } from '../chart.js';
import { formatTable, some } from '../table.js';
import { cycleColumns } from './cycle-columns.js';
import { fadeText, type Fade } from './fade.js';

/** A stretch of cycling: a whole file, or one stage of an experiment. */
export interface Part {
  readonly name: string;
  readonly cycles: readonly Cycle[];
  readonly defects: readonly Defect[];
  /** Where there are cycles enough to fade. */
  readonly fade?: Fade | undefined;
}

export interface Report {
  readonly subject: string;
  /** How it was read, one sentence each. */
  readonly notes: readonly string[];
  /** Lines of a file that could not be read as they are. */
  readonly flaws: readonly string[];
  readonly parts: readonly Part[];
  readonly figures: readonly Figure[];
  /** How what was stored differs from what is found today. */
  readonly differences: readonly string[];
  /** Drawn when somebody wants them. */
  readonly charts: () => Promise<Chart[]>;
}

/** Of the cycle table, what fits on a terminal. */
const IN_TEXT: readonly (keyof Cycle)[] = [
  'cycle',
  'chargeCapacityAs',
  'dischargeCapacityAs',
  'coulombicEfficiency',
  'energyEfficiency',
  'meanChargeVoltageV',
  'meanDischargeVoltageV',
  'durationS',
  'quality',
];

const MOST_DEFECTS = 12;

/** Letters of a reason; the whole of it is in the JSON. */
const REASON = 110;

/** True when nothing was found that a person should look at. */
export function isSound({ flaws, parts, figures, differences }: Report): boolean {
  const spoiled = parts.some(({ defects }) => defects.some(({ quality }) => quality === 'invalid'));
  const hasFigure = figures.some(({ quality }) => quality !== 'invalid');
  return flaws.length === 0 && differences.length === 0 && !spoiled && hasFigure;
}

export function toText(report: Report): string {
  const { subject, notes, flaws, parts, figures, differences } = report;
  return [
    subject,
    ...notes.map((note) => `  ${note}`),
    ...flaws,
    ...parts.flatMap(partText),
    ...(figures.length > 0 ? ['', figureTable(figures)] : []),
    ...differences,
    '',
  ].join('\n');
}

function partText({ name, cycles, defects, fade }: Part): string[] {
  const listed = defects.slice(0, MOST_DEFECTS).map(({ quality, reason }) => `  ${quality}: ${reason}`);
  const more = defects.length - listed.length;
  return [
    '',
    `${name}: ${cycles.length} cycles`,
    ...(cycles.length > 0 ? [cycleText(cycles)] : []),
    ...(fade ? fadeText(fade) : []),
    ...listed,
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function cycleText(cycles: readonly Cycle[]): string {
  const columns = cycleColumns(cycles[0]!).filter(({ name }) => IN_TEXT.includes(name));
  const titles = columns.map(({ title }) => ({ title: shortened(title), align: 'right' as const }));
  const rows = some(cycles).map((cycle) => columns.map(({ cell }) => rounded(cell(cycle))));
  return formatTable(titles, rows);
}

function shortened(title: string): string {
  return title.replace('capacity', 'cap.').replace('efficiency', 'eff.').replace(' voltage', '');
}

function rounded(cell: string): string {
  return /\.\d{4}/.test(cell) ? Number(cell).toFixed(4) : cell;
}

function figureTable(figures: readonly Figure[]): string {
  const titles = [
    { title: 'figure' },
    ...(['value', 'sd'] as const).map((title) => ({ title, align: 'right' as const })),
  ];
  const rows = figures.map(({ quantity, value, standardUncertainty, unit, quality, reason }) => [
    quantity,
    value === null ? '-' : value.toPrecision(6),
    standardUncertainty?.toPrecision(2) ?? '-',
    unit,
    quality,
    reason.length > REASON ? `${reason.slice(0, REASON)}...` : reason,
  ]);
  return formatTable([...titles, { title: 'unit' }, { title: 'quality' }, { title: 'why' }], rows);
}

/** Every cycle with every column, one part after the other. */
export function cyclesCsv(parts: readonly Part[]): string {
  const sample = parts.find(({ cycles }) => cycles.length > 0)?.cycles[0];
  if (!sample) return '';
  const columns = cycleColumns(sample);
  const fields = ['part', ...columns.map(({ title }) => title)];
  const data = parts.flatMap(({ name, cycles }) =>
    cycles.map((cycle) => [name, ...columns.map(({ cell }) => cell(cycle))]),
  );
  return `${Papa.unparse({ fields, data }, { newline: '\n' })}\n`;
}

export function toJson({ charts: _charts, ...report }: Report): string {
  return `${JSON.stringify(report, null, 1)}\n`;
}
