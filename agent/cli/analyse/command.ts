/** `interphase analyse`: the numbers of a tester's file, or of an experiment of a record. */
import { Command, Option } from 'commander';
import { ORDINARY_INSTRUMENTS } from '../../analysis/instrument-budget.js';
import { positive } from '../arguments.js';
import type { AnalyseOptions } from './analyse.js';
import { budgetEntry } from './budget.js';

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
    .addOption(
      new Option('--budget <name=sd>', 'a standard deviation of the instruments, SI; may be repeated (files)')
        .argParser(budgetEntry)
        .default(ORDINARY_INSTRUMENTS, 'ordinary instruments'),
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
    .action(async (what: string, options: AnalyseOptions) => {
      const { analyse } = await import('./analyse.js');
      process.exitCode = await analyse(what, options);
    });
}
