/** `interphase backtest`: how the planner would have done on a table that was measured already. */
import { Command, InvalidArgumentError } from 'commander';
import { METHOD_NAMES, type MethodName } from '../../../planner/backtest/methods.js';
import { count } from '../arguments.js';
import type { BacktestOptions } from './backtest.js';

const HELP = `
  interphase backtest --table data.csv --space space.yaml --budget 60 --initial 10 --seeds 20 --out result.json
  interphase backtest --problem hartmann6 --seeds 5
  interphase backtest --functions mine.mjs --budget 40

Every row of the table is an experiment that can be asked for once. Ctrl-C keeps whole runs.`;

export function backtestCommand(): Command {
  return new Command('backtest')
    .description('how soon the planner finds the best of a table, a test problem or your own function')
    .option('--table <file>', 'measured rows, delimited text with a header line, plain or .gz')
    .option('--space <file>', 'what may be searched in the table, and which column means what')
    .option('--problem <name>', 'a built-in test problem')
    .option('--functions <file>', 'a module that exports dimensions, bounds and measure(x, i)')
    .option('--designs <file#entry>', 'frozen initial designs, one for each seed')
    .option(
      '--budget <n>',
      'experiments of a run, initial ones included (default 60, or that of the designs)',
      count,
    )
    .option('--initial <n>', 'experiments that fill the space before the planner chooses (default 10)', count)
    .option('--seeds <n>', 'runs of each method', count, 20)
    .option('--batch <n>', 'experiments chosen at a time', count, 1)
    .option(
      '--methods <list>',
      `of ${METHOD_NAMES.join(', ')} (default all that can search the space)`,
      methodsOf,
    )
    .option('--out <file>', 'write the result as JSON there, after every seed')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(async (options: BacktestOptions) => {
      const { backtest } = await import('./backtest.js');
      process.exitCode = await backtest(options);
    });
}

function methodsOf(text: string): MethodName[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  return names.map((name) => {
    const known = METHOD_NAMES.find((method) => method === name);
    if (!known)
      throw new InvalidArgumentError(`expected some of ${METHOD_NAMES.join(', ')}, came "${name}".`);
    return known;
  });
}
