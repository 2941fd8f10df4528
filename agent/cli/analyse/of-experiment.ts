/** The analysis of an experiment of a record, held against what was stored when it ended. */
import type { Knex } from 'knex';
import { summarise, type Analysis, type Programme } from '../../analysis/analyse.js';
import { DEFINITIONS_VERSION } from '../../analysis/definitions.js';
import type { Figure } from '../../analysis/figure.js';
import type { InstrumentBudget } from '../../analysis/instrument-budget.js';
import type { Recording } from '../../analysis/recording.js';
import type { Rows, Series } from '../../analysis/series.js';
import type { Chart } from '../chart.js';
import type { Unfinished } from '../../experiment/characterisation.js';
import { figuresOf, programmesOf } from '../../experiment/figures.js';
import { storedEvidence } from '../../experiment/stored-evidence.js';
import { openDatabase } from '../../record/database.js';
import { experimentOf, observationsOfExperiment, type ExperimentRow } from '../../record/experiments.js';
import { figuresOfCut } from '../../stopping/cut-short.js';
import { cycleCharts } from './charts.js';
import { fadeOf } from './fade.js';
import { nyquistCharts } from './nyquist.js';
import { chosen } from './passes.js';
import type { Report } from './report.js';
import { slice } from './rows-of-cycles.js';

interface Stage extends Omit<Analysis, 'figures'> {
  readonly name: string;
  readonly series: Series;
  readonly recording: Recording;
}

/** @throws {RecordError} no such record, or damaged; {Error} no such experiment in it */
export async function analyseExperiment(id: string, path: string, budget: InstrumentBudget): Promise<Report> {
  const db = await openDatabase(path, { create: false, readOnly: true });
  try {
    return await reportOf(db, id, budget);
  } finally {
    await db.destroy();
  }
}

async function reportOf(db: Knex, id: string, budget: InstrumentBudget): Promise<Report> {
  const experiment = await experimentOf(db, id);
  const { recipe, status } = experiment;
  const evidence = await storedEvidence(db, id);
  const { formed, aged } = programmesOf(recipe, evidence.unfinished);
  const stages = [
    ...stageOf('formation', evidence.formation, formed),
    ...stageOf('ageing', evidence.ageing, aged),
  ];
  const figures = asConcluded(figuresOf(evidence, recipe), experiment, evidence.unfinished);
  const { impedance } = evidence;
  return {
    subject: `${id} (${status})`,
    notes: stages.length + figures.length === 0 ? ['nothing was measured of it'] : [],
    flaws: [],
    parts: stages.map(({ name, cycles, defects, ...rows }) => ({
      ...{ name, cycles, defects },
      fade: fadeOf(cycles, budget, rows),
    })),
    figures,
    differences: status === 'completed' ? differences(figures, await observationsOfExperiment(db, id)) : [],
    charts: async () => [
      ...stages.flatMap(stageCharts),
      ...(impedance ? nyquistCharts(impedance, budget) : []),
    ],
  };
}

/** Completed although its ageing did not: it was ended early, and its figures are those of a cell that was. */
function asConcluded(
  figures: readonly Figure[],
  { status, outcome }: Pick<ExperimentRow, 'status' | 'outcome'>,
  unfinished: Unfinished = [],
): readonly Figure[] {
  const wasCut = status === 'completed' && unfinished.includes('ageing');
  return wasCut ? figuresOfCut(figures, outcome?.validity.reason ?? '') : figures;
}

function stageOf(name: string, table: Rows | undefined, programme: Programme): Stage[] {
  return table === undefined
    ? []
    : [{ name, recording: programme.recording, ...summarise(table, programme) }];
}

function stageCharts({ name, cycles, series, recording }: Stage): Chart[] {
  const rows = chosen(cycles).map((cycle) => ({
    cycle,
    series: slice(series, cycle.firstRow, cycle.lastRow + 1),
  }));
  return cycleCharts(name, cycles, rows, recording);
}

type Stored = Awaited<ReturnType<typeof observationsOfExperiment>>[number];

/** Sums in another order may differ in the last digits. */
const SAME = 1e-9;

/** One sentence for each figure that is not what was stored. */
export function differences(figures: readonly Figure[], stored: readonly Stored[]): string[] {
  return figures.flatMap((figure) => {
    const kept = stored.find(({ quantity }) => quantity === figure.quantity);
    if (kept && kept.quality === figure.quality && isClose(kept.value, figure.value)) return [];
    const was = kept ? `${inWords(kept)}, by definitions ${kept.definitions}` : 'not observed';
    return [
      `${figure.quantity}: stored was ${was}; found is ${inWords(figure)}, by definitions ${DEFINITIONS_VERSION}`,
    ];
  });
}

function isClose(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));
}

function inWords({ value, unit, quality }: Pick<Stored, 'value' | 'unit' | 'quality'>): string {
  return value === null ? quality : `${value.toPrecision(9)} ${unit} (${quality})`;
}
