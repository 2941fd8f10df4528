/** `interphase analyse`: the numbers of a tester's file, or of an experiment of a record. */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Command, Option } from 'commander';
import { ORDINARY_INSTRUMENTS, type InstrumentBudget } from '../../analysis/instrument-budget.js';
import { positive } from '../arguments.js';
import { EXIT } from '../exit-codes.js';
import { budgetEntry } from './budget.js';
import { analyseFile } from './of-file.js';
import { cyclesCsv, isSound, toJson, toText, type Report } from './report.js';

interface Options {
  readonly record: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly budget: InstrumentBudget;
  readonly every?: number;
  readonly rest?: number;
  readonly cell: 'full' | 'anode-half';
}

const HELP = `
Files: delimited text, plain or .gz, with a header line and a column each for test time, voltage and current
(positive on charge), named as the Battery Data Format or a tester does; or an impedance sweep.

  interphase analyse cell.bdf.csv
  interphase analyse cell.csv.gz --out plots --budget currentOffsetSdA=1e-6 --budget chargeGainSd=1e-4
  interphase analyse E0001 --record data/record.sqlite --json`;

export function analyseCommand(): Command {
  return new Command('analyse')
    .description(
      "the cycles and figures of a tester's file or of an experiment, with uncertainty and quality",
    )
    .argument('<what>', 'a file, or an experiment of the record such as E0001')
    .option('--record <file>', 'the record that holds the experiment', 'data/record.sqlite')
    .option('--out <folder>', 'write the whole cycle table as CSV and plots as SVG there')
    .option(
      '--budget <name=sd>',
      'a standard deviation of the instruments, SI; may be repeated (files)',
      budgetEntry,
      ORDINARY_INSTRUMENTS,
    )
    .option(
      '--every <s>',
      'longest time between two rows that the tester was told to leave (files)',
      positive,
    )
    .option('--rest <A>', 'currents up to this size are none (files)', positive)
    .addOption(
      new Option(
        '--cell <kind>',
        'in a half cell of an anode, discharge puts in and charge takes out (files)',
      )
        .choices(['full', 'anode-half'])
        .default('full'),
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(analyse);
}

async function analyse(what: string, options: Options): Promise<void> {
  const report = await reportOn(what, options);
  if (options.out !== undefined) await write(options.out, what, report);
  process.stdout.write(options.json ? toJson(report) : toText(report));
  process.exitCode = isSound(report) ? EXIT.ok : EXIT.failed;
}

/** The record's libraries are loaded by those who ask for an experiment only. */
async function reportOn(what: string, { record, budget, every, rest, cell }: Options): Promise<Report> {
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
  const { drawCharts } = await import('../../charts/chart.js');
  writeFileSync(place('plots.svg'), drawCharts(charts));
}
