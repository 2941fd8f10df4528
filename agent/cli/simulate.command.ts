/** `interphase simulate`: the simulated lab alone, for whoever wants to talk to its instruments. */
import { Command } from 'commander';
import { SystemClock } from '../../core/clock.js';
import { SimulatedLab } from '../operations/simulated-lab.js';
import { takeLock } from '../record/lock.js';
import { DEFAULT_DATA, DEFAULT_LAB } from './defaults.js';
import { labPath, positive } from './arguments.js';
import { simulateCellCommand } from './simulate-cell/command.js';

interface Options {
  readonly lab: string;
  readonly data: string;
  readonly seed?: string;
  readonly speed?: number;
  readonly json?: boolean;
}

export function simulateCommand(): Command {
  return new Command('simulate')
    .description('start the simulated lab alone and say where it listens; Ctrl-C switches it off')
    .option('--lab <file>', 'the lab', DEFAULT_LAB)
    .option('--data <folder>', 'where everything it leaves lies', DEFAULT_DATA)
    .option('--seed <seed>', "seed of the lab's chance")
    .option('--speed <factor>', 'lab seconds per second', positive)
    .option('--json', 'print where it listens as JSON')
    .addCommand(simulateCellCommand())
    .action(simulate);
}

async function simulate({ lab, data, seed, speed, json = false }: Options): Promise<void> {
  const clock = new SystemClock();
  const path = labPath(data, 'simulator.lock');
  const release = await takeLock(path, clock);
  const options = {
    lab,
    data,
    ...(seed === undefined ? {} : { seed }),
    ...(speed === undefined ? {} : { speed }),
  };
  const running = await SimulatedLab.open(options, clock, (text) => process.stderr.write(`${text}\n`));
  const { endpoints, control, password, clock: anchor } = running.descriptor;
  const places = { ...endpoints, ...(control !== undefined && { faults: control }) };
  const listing = Object.entries(places).map(([name, endpoint]) => `${name.padEnd(9)}${endpoint}`);
  process.stdout.write(
    json
      ? `${JSON.stringify(running.descriptor, null, 2)}\n`
      : `${listing.join('\n')}\npassword ${password}\none second is ${anchor.factor} s of lab time; Ctrl-C switches the lab off\n`,
  );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await running.close();
  await release();
}
