/** A tester's file as the columns of the analysis. */
import type { Recording } from '../analysis/recording.js';
import { readSeries, SERIES_COLUMNS, type Series } from '../analysis/series.js';
import { columnBlocks, type ColumnBlock } from './columns.js';
import { CycleCount } from './count-cycles.js';
import { directed, DirectionCheck } from './direction.js';
import { FileError } from './file-error.js';
import { Flaws } from './flaws.js';
import { layoutOf, printedStep, type Layout, type Needs } from './layout.js';
import { Survey } from './survey.js';
import { headOf } from './text.js';

export const CYCLING_NEEDS: Needs = [
  ['testTimeS', 'voltageV', 'currentA'],
  ['unixTimeS', 'voltageV', 'currentA'],
];

export interface CyclingFile {
  readonly path: string;
  readonly layout: Layout;
  readonly rows: number;
  readonly recording: Recording;
  /** Smallest step in which currents are printed, A: a steady current is off by up to half of it, always the same way. */
  readonly currentStepA: number;
  /** Currents take their sign from what the file says of each row in words. */
  readonly isDirected: boolean;
  /** What was read otherwise than a person may think, one sentence each. */
  readonly notes: readonly string[];
}

/** What the caller knows better than the file shows. */
export type Known = Partial<Pick<Recording, 'everyS' | 'restCurrentA' | 'cell'>>;

type Tell = (bytes: number) => void;

/**
 * Looks through the whole file once, in constant memory, for how it was recorded.
 * @throws {FileError} no such file, empty, not a table, a column missing or in a wrong unit, no row
 */
export async function openCyclingFile(path: string, known: Known = {}, tell?: Tell): Promise<CyclingFile> {
  const head = await headOf(path);
  const layout = layoutOf(path, head, CYCLING_NEEDS);
  const survey = new Survey();
  const check = new DirectionCheck();
  for await (const block of columnBlocks(path, layout, new Flaws(path), tell)) {
    survey.take(block);
    check.take(block);
  }
  if (survey.rows === 0)
    throw new FileError(path, `expected rows after the header (line ${layout.headerLines}), none came`);
  return {
    path,
    layout,
    rows: survey.rows,
    recording: {
      everyS: Number(survey.usualIntervalS.toPrecision(3)),
      restCurrentA: survey.restCurrentA,
      hasTemperature: survey.hasTemperature,
      ...known,
    },
    currentStepA: printedStep(head, layout, 'currentA') ?? 0,
    isDirected: check.isOpposed,
    notes: notesOn(layout, survey, check.isOpposed),
  };
}

/**
 * The rows in their order, nothing sorted and nothing left out, a block at a time. Missing cycle and step columns are
 * counted (`CycleCount`); a missing temperature is NaN.
 */
export async function* seriesBlocks(file: CyclingFile, flaws: Flaws, tell?: Tell): AsyncGenerator<Series> {
  const count = new CycleCount(file.recording.restCurrentA);
  let originS: number | undefined;
  for await (const block of columnBlocks(file.path, file.layout, flaws, tell)) {
    originS ??= block.columns.has('testTimeS') ? 0 : block.columns.get('unixTimeS')?.find(Number.isFinite);
    const signed = file.isDirected ? withDirections(block) : block;
    yield seriesOf(signed, counted(signed, count), file, originS ?? 0);
  }
}

function withDirections({ length, columns }: ColumnBlock): ColumnBlock {
  const currentA = directed(columns.get('currentA')!, columns.get('direction')!);
  return { length, columns: new Map([...columns, ['currentA', currentA]]) };
}

interface Counted {
  readonly step: Float64Array;
  readonly cycle: Float64Array;
}

function counted({ length, columns }: ColumnBlock, count: CycleCount): Counted {
  const step = new Float64Array(length);
  const cycle = new Float64Array(length);
  const currentA = columns.get('currentA')!;
  for (let row = 0; row < length; row++) {
    count.take(currentA[row]!);
    step[row] = count.step;
    cycle[row] = count.cycle;
  }
  return { step: columns.get('step') ?? step, cycle: columns.get('cycle') ?? cycle };
}

function seriesOf(
  { length, columns }: ColumnBlock,
  counts: Counted,
  file: CyclingFile,
  originS: number,
): Series {
  const none = new Float64Array(length).fill(NaN);
  const all = {
    testTimeS: columns.get('testTimeS') ?? columns.get('unixTimeS')!.map((timeS) => timeS - originS),
    ...counts,
    voltageV: columns.get('voltageV')!,
    currentA: columns.get('currentA')!,
    temperatureK: (file.recording.hasTemperature ? columns.get('temperatureK') : undefined) ?? none,
  };
  const unpack = () => SERIES_COLUMNS.map((name) => all[name]);
  return readSeries({ columns: SERIES_COLUMNS, rows: [], unpack }).series;
}

function notesOn({ columns, headerLines, decimal }: Layout, survey: Survey, isDirected: boolean): string[] {
  const has = (name: string): boolean => columns.some(({ quantity }) => quantity === name);
  const inWords = columns.find(({ quantity }) => quantity === 'direction')?.label ?? '';
  const unitless = columns.filter((column) => column.unitless).map(({ label }) => `"${label}"`);
  return [
    ...(headerLines > 1 ? [`${headerLines} lines stand before the first row`] : []),
    ...(decimal === ',' ? ['the decimal sign is a comma'] : []),
    ...(unitless.length > 0 ? [`no unit in ${unitless.join(', ')}: read as SI, temperatures as degC`] : []),
    ...(isDirected
      ? [`currents have the direction that "${inWords}" says: discharges are printed as positive`]
      : []),
    ...(has('testTimeS') ? [] : ['no test time: counted from the first Unix time or date']),
    ...(has('cycle')
      ? []
      : ['no cycle column: a cycle begins where the direction of the first current comes again']),
    ...(has('step') ? [] : ['no step column: a step ends where the current changes direction']),
    ...(survey.hasTemperature ? [] : ['no temperature (a column of exactly 0 degC counts as none)']),
  ];
}
