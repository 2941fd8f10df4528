/** `interphase simulate`: the simulated lab alone, or with `--days` a whole lab that works unattended. */
import { Command, InvalidArgumentError } from 'commander';
import { loadLab } from '../../config/load.js';
import { SystemClock } from '../../core/clock.js';
import type { SimulationOptions } from '../operations/lab-process.js';
import { SimulatedLab } from '../operations/simulated-lab.js';
import { takeLock } from '../record/lock.js';
import { count, labPath, positive } from './arguments.js';
import { DEFAULT_CAMPAIGN, DEFAULT_DATA, DEFAULT_LAB } from './defaults.js';
import { endingOf, REPORT_ENDINGS } from './month/write-report.js';
import { simulateCellCommand } from './simulate-cell/command.js';
import { refuseReal } from './simulated-only.js';

interface Options extends Omit<SimulationOptions, 'data'> {
  readonly data?: string;
  readonly campaign: string;
  readonly days?: number;
  readonly json?: boolean;
  readonly report?: string;
}

const MONTH_DATA = 'data/unattended';

export function simulateCommand(): Command {
  return new Command('simulate')
    .description(
      'start the simulated lab alone and say where it listens; with --days, let the agent run it that long and report',
    )
    .option('--days <n>', 'lab days to work unattended, faults included', positive)
    .option('--campaign <file>', 'the campaign, with --days', DEFAULT_CAMPAIGN)
    .option('--report <file>', 'also write the report as .md or .html, with --days', reportFile)
    .option('--lab <file>', 'the lab', DEFAULT_LAB)
    .option('--data <folder>', `where everything it leaves lies (${DEFAULT_DATA}, with --days ${MONTH_DATA})`)
    .option('--seed <seed>', "seed of the lab's chance, and of the planner")
    .option('--channels <n>', 'channels of the tester, instead of what the lab says', count)
    .option(
      '--speed <factor>',
      'lab seconds per second; with --days, what this machine keeps up with',
      positive,
    )
    .option('--json', 'print where it listens, or the report, as JSON')
    .enablePositionalOptions()
    .addCommand(simulateCellCommand())
    .action(simulate);
}

async function simulate({ data, days, ...options }: Options): Promise<void> {
  if (days === undefined) return standAlone({ ...options, data: data ?? DEFAULT_DATA });
  // The lab alone answers at once: it does not wait for the instruments' protocol stacks to load.
  const { month } = await import('./month/month.js');
  process.exitCode = await month({ speed: 'auto', ...options, data: data ?? MONTH_DATA, days });
}

async function standAlone({
  json = false,
  ...options
}: SimulationOptions & { json?: boolean }): Promise<void> {
  refuseReal(await loadLab(options.lab), options.lab);
  const clock = new SystemClock();
  const release = await takeLock(labPath(options.data, 'simulator.lock'), clock);
  try {
    const running = await SimulatedLab.open(options, clock, (text) => process.stderr.write(`${text}\n`));
    process.stdout.write(json ? `${JSON.stringify(running.descriptor, null, 2)}\n` : listing(running));
    await interrupted();
    await running.close();
  } finally {
    await release();
  }
}

function listing({ descriptor }: SimulatedLab): string {
  const { endpoints, control, password, clock } = descriptor;
  const places = { ...endpoints, ...(control !== undefined && { faults: control }) };
  return [
    ...Object.entries(places).map(([name, endpoint]) => `${name.padEnd(9)}${endpoint}`),
    `password ${password}`,
    `one second is ${clock.factor} s of lab time; Ctrl-C switches the lab off`,
    '',
  ].join('\n');
}

async function interrupted(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

function reportFile(file: string): string {
  if (!REPORT_ENDINGS.includes(endingOf(file)))
    throw new InvalidArgumentError(
      `expected a name that ends in ${REPORT_ENDINGS.map((e) => `.${e}`).join(' or ')}.`,
    );
  return file;
}
