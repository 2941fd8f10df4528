/** From a file or an experiment to what is printed and written of it. */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { InstrumentBudget } from '../../analysis/instrument-budget.js';
import { EXIT } from '../exit-codes.js';
import { analyseFile } from './of-file.js';
import { cyclesCsv, isSound, toJson, toText, type Report } from './report.js';

export interface AnalyseOptions {
  readonly record: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly budget: InstrumentBudget;
  readonly every?: number;
  readonly rest?: number;
  readonly cell: 'full' | 'anode-half';
}

/** @returns the exit code */
export async function analyse(what: string, options: AnalyseOptions): Promise<number> {
  const report = await reportOn(what, options);
  if (options.out !== undefined) await write(options.out, what, report);
  process.stdout.write(options.json ? toJson(report) : toText(report));
  return isSound(report) ? EXIT.ok : EXIT.failed;
}

/** The record's libraries are loaded by those who ask for an experiment only. */
async function reportOn(
  what: string,
  { record, budget, every, rest, cell }: AnalyseOptions,
): Promise<Report> {
  if (!existsSync(what) && /^E\d+$/.test(what)) {
    const { analyseExperiment } = await import('./of-experiment.js');
    return analyseExperiment(what, record, budget);
  }
  const known = {
    cell,
    ...(every !== undefined && { everyS: every }),
    ...(rest !== undefined && { restCurrentA: rest }),
  };
  return analyseFile(what, { budget, known, tell: progress(existsSync(what) ? statSync(what).size : 0) });
}

/** Only people watch a terminal. */
function progress(size: number): (what: string, bytes: number) => void {
  let shown = '';
  return (what, bytes) => {
    const text = `${what} ${((100 * bytes) / size).toFixed(0)} %`;
    if (!process.stderr.isTTY || text === shown) return;
    shown = text;
    process.stderr.write(`\r\x1b[K${text}${bytes >= size ? '\r\x1b[K' : ''}`);
  };
}

async function write(folder: string, what: string, report: Report): Promise<void> {
  const charts = await report.charts();
  const place = (name: string): string =>
    join(folder, `${basename(what).replace(/(\.(bdf|csv|txt|gz))+$/, '')}-${name}`);
  mkdirSync(folder, { recursive: true });
  if (report.parts.length > 0) writeFileSync(place('cycles.csv'), cyclesCsv(report.parts));
  if (charts.length === 0) return;
  const { drawCharts } = await import('../chart.js');
  writeFileSync(place('plots.svg'), drawCharts(charts));
}
