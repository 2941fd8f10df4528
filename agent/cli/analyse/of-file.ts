/** The analysis of a tester's file: in constant memory, looked through once more for each thing that needs all rows. */
import { ageingFigures } from '../../analysis/cycling/ageing-figures.js';
import { CycleAccumulator } from '../../analysis/cycling/cycle-accumulator.js';
import type { Cycle } from '../../analysis/cycling/cycle.js';
import { lastCycleOf } from '../../analysis/cycling/end-of-file.js';
import { firstCycleEfficiency } from '../../analysis/cycling/formation-figures.js';
import type { Defect } from '../../analysis/defect.js';
import { impedanceFigures } from '../../analysis/impedance/impedance-figures.js';
import type { InstrumentBudget } from '../../analysis/instrument-budget.js';
import {
  CYCLING_NEEDS,
  openCyclingFile,
  seriesBlocks,
  type CyclingFile,
  type Known,
} from '../../files/cycling-file.js';
import { Flaws } from '../../files/flaws.js';
import { layoutOf } from '../../files/layout.js';
import { isSpectrum, readSpectrum, SPECTRUM_NEEDS } from '../../files/spectrum-file.js';
import { headOf } from '../../files/text.js';
import { cycleCharts } from './charts.js';
import { fadeOf } from './fade.js';
import { nyquistCharts } from './nyquist.js';
import { chosen } from './passes.js';
import type { Part, Report } from './report.js';
import { cycleRows } from './rows-of-cycles.js';

export interface FileOptions {
  readonly budget: InstrumentBudget;
  readonly known: Known;
  /** Told what is being done, and how much of the file's bytes that has passed. */
  readonly tell: (what: string, bytes: number) => void;
}

/** @throws {FileError} what the file holds cannot be analysed at all */
export async function analyseFile(path: string, options: FileOptions): Promise<Report> {
  const layout = layoutOf(path, await headOf(path), [...CYCLING_NEEDS, ...SPECTRUM_NEEDS]);
  return isSpectrum(layout) ? analyseSpectrum(path, options) : analyseCycling(path, options);
}

async function analyseSpectrum(path: string, { budget }: FileOptions): Promise<Report> {
  const flaws = new Flaws(path);
  const sweep = await readSpectrum(path, flaws);
  return {
    subject: path,
    notes: [`an impedance sweep of ${sweep.rows.length} points`],
    flaws: flaws.lines(),
    parts: [],
    figures: impedanceFigures(sweep, budget),
    differences: [],
    charts: async () => nyquistCharts(sweep, budget),
  };
}

/** A defect list is for people; the cycles say how much there is. */
const MOST_DEFECTS = 10_000;

async function analyseCycling(path: string, { budget, known, tell }: FileOptions): Promise<Report> {
  const file = await openCyclingFile(path, known, (bytes) => {
    tell('looking through', bytes);
  });
  const flaws = new Flaws(path);
  const part = await partOf(file, flaws, tell);
  const printed = withPrinted(budget, file);
  return {
    subject: path,
    notes: [...about(file), ...file.notes],
    flaws: flaws.lines(),
    parts: [{ ...part, fade: fadeOf(part.cycles, printed) }],
    figures: [firstCycleEfficiency(part.cycles, printed), ...ageingFigures(part.cycles, { budget: printed })],
    differences: [],
    charts: async () =>
      cycleCharts('cycling', part.cycles, await cycleRows(file, chosen(part.cycles)), file.recording),
  };
}

async function partOf(file: CyclingFile, flaws: Flaws, tell: FileOptions['tell']): Promise<Part> {
  const defects: Defect[] = [];
  const cycles: Cycle[] = [];
  const accumulator = new CycleAccumulator(file.recording, (defect) => {
    if (defects.length < MOST_DEFECTS) defects.push(defect);
  });
  const progress = (bytes: number): void => {
    tell('summing up', bytes);
  };
  for await (const series of seriesBlocks(file, flaws, progress)) cycles.push(...accumulator.take(series));
  const last = lastCycleOf(accumulator, cycles, file.recording, defects);
  return { name: 'cycling', cycles: last ? [...cycles, last] : cycles, defects };
}

/** A steady current is rounded the same way in every row: half a step at most, a rectangular distribution (JCGM 100, 4.3.7). */
function withPrinted(budget: InstrumentBudget, { currentStepA }: CyclingFile): InstrumentBudget {
  const printedSdA = currentStepA / Math.sqrt(12);
  return { ...budget, currentOffsetSdA: Math.hypot(budget.currentOffsetSdA, printedSdA) };
}

function about({ rows, layout, recording, currentStepA }: CyclingFile): string[] {
  const [everyS, restA, stepA] = [recording.everyS, recording.restCurrentA, currentStepA].map((value) =>
    value.toPrecision(2),
  );
  return [
    `${rows} rows, row 0 on line ${layout.headerLines + 1}, one every ${everyS} s or sooner; currents up to ${restA} A count as rest`,
    `currents are printed in steps of ${stepA} A, which adds to the uncertainty of every charge`,
  ];
}
