/** `interphase run`: the agent on its lab, one campaign, until it is through or told to stop. */
import { Command } from 'commander';
import { count, positive } from './arguments.js';
import { DEFAULT_CAMPAIGN, DEFAULT_DATA, DEFAULT_LAB } from './defaults.js';
import type { RunOptions } from './run.js';

export function runCommand(): Command {
  return new Command('run')
    .description(
      'run a campaign on a lab; a simulated lab is started with it, or taken up when it still runs',
    )
    .option('--lab <file>', 'the lab', DEFAULT_LAB)
    .option('--campaign <file>', 'the campaign', DEFAULT_CAMPAIGN)
    .option('--data <folder>', 'where everything a run leaves lies', DEFAULT_DATA)
    .option('--seed <seed>', "seed of the planner and of a simulated lab's chance")
    .option('--speed <factor>', 'lab seconds per second, in a simulated lab', positive)
    .option('--experiments <n>', 'end when the campaign has this many experiments', count)
    .option('--resume', 'go on with a campaign that somebody paused or stopped')
    .option('--report <file>', 'also write the summary as JSON')
    .action(async (options: RunOptions) => {
      // The other commands answer at once: they do not wait for the instruments' protocol stacks to load.
      const { run } = await import('./run.js');
      process.exitCode = await run(options);
    });
}
