/** `interphase design`: recipes for what is wanted of them. */
import { Command } from 'commander';
import { MOST_DESIGNS } from '../../../planner/choices.js';
import { countUpTo } from '../arguments.js';
import type { DesignOptions } from './design.js';

const HELP = `
  interphase design --targets
  interphase design --target 'retention >= 96 %' --target 'film_resistance <= 6 Ohm' -n 20
  interphase design --target 'score >= 0.9' --table data.csv --space space.yaml --json

A target is a quantity, >= or <=, a number and a unit; two of one quantity make a range. Several have to be met together.
Recipes lie in the space and on its steps. Exit code 1: no recipe has a chance of one in a hundred.`;

export function designCommand(): Command {
  return new Command('design')
    .description('diverse recipes that probably meet targets, with what is foretold of them')
    .option('--target <text>', 'what is wanted; may be repeated', gathered)
    .option('--targets', 'list what can be asked, with unit and range seen')
    .option('-n, --count <n>', `how many recipes, at most ${MOST_DESIGNS}`, countUpTo(MOST_DESIGNS), 10)
    .option('--record <file>', 'the record of a campaign', 'data/record.sqlite')
    .option('--campaign <name>', 'a campaign of the record (default: the latest)')
    .option('--table <file>', 'measured rows instead of a record, delimited text with a header line')
    .option('--space <file>', 'what the columns of the table mean, as for backtest')
    .option('--seed <text>', 'same record and seed, same recipes', '1')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(async (options: DesignOptions) => {
      const { designRecipes } = await import('./design.js');
      process.exitCode = await designRecipes(options);
    });
}

function gathered(text: string, earlier: readonly string[] = []): string[] {
  return [...earlier, text];
}
