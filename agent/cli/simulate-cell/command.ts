/** `interphase simulate cell`: one cell of the simulated world, to argue with before trusting it. */
import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import {
  CELL_SET_NAMES,
  FILM_LAWS,
  PLATING_LAWS,
  type PublishedCycle,
  type PublishedTask,
} from '../../../config/cell-task.js';
import { loadRecipe } from '../../../config/load.js';
import { limitsSchema, limitsSi } from '../../../config/limits.js';
import { CELL_TYPES, type CellType } from '../../experiment/cell-type.js';
import { recipeOf } from '../../experiment/recipe.js';
import { count, within } from '../arguments.js';
import { simulatedCell } from './cell-process.js';
import { followCell, fullTask, type FullCell } from './full-cell.js';
import { refuseOther, type Mode } from './modes.js';
import { cycleOption, cycleSteps, type CycleOption } from './published-steps.js';
import { lifeTable, publishedTable } from './tables.js';

interface Options {
  readonly mode: Mode;
  readonly recipe?: string;
  readonly cellType: CellType;
  readonly cycles?: number;
  readonly seed?: string;
  readonly world: string;
  readonly plot?: string;
  readonly json?: boolean;
  readonly set: PublishedTask['set'];
  readonly law: PublishedTask['law'];
  readonly plating: PublishedTask['plating'];
  readonly temperature: number;
  readonly soc?: number;
}

const CYCLE_HELP = `
A cycle of the test mode is what --charge, --to, --hold, --discharge, --down-to and --rest say, in their order, e.g.
  --mode spm --law reaction --temperature 318.15 --soc 0.5 --charge 1C --to 4.2 --hold C/20 --discharge 1C --down-to 2.5
Film charge is that of the whole life so far; positive current charges.`;

export function simulateCellCommand(): Command {
  const asked: CycleOption[] = [];
  const step = (name: CycleOption['option'], value: string, meaning: string): Option =>
    new Option(`--${name} <${value}>`, meaning).argParser((text: string) => {
      asked.push(cycleOption(name, text));
    });
  return new Command('cell')
    .description("one cell of the simulated world: a recipe's life, or a published model cycle by cycle")
    .addOption(
      new Option('--mode <mode>', 'the chemistry of the lab, or a published model')
        .choices(['full', 'spm'])
        .default('full'),
    )
    .option('--recipe <file>', 'the recipe to live through (full)')
    .addOption(
      new Option('--cell-type <type>', 'what is built (full)')
        .choices(Object.keys(CELL_TYPES))
        .default('coin-2032-NMC811-graphite'),
    )
    .option('--cycles <n>', 'ageing cycles instead of those of the recipe, or cycles of the test mode', count)
    .option('--seed <seed>', 'draw the variation of one cell (full); without it the nominal one')
    .option('--world <seed>', 'which chemistry the world has (full)', '0')
    .option('--plot <file>', 'draw capacity, efficiency, resistance and dQ/dV as SVG (full)')
    .addOption(new Option('--set <set>', 'parameters (spm)').choices(CELL_SET_NAMES).default('lgm50'))
    .addOption(
      new Option('--law <law>', 'of film growth (spm)').choices(FILM_LAWS).default('solvent-diffusion'),
    )
    .addOption(
      new Option('--plating <law>', 'of lithium plating (spm)').choices(PLATING_LAWS).default('none'),
    )
    .option('--temperature <K>', 'of the cell (spm)', within(200, 400, 'K'), 298.15)
    .option(
      '--soc <share>',
      'state of charge at the start, between the cut-offs of the set; as published without (spm)',
      within(0, 1, ''),
    )
    .addOption(step('charge', 'rate', 'charge, e.g. 1C (spm)'))
    .addOption(step('to', 'V', 'where that charge ends'))
    .addOption(
      step('hold', 'rate', 'hold the voltage reached until the current has fallen to, e.g. C/20 (spm)'),
    )
    .addOption(step('discharge', 'rate', 'discharge, e.g. C/2 (spm)'))
    .addOption(step('down-to', 'V', 'where that discharge ends'))
    .addOption(step('rest', 'time', 'rest, e.g. 12h or 365d (spm)'))
    .option('--json', 'print the numbers of every cycle as JSON')
    .addHelpText('after', CYCLE_HELP)
    .action((options: Options, command: Command) => {
      refuseOther(options.mode, command);
      return options.mode === 'full' ? full(options) : published(options, asked);
    });
}

async function full(options: Options): Promise<void> {
  if (options.recipe === undefined)
    throw new InvalidArgumentError('--recipe names the file to live through.');
  const settings = await loadRecipe(options.recipe);
  const cycles = options.cycles ?? settings['cycling.cycles'];
  const recipe = recipeOf({ ...settings, 'cycling.cycles': cycles }, options.cellType);
  const { seed, world } = options;
  const limits = limitsSi(limitsSchema.parse({}));
  const task = fullTask(recipe, limits, { world, ...(seed !== undefined && { seed }) });
  const total = cycles + recipe.formation.cycles;
  let done = 0;
  const cell = await followCell(simulatedCell(task), recipe, () => {
    progress(++done, total);
  });
  if (options.plot !== undefined) await plot(options.plot, cell);
  if (options.json)
    process.stdout.write(`${JSON.stringify({ mode: 'full', ...withoutCurves(cell) }, null, 1)}\n`);
  else process.stdout.write(`${lifeTable(cell)}\n`);
}

async function published(options: Options, asked: readonly CycleOption[]): Promise<void> {
  const { set, law, plating, temperature, soc } = options;
  const steps = cycleSteps(asked, set);
  const total = options.cycles ?? 1;
  const start = soc === undefined ? {} : { soc };
  const task = {
    mode: 'spm' as const,
    set,
    law,
    plating,
    temperatureK: temperature,
    steps,
    cycles: total,
    ...start,
  };
  const cycles: PublishedCycle[] = [];
  for await (const line of simulatedCell(task)) {
    if (line.kind !== 'cycle') continue;
    cycles.push(line.cycle);
    progress(line.cycle.cycle, total);
  }
  process.stdout.write(
    options.json ? `${JSON.stringify({ ...task, cycles }, null, 1)}\n` : `${publishedTable(cycles)}\n`,
  );
}

/** The charts' library is loaded by those who draw only. */
async function plot(file: string, cell: FullCell): Promise<void> {
  const [{ drawCharts }, { cellCharts }] = await Promise.all([import('../chart.js'), import('./plot.js')]);
  writeFileSync(file, drawCharts(cellCharts(cell)));
}

/** Only people watch a terminal. */
function progress(done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\rcycle ${done} of ${total}${done === total ? '\n' : ''}`);
}

function withoutCurves({ curves: _curves, ...rest }: FullCell): Omit<FullCell, 'curves'> {
  return rest;
}
