/** `interphase calibration`: how far the planner's predictions can be believed. */
import { Command } from 'commander';
import type { CalibrationOptions } from './calibration.js';

const HELP = `
  interphase calibration
  interphase calibration --record data/record.sqlite --svg calibration.svg
  interphase calibration --table data.csv --space space.yaml

Of a record: what was foretold of each experiment before it began, and what the model of today says of recipes held
out. Of a table: recipes held out. The exit code is 1 when predictions of a quantity, all of them together, were too sure.`;

export function calibrationCommand(): Command {
  return new Command('calibration')
    .description('predictions held against what came out: coverage, scores, and how they are widened')
    .option('--record <file>', 'the record of a campaign', 'data/record.sqlite')
    .option('--campaign <name>', 'a campaign of the record (default: the latest)')
    .option('--table <file>', 'measured rows instead of a record, delimited text with a header line')
    .option('--space <file>', 'what the columns of the table mean, as for backtest')
    .option('--svg <file>', 'draw reliability and histograms there')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(async (options: CalibrationOptions) => {
      const { calibration } = await import('./calibration.js');
      process.exitCode = await calibration(options);
    });
}
